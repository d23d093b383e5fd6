import * as tf from '@tensorflow/tfjs';
import { between, type Input, type Row, real, rows } from './row.js';

type Function = (x: tf.Tensor) => tf.Tensor;

/** The derivative of an op, whose own derivative the table takes. */
const derivative = (name: string, f: Function, x: Input): Row[] =>
  rows('derivative', [x], { [`of ${name}`]: (z) => tf.grad((y: tf.Tensor) => tf.sum(tf.sin(f(y))))(z) });

const functions: Record<string, Function> = {
  abs: tf.abs,
  cumprod: (x) => tf.cumprod(x, 1),
  cumsum: (x) => tf.cumsum(x, 0, true),
  einsum: (x) => tf.einsum('ij,kj->ik', x, x),
  elu: tf.elu,
  exp: tf.exp,
  gather: (x) => tf.gather(x, [1, 0, 1]),
  matMul: (x) => tf.matMul(x, x, false, true),
  max: (x) => tf.max(tf.square(x), 1),
  mirrorPad: (x) =>
    tf.square(
      tf.mirrorPad(
        x,
        [
          [0, 1],
          [1, 1],
        ],
        'reflect',
      ),
    ),
  'mul, div': (x) => tf.div(tf.mul(x, x), tf.add(tf.square(x), 1)),
  pow: (x) => tf.pow(tf.add(tf.square(x), 0.5), 1.5),
  relu: (x) => tf.square(tf.relu(x)),
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  softmax: (x) => tf.softmax(x),
  softplus: tf.softplus,
  squaredDifference: (x) => tf.squaredDifference(x, tf.tensor([0.5, 1, 2])),
  tanh: tf.tanh,
};

/** Second derivatives, as a gradient penalty takes them. */
export const secondDerivatives: readonly Row[] = [
  ...Object.entries(functions).flatMap(([name, f]) => derivative(name, f, real(2, 3))),
  ...derivative(
    'batchNorm',
    (x) => tf.batchNorm(x, tf.mean(x, 0) as tf.Tensor1D, tf.add(tf.mean(tf.square(x), 0), 1) as tf.Tensor1D),
    real(2, 3),
  ),
  ...derivative(
    'conv2d',
    (x) => tf.square(tf.conv2d(x as tf.Tensor4D, tf.ones([2, 2, 1, 1]), 1, 'same')),
    between(-1, 1, 1, 3, 3, 1),
  ),
  ...derivative(
    'conv2d after resizeNearestNeighbor',
    (x) => {
      const doubled = tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [4, 6]);
      return tf.square(tf.conv2d(doubled, tf.ones([3, 3, 1, 1]), 1, 'same'));
    },
    between(-1, 1, 1, 2, 3, 1),
  ),
];
