import * as tf from '@tensorflow/tfjs';
import { type Row, real, rows } from './row.js';

type Matrix = tf.Tensor2D;

/** Numbers of both signs in a tensor's shape. */
const waves = ({ shape, size }: tf.Tensor): tf.Tensor =>
  tf.mul(tf.sin(tf.reshape(tf.range(1, size + 1), shape)), 0.4);

/** A layer with fixed weights. */
function layer(make: () => tf.layers.Layer): (x: tf.Tensor) => tf.Tensor {
  let made: tf.layers.Layer | undefined;
  return (x) => {
    if (made === undefined) {
      made = make();
      made.apply(x);
      made.setWeights(made.getWeights().map(waves));
    }
    return made.apply(x) as tf.Tensor;
  };
}

/** Recurrent cells, layers that need more than one op, and frames of signals. */
export const sequences: readonly Row[] = [
  ...rows('basicLSTMCell', [real(5, 8), real(8), real(2, 3), real(2, 2), real(2, 2)], {
    '': (kernel, bias, data, c, h) =>
      tf.basicLSTMCell(
        tf.scalar(1),
        kernel as Matrix,
        bias as tf.Tensor1D,
        data as Matrix,
        c as Matrix,
        h as Matrix,
      ),
  }),
  ...rows('multiRNNCell', [real(2, 2), real(2, 2), real(2, 2), real(4, 8)], {
    'two layers': (data, c, h, kernel) => {
      const cell = (x: Matrix, state: Matrix, output: Matrix) =>
        tf.basicLSTMCell(tf.scalar(1), kernel as Matrix, tf.zeros([8]) as tf.Tensor1D, x, state, output);
      return tf
        .multiRNNCell([cell, cell], data as Matrix, [c as Matrix, c as Matrix], [h as Matrix, h as Matrix])
        .flat();
    },
  }),
  ...rows('layers', [real(2, 3, 2)], {
    lstm: layer(() => tf.layers.lstm({ units: 3, returnSequences: true })),
    'lstm, last': layer(() => tf.layers.lstm({ units: 3 })),
    gru: layer(() => tf.layers.gru({ units: 3, returnSequences: true })),
    simpleRNN: layer(() => tf.layers.simpleRNN({ units: 3, returnSequences: true })),
    bidirectional: layer(() =>
      tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 2 }) as tf.RNN, mergeMode: 'concat' }),
    ),
    timeDistributed: layer(() =>
      tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 3, activation: 'tanh' }) }),
    ),
  }),
  ...rows('layers', [real(2, 5)], {
    dense: layer(() => tf.layers.dense({ units: 3, activation: 'selu' })),
    repeatVector: layer(() => tf.layers.repeatVector({ n: 3 })),
  }),
  ...rows('layers', [real(2, 5, 4, 2)], {
    upSampling2d: layer(() => tf.layers.upSampling2d({ size: [2, 3] })),
    'upSampling2d, bilinear': layer(() =>
      tf.layers.upSampling2d({ size: [2, 3], interpolation: 'bilinear' }),
    ),
    zeroPadding2d: layer(() =>
      tf.layers.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 1],
        ],
      }),
    ),
    cropping2D: layer(() =>
      tf.layers.cropping2D({
        cropping: [
          [1, 2],
          [0, 1],
        ],
      }),
    ),
    separableConv2d: layer(() => tf.layers.separableConv2d({ filters: 2, kernelSize: 3 })),
    conv2dTranspose: layer(() =>
      tf.layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, padding: 'same' }),
    ),
    globalAveragePooling2d: layer(() => tf.layers.globalAveragePooling2d({})),
    globalMaxPooling2d: layer(() => tf.layers.globalMaxPooling2d({})),
  }),
  ...rows('signal.frame', [real(11)], {
    overlapping: (x) => tf.signal.frame(x as tf.Tensor1D, 4, 3),
    'padded at the end': (x) => tf.signal.frame(x as tf.Tensor1D, 4, 3, true, 2),
  }),
];
