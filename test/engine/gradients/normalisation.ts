import * as tf from '@tensorflow/tfjs';
import { between, type Row, real, rows } from './row.js';

/** Batch norm of x with statistics, offset and scale of one shape. */
function batchNorm(name: string, x: number[], statistics: number[]): Row[] {
  const [mean, variance] = [real(...statistics), between(0.5, 3, ...statistics)];
  const [offset, scale] = [real(...statistics), between(0.5, 2, ...statistics)];
  return [
    ...rows('batchNorm', [real(...x), mean, variance, offset, scale], {
      [name]: (input, m, v, o, s) =>
        tf.batchNorm(input, m as tf.Tensor1D, v as tf.Tensor1D, o as tf.Tensor1D, s as tf.Tensor1D),
      [`${name}, ε 0.1`]: (input, m, v, o, s) =>
        tf.batchNorm(input, m as tf.Tensor1D, v as tf.Tensor1D, o as tf.Tensor1D, s as tf.Tensor1D, 0.1),
    }),
    ...rows('batchNorm', [real(...x), mean, variance], {
      [`${name}, no offset, no scale`]: (input, m, v) =>
        tf.batchNorm(input, m as tf.Tensor1D, v as tf.Tensor1D),
    }),
  ];
}

/** As layers have it: statistics of the batch itself, along an axis of features. */
const layer = (axis: number) => (x: tf.Tensor) => {
  const normalise = tf.layers.batchNormalization({ axis });
  return normalise.apply(x, { training: true }) as tf.Tensor;
};

/** Normalisation, and soft choices. */
export const normalisation: readonly Row[] = [
  ...batchNorm('[2, 3]', [2, 3], [3]),
  ...batchNorm('[2, 3, 5]', [2, 3, 5], [5]),
  ...batchNorm('images', [2, 3, 2, 5], [5]),
  ...batchNorm('statistics of each number', [2, 3, 2, 2], [2, 3, 2, 2]),
  ...batchNorm('features on axis 1', [2, 3, 2, 5], [1, 3, 1, 1]),
  ...batchNorm('features on axis 1 of three', [2, 3, 5], [1, 3, 1]),
  ...rows('layers.batchNormalization', [real(2, 3, 2, 3)], {
    'axis 3': layer(3),
    'axis −1': layer(-1),
    'axis 1': layer(1),
    'axis 2': layer(2),
  }),
  ...rows('layers.batchNormalization', [real(5, 3)], { 'a matrix': layer(-1) }),
  ...rows('layers.layerNormalization', [real(2, 3, 5)], {
    'axis −1': (x) => tf.layers.layerNormalization().apply(x) as tf.Tensor,
    'axes 1 and 2': (x) => tf.layers.layerNormalization({ axis: [1, 2] }).apply(x) as tf.Tensor,
  }),
  ...rows('localResponseNormalization', [real(2, 2, 3, 5)], {
    'radius 5': (x) => tf.localResponseNormalization(x as tf.Tensor4D),
    'radius 1, α 0.3, β 0.7, bias 2': (x) => tf.localResponseNormalization(x as tf.Tensor4D, 1, 2, 0.3, 0.7),
  }),
  ...rows('softmax', [real(2, 3, 5)], { 'last axis': (x) => tf.softmax(x) }),
  ...rows('logSoftmax', [real(2, 3, 5)], { 'last axis': (x) => tf.logSoftmax(x) }),
  ...rows('softmax', [real(5)], { 'a vector': (x) => tf.softmax(x) }),
];
