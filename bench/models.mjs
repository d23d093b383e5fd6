// The models of npm run bench, as a reader makes them with the library; all minimise sums over features, means over examples.

import * as tf from '@tensorflow/tfjs';
import { denseAutoencoder, gaussian, LayeredAutoencoder, variationalAutoencoder } from 'codebook';

const { layers } = tf;
const seed = 1;

/** @type {Record<string, () => import('codebook').Trainable>} */
export const models = {
  A: () => images({ hidden: [128], latentDim: 32 }),
  B: () => images({ hidden: [512, 256], latentDim: 64 }),
  C: () => convolutional([16, 8, 8, 8, 16]),
  D: () => convolutional([64, 32, 16, 16, 32], gaussian(0.5, { clip: [0, 1] })),
  E: () => variationalAutoencoder({ inputSize: 784, hidden: [400], latentDim: 20, seed }),
  F: () => images({ hidden: [1000, 500, 250], latentDim: 30, activation: 'elu', codeActivation: 'linear' }),
  G: recurrent,
};

/** @param {Omit<import('codebook').DenseOptions, 'inputSize'>} options */
function images(options) {
  return denseAutoencoder({ inputSize: 784, loss: 'squaredError', seed, ...options });
}

/** Seeds of layers, one after another. */
function seeds() {
  let next = seed;
  return () => next++;
}

/**
 * Encoder of three convolutions with two poolings, decoder with two upsamplings, one output map.
 * @param {number[]} filters of the five @param {import('codebook').Corruption} [corruption]
 */
function convolutional([a = 1, b = 1, c = 1, d = 1, e = 1], corruption) {
  const draw = seeds();
  const conv = (/** @type {number} */ filters, more = {}) =>
    layers.conv2d({
      filters,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: tf.initializers.heNormal({ seed: draw() }),
      ...more,
    });
  const pool = () => layers.maxPooling2d({ poolSize: 2 });
  const up = (more = {}) => layers.upSampling2d({ size: [2, 2], ...more });
  const encoding = [conv(a, { inputShape: [28, 28, 1] }), pool(), conv(b), pool(), conv(c)];
  const decoding = [up({ inputShape: [7, 7, c] }), conv(d), up(), conv(e), conv(1, { activation: 'linear' })];
  return new LayeredAutoencoder({
    encoder: tf.sequential({ layers: encoding }),
    decoder: tf.sequential({ layers: decoding }),
    output: 'sigmoid',
    loss: 'squaredError',
    ...(corruption && { corruption }),
  });
}

/** An LSTM's last state, repeated, through another LSTM: 20 frames of 256 numbers in reverse. @returns {import('codebook').Trainable} */
function recurrent() {
  const draw = seeds();
  const glorot = () => tf.initializers.glorotUniform({ seed: draw() });
  const lstm = (more = {}) =>
    layers.lstm({
      units: 128,
      recurrentActivation: 'sigmoid',
      kernelInitializer: glorot(),
      recurrentInitializer: glorot(),
      ...more,
    });
  const frames = layers.dense({ units: 256, activation: 'sigmoid', kernelInitializer: glorot() });
  const model = tf.sequential({
    layers: [
      lstm({ inputShape: [20, 256] }),
      layers.repeatVector({ n: 20 }),
      lstm({ returnSequences: true }),
      layers.timeDistributed({ layer: frames }),
    ],
  });
  return {
    inputShape: [20, 256],
    variables: model.trainableWeights.map((weight) => /** @type {tf.Variable} */ (weight.read())),
    loss: (x) => {
      const sequence = x.reshape([-1, 20, 256]);
      const output = /** @type {tf.Tensor} */ (model.apply(sequence, { training: true }));
      const total = tf.squaredDifference(sequence.reverse(1), output).sum().div(x.shape[0]);
      return { total: /** @type {tf.Scalar} */ (total) };
    },
  };
}
