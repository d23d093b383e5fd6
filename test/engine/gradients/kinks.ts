import * as tf from '@tensorflow/tfjs';
import { exactly, type Input } from './row.js';

/** An op where it has no derivative, or where its formula has 0 · ∞, and the gradient of the sum of its results there. */
export interface Kink {
  readonly op: string;
  readonly inputs: readonly Input[];
  readonly run: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly gradients: readonly (readonly number[])[];
}

const kink = (
  op: string,
  at: readonly number[],
  run: Kink['run'],
  ...gradients: (readonly number[])[]
): Kink => ({
  op,
  inputs: [exactly(at, at.length)],
  run,
  gradients,
});

const two = (
  op: string,
  a: readonly number[],
  b: readonly number[],
  run: Kink['run'],
  ofA: number[],
  ofB: number[],
): Kink => ({
  op,
  inputs: [exactly(a, a.length), exactly(b, b.length)],
  run,
  gradients: [ofA, ofB],
});

/** Between the derivatives on both sides; for what is symmetrical about the kink, 0. */
export const kinks: readonly Kink[] = [
  kink('abs', [-1, 0, 2], tf.abs, [-1, 0, 1]),
  kink('regularizers.l1', [-1, 0, 2], (w) => tf.regularizers.l1({ l1: 0.5 }).apply(w), [-0.5, 0, 0.5]),
  kink('norm of order 1', [0, 0, 2], (x) => tf.norm(x, 1), [0, 0, 1]),
  two(
    'losses.absoluteDifference',
    [1, 2],
    [1, 3],
    (a, b) => tf.losses.absoluteDifference(a, b, undefined, tf.Reduction.SUM),
    [0, -1],
    [0, 1],
  ),
  kink('relu', [-1, 0, 1], tf.relu, [0, 0, 1]),
  kink('relu6', [-1, 0, 5, 6, 7], tf.relu6, [0, 0, 1, 1, 0]),
  kink('leakyRelu', [-1, 0, 1], (x) => tf.leakyRelu(x, 0.25), [0.25, 0.25, 1]),
  kink('elu', [0, 1], tf.elu, [1, 1]),
  kink('sign', [0, 1], tf.sign, [0, 0]),
  kink('clipByValue', [-1, 0, 1, 2], (x) => tf.clipByValue(x, 0, 1), [0, 1, 1, 0]),
  kink('max', [3, 1, 3], (x) => tf.max(x), [0.5, 0, 0.5]),
  kink('min', [1, 1, 1, 2], (x) => tf.min(x), [1 / 3, 1 / 3, 1 / 3, 0]),
  kink('max of all equal', [0, 0, 0, 0], (x) => tf.max(x), [0.25, 0.25, 0.25, 0.25]),
  kink('logSumExp of all equal', [2, 2], (x) => tf.logSumExp(x), [0.5, 0.5]),
  kink('norm of order ∞', [3, -3, 1], (x) => tf.norm(x, Number.POSITIVE_INFINITY), [0.5, -0.5, 0]),
  two('maximum', [1, 2, 5], [1, 3, 4], tf.maximum, [1, 0, 1], [0, 1, 0]),
  two('minimum', [1, 2, 5], [1, 3, 4], tf.minimum, [1, 1, 0], [0, 0, 1]),
  kink(
    'maxPool',
    [2, 2, 1, 2],
    (x) => tf.maxPool(tf.reshape(x, [1, 2, 2, 1]) as tf.Tensor4D, 2, 2, 'valid'),
    [1, 0, 0, 0],
  ),
  kink('topk', [2, 1, 2], (x) => tf.topk(x, 1).values, [1, 0, 0]),
  kink(
    'hinge loss at the margin',
    [1, 2, 0],
    (x) => tf.losses.hingeLoss(tf.onesLike(x), x, undefined, tf.Reduction.SUM),
    [0, 0, -1],
  ),
  kink('prod with one 0', [2, 0, 3], (x) => tf.prod(x), [0, 6, 0]),
  kink('prod with two 0', [2, 0, 0], (x) => tf.prod(x), [0, 0, 0]),
  kink('cumprod with a 0', [2, 0, 3], (x) => tf.cumprod(x), [1, 8, 0]),
  kink('x² at 0', [0, 1], (x) => tf.pow(x, 2), [0, 2]),
  kink('x¹ at 0', [0, 1], (x) => tf.pow(x, 1), [1, 1]),
  kink('x⁰ at 0', [0, 1], (x) => tf.pow(x, 0), [0, 0]),
  kink('the square of a square root', [1, 4], (x) => tf.square(tf.sqrt(x)), [1, 1]),
  kink('divNoNan by 0', [0, 2], (x) => tf.divNoNan(tf.onesLike(x), x), [0, -0.25]),
  kink(
    'losses.meanSquaredError of equals',
    [1, 2],
    (x) => tf.losses.meanSquaredError(x, tf.clone(x)),
    [0, 0],
  ),
];
