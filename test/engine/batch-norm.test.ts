import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

/** The statistics that a batch normalisation keeps, after three training steps on data far from 0. */
function movingAfterTraining(trainable: boolean, compiled: boolean): { moving: number[]; output: number } {
  const layer = tf.layers.batchNormalization({ inputShape: [2] });
  const model = tf.sequential({ layers: [layer, tf.layers.dense({ units: 1 })] });
  layer.trainable = trainable;
  const x = tf.tensor2d([
    [10, 20],
    [14, 30],
    [12, 10],
  ]);
  const step = () => tf.mean(model.apply(x, { training: true }) as tf.Tensor); // one tensor in, one out
  const run = compiled ? compile(step, { jit: false }) : step;
  for (let i = 0; i < 3; i++) run().dispose();
  const [, , mean, variance] = layer.getWeights().map((weight) => Array.from(weight.dataSync()));
  const normalised = layer.apply(x, { training: true }) as tf.Tensor; // as above
  return {
    moving: [...(mean ?? []), ...(variance ?? [])],
    output: normalised.max().dataSync()[0] ?? Number.NaN,
  };
}

describe('batch normalisation', () => {
  for (const compiled of [false, true]) {
    const how = compiled ? 'compiled' : 'eager';
    it(`that is frozen keeps its statistics and uses them, ${how}, as Keras's does`, () => {
      const { moving, output } = movingAfterTraining(false, compiled);
      expect(moving).deep.equal([0, 0, 1, 1]);
      expect(output).closeTo(30 / Math.sqrt(1 + 1e-3), 1e-3);
    });

    it(`that trains moves them, ${how}, by a hundredth a step`, () => {
      const { moving, output } = movingAfterTraining(true, compiled);
      expect(moving[0]).closeTo(12 * (1 - 0.99 ** 3), 1e-4);
      expect(output).below(2);
    });
  }
});
