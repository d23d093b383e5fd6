import * as tf from '@tensorflow/tfjs';
import { between, type Row, real, rows } from './row.js';

/** Functions of each number by itself, over all reals. */
const everywhere = {
  abs: tf.abs,
  asinh: tf.asinh,
  atan: tf.atan,
  cos: tf.cos,
  cosh: tf.cosh,
  elu: tf.elu,
  erf: tf.erf,
  exp: tf.exp,
  expm1: tf.expm1,
  logSigmoid: tf.logSigmoid,
  neg: tf.neg,
  relu: tf.relu,
  relu6: tf.relu6,
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  sin: tf.sin,
  sinh: tf.sinh,
  softplus: tf.softplus,
  square: tf.square,
  tanh: tf.tanh,
  clone: tf.clone,
} as const;

/** Functions that are constant but for their jumps: the derivative is 0. */
const steps = {
  ceil: tf.ceil,
  floor: tf.floor,
  round: tf.round,
  sign: tf.sign,
  step: (x: tf.Tensor) => tf.step(x),
  onesLike: tf.onesLike,
  zerosLike: tf.zerosLike,
  isFinite: (x: tf.Tensor) => asNumbers(tf.isFinite(x)),
  isInf: (x: tf.Tensor) => asNumbers(tf.isInf(x)),
  isNaN: (x: tf.Tensor) => asNumbers(tf.isNaN(x)),
} as const;

const asNumbers = (x: tf.Tensor): tf.Tensor => tf.cast(x, 'float32');

const small = between(-0.9, 0.9, 2, 5);
const positive = between(0.3, 3, 2, 5);

/** Ops of one tensor, each number by itself. */
export const elementwise: readonly Row[] = [
  ...Object.entries(everywhere).flatMap(([op, run]) => rows(op, [real(2, 5)], { '[2, 5]': run })),
  // Between the jumps at whole numbers and halves.
  ...Object.entries(steps).flatMap(([op, run]) => rows(op, [real(2, 5)], { '[2, 5]': run })),
  ...rows('acos', [small], { '': tf.acos }),
  ...rows('asin', [small], { '': tf.asin }),
  ...rows('atanh', [small], { '': tf.atanh }),
  ...rows('tan', [small], { '': tf.tan }),
  ...rows('acosh', [between(1.2, 4, 2, 5)], { '': tf.acosh }),
  ...rows('log', [positive], { '': tf.log }),
  ...rows('log1p', [positive], { '': tf.log1p }),
  ...rows('reciprocal', [positive], { positive: tf.reciprocal }),
  ...rows('reciprocal', [between(-3, -0.3, 2, 5)], { negative: tf.reciprocal }),
  ...rows('rsqrt', [positive], { '': tf.rsqrt }),
  ...rows('sqrt', [positive], { '': tf.sqrt }),
  ...rows('relu6', [between(4.1, 8, 2, 5)], { 'around 6': tf.relu6 }),
  ...rows('step', [real(7)], { 'alpha 0.5': (x) => tf.step(x, 0.5) }),
  ...rows('leakyRelu', [real(2, 5)], {
    'alpha 0.2': (x) => tf.leakyRelu(x),
    'alpha 0.7': (x) => tf.leakyRelu(x, 0.7),
    'alpha 0': (x) => tf.leakyRelu(x, 0),
    'alpha −0.5': (x) => tf.leakyRelu(x, -0.5),
  }),
  ...rows('clipByValue', [real(3, 7)], {
    'both ends': (x) => tf.clipByValue(x, -0.25, 0.25),
    'one end': (x) => tf.clipByValue(x, -100, 0),
  }),
  ...rows('dropout', [real(3, 7)], {
    'rate 0.4': (x) => tf.dropout(x, 0.4, undefined, 5),
    'a shape of noise': (x) => tf.dropout(x, 0.4, [3, 1], 5),
    'rate 0': (x) => tf.dropout(x, 0),
  }),
  ...rows('cast', [real(2, 5)], {
    'to float32': asNumbers,
    'to int32 and back': (x) => tf.mul(x, asNumbers(tf.cast(tf.mul(x, 2.9), 'int32'))),
    'to bool and back': (x) => tf.mul(x, asNumbers(tf.cast(x, 'bool'))),
  }),
];
