import * as tf from '@tensorflow/tfjs';
import { between, type Input, type Row, real, rows } from './row.js';

type Loss = (labels: tf.Tensor, predictions: tf.Tensor, weights?: tf.Tensor, reduction?: number) => tf.Tensor;

const reductions = { 'no reduction': 0, mean: 1, sum: 2, 'by nonzero weights': 3 } as const;

/** Every reduction, with no weights, one a row and one a number; gradients of labels, predictions and weights. */
function withReductions(
  op: string,
  labels: Input,
  predictions: Input,
  losses: readonly number[],
  loss: Loss,
): Row[] {
  return Object.entries(reductions).flatMap(([name, reduction]) => [
    ...rows(op, [labels, predictions], { [name]: (a, b) => loss(a, b, undefined, reduction) }),
    ...rows(op, [labels, predictions, between(0.5, 2, ...losses)], {
      [`${name}, weights [${losses}]`]: (a, b, weights) => loss(a, b, weights, reduction),
    }),
    ...rows(op, [labels, predictions], {
      [`${name}, one weight`]: (a, b) => loss(a, b, tf.scalar(0.7), reduction),
    }),
  ]);
}

const probabilities = between(0.1, 0.9, 2, 3);

/** tfjs's losses, and those of its layers. */
export const losses: readonly Row[] = [
  ...withReductions(
    'losses.absoluteDifference',
    real(2, 3),
    between(-2, 2.1, 2, 3),
    [2, 3],
    tf.losses.absoluteDifference,
  ),
  ...withReductions(
    'losses.meanSquaredError',
    real(2, 3),
    between(-2, 2.1, 2, 3),
    [2, 3],
    tf.losses.meanSquaredError,
  ),
  ...withReductions('losses.hingeLoss', real(2, 3), between(-3, 3.3, 2, 3), [2, 3], tf.losses.hingeLoss),
  ...withReductions(
    'losses.huberLoss',
    real(2, 3),
    between(-3, 3.3, 2, 3),
    [2, 3],
    (a, b, weights, reduction) => tf.losses.huberLoss(a, b, weights, 0.8, reduction),
  ),
  ...withReductions(
    'losses.logLoss',
    probabilities,
    between(0.15, 0.85, 2, 3),
    [2, 3],
    (a, b, weights, reduction) => tf.losses.logLoss(a, b, weights, 1e-3, reduction),
  ),
  ...withReductions(
    'losses.cosineDistance',
    real(2, 3),
    between(-2, 2.1, 2, 3),
    [2, 1],
    (a, b, weights, reduction) => tf.losses.cosineDistance(a, b, 1, weights, reduction),
  ),
  ...withReductions(
    'losses.sigmoidCrossEntropy',
    probabilities,
    real(2, 3),
    [2, 3],
    (a, b, weights, reduction) => tf.losses.sigmoidCrossEntropy(a, b, weights, 0.2, reduction),
  ),
  ...withReductions(
    'losses.softmaxCrossEntropy',
    probabilities,
    real(2, 3),
    [2],
    (a, b, weights, reduction) => tf.losses.softmaxCrossEntropy(a, b, weights, 0, reduction),
  ),
  ...rows('losses.softmaxCrossEntropy', [probabilities, real(2, 3)], {
    'smoothed by 0.3': (a, b) => tf.losses.softmaxCrossEntropy(a, b, undefined, 0.3),
  }),
  ...rows('losses.softmaxCrossEntropy', [between(0.1, 0.9, 2, 3, 5), real(2, 3, 5)], {
    'rank 3': (a, b) => tf.losses.softmaxCrossEntropy(a, b),
    'rank 3, smoothed by 0.3': (a, b) => tf.losses.softmaxCrossEntropy(a, b, undefined, 0.3),
  }),
  ...withReductions(
    'losses.computeWeightedLoss',
    real(2, 3),
    real(2, 3),
    [2, 3],
    (a, b, weights, reduction) => tf.losses.computeWeightedLoss(tf.mul(a, b), weights, reduction),
  ),
  ...Object.entries({
    binaryCrossentropy: tf.metrics.binaryCrossentropy,
    categoricalCrossentropy: tf.metrics.categoricalCrossentropy,
    cosineProximity: tf.metrics.cosineProximity,
    meanAbsoluteError: tf.metrics.meanAbsoluteError,
    meanAbsolutePercentageError: tf.metrics.meanAbsolutePercentageError,
    meanSquaredError: tf.metrics.meanSquaredError,
  }).flatMap(([name, metric]) =>
    rows(`metrics.${name}`, [probabilities, between(0.15, 0.95, 2, 3)], { '[2, 3]': metric }),
  ),
  ...rows('regularizers', [real(3, 5)], {
    l1: (x) => tf.regularizers.l1({ l1: 0.3 }).apply(x),
    l2: (x) => tf.regularizers.l2({ l2: 0.3 }).apply(x),
    'l1 and l2': (x) => tf.regularizers.l1l2({ l1: 0.3, l2: 0.2 }).apply(x),
  }),
];
