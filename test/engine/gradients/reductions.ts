import * as tf from '@tensorflow/tfjs';
import { between, type Row, real, rows } from './row.js';

type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

/** A reduction over every kind of axes. */
function overAxes(op: string, reduce: Reduction): Row[] {
  return rows(op, [between(-1.6, 1.6, 2, 3, 5)], {
    'all axes': (x) => reduce(x),
    'axis 0': (x) => reduce(x, 0),
    'axis 1': (x) => reduce(x, 1),
    'axis −1': (x) => reduce(x, -1),
    'axis −2': (x) => reduce(x, -2),
    'axes 0 and 2': (x) => reduce(x, [0, 2]),
    'axes 2 and 0': (x) => reduce(x, [2, 0]),
    'axes −1 and −2': (x) => reduce(x, [-1, -2]),
    'axis 1, kept': (x) => reduce(x, 1, true),
    'axes 0 and −1, kept': (x) => reduce(x, [0, -1], true),
    'all axes, kept': (x) => reduce(x, undefined, true),
  });
}

/** What it does to each number it reduces shows in the sum of its results. */
const norms = [1, 2, 'euclidean', Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;

const cumulative = (
  op: string,
  run: (x: tf.Tensor, axis?: number, exclusive?: boolean, reverse?: boolean) => tf.Tensor,
) =>
  [0, 1, 2, -1, -2].flatMap((axis) =>
    [false, true].flatMap((exclusive) =>
      [false, true].flatMap((reverse) =>
        rows(op, [between(-1.6, 1.6, 2, 3, 5)], {
          [`axis ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`]: (x) =>
            run(x, axis, exclusive, reverse),
        }),
      ),
    ),
  );

/** Reductions and running sums. */
export const reductions: readonly Row[] = [
  ...overAxes('sum', tf.sum),
  ...overAxes('mean', tf.mean),
  ...overAxes('max', tf.max),
  ...overAxes('min', tf.min),
  ...overAxes('prod', tf.prod),
  ...overAxes('logSumExp', tf.logSumExp),
  ...overAxes('moments', (x, axis, keepDims) => {
    const { mean, variance } = tf.moments(x, axis, keepDims);
    return tf.add(mean, tf.mul(variance, 3));
  }),
  ...norms.flatMap((order) => [
    ...rows('norm', [real(2, 3, 5)], {
      [`order ${order}, axis 1`]: (x) => tf.norm(x, order, 1),
      [`order ${order}, axis −1, kept`]: (x) => tf.norm(x, order, -1, true),
    }),
    ...(order === 2
      ? []
      : rows('norm', [real(3, 5)], { [`order ${order}, a matrix`]: (x) => tf.norm(x, order, [0, 1]) })),
  ]),
  ...overAxes('euclideanNorm', (x, axis, keepDims) => tf.euclideanNorm(x, axis, keepDims)),
  ...cumulative('cumsum', tf.cumsum),
  ...cumulative('cumprod', tf.cumprod),
  ...rows('cumsum', [real(7)], { 'a vector': (x) => tf.cumsum(x) }),
  ...rows('argMax, argMin', [real(2, 5)], {
    'a mask of the largest': (x) => tf.mul(x, tf.oneHot(tf.argMax(x, 1), 5)),
    'a mask of the smallest': (x) => tf.mul(x, tf.oneHot(tf.argMin(x, 1), 5)),
  }),
  ...rows('all, any', [real(2, 5)], {
    'times all': (x) => tf.mul(x, tf.cast(tf.all(tf.greater(x, -100), 1, true), 'float32')),
    'times any': (x) => tf.mul(x, tf.cast(tf.any(tf.greater(x, 0), 0), 'float32')),
  }),
  ...rows('topk', [real(2, 7)], {
    'three, in order': (x) => tf.topk(x, 3).values,
    'three, in any order': (x) => tf.sum(tf.topk(x, 3, false).values, -1),
    one: (x) => tf.topk(x).values,
  }),
];
