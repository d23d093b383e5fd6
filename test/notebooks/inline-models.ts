import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import type { Trainable } from 'codebook';

/** The loss of a batch, as a number. */
export function lossOf(model: Trainable, x: tf.Tensor): number {
  return tf.tidy(() => model.loss(x).total.dataSync()[0] ?? Number.NaN);
}

/** Gives the library's model the lesson's weights, those with equal shapes in order; its biases stay 0. */
export function copyWeights(from: Trainable, to: Trainable): void {
  const matrices = to.variables.filter(({ rank }) => rank === 2);
  expect(matrices.map(({ shape }) => shape)).to.deep.equal(
    from.variables.filter(({ rank }) => rank === 2).map(({ shape }) => shape),
  );
  from.variables.filter(({ rank }) => rank === 2).forEach((weights, i) => matrices[i]?.assign(weights));
}
