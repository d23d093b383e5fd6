import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  denseAutoencoder,
  linearAutoencoder,
  principalAngles,
  type Trainable,
  tiedAutoencoder,
} from 'codebook';
import { inlineFrom } from './inline.js';

const lesson03 = '03_a_linear_autoencoder_is_pca';
const lesson04 = '04_the_vanilla_autoencoder';

/** The loss of a batch, as a number. */
function lossOf(model: Trainable, x: tf.Tensor): number {
  return tf.tidy(() => model.loss(x).total.dataSync()[0] ?? Number.NaN);
}

/** Gives the library's model the lesson's weights, those with equal shapes in order; its biases stay 0. */
function copyWeights(from: Trainable, to: Trainable): void {
  const matrices = to.variables.filter(({ rank }) => rank === 2);
  expect(matrices.map(({ shape }) => shape)).to.deep.equal(
    from.variables.filter(({ rank }) => rank === 2).map(({ shape }) => shape),
  );
  from.variables.filter(({ rank }) => rank === 2).forEach((weights, i) => matrices[i]?.assign(weights));
}

describe('what a lesson builds in full view agrees with the library', () => {
  const images = tf.randomUniform([20, 784], 0, 1, 'float32', 3);
  const small = tf.randomUniform([20, 100], 0, 1, 'float32', 4);
  after(() => tf.dispose([images, small]));

  it('03: principal angles', () => {
    // The notebook's signature.
    const inline = inlineFrom(lesson03, ['function principalAngles'], 'principalAngles') as (
      a: tf.Tensor2D,
      b: tf.Tensor2D,
    ) => number[];
    const a = tf.randomNormal<tf.Rank.R2>([30, 4], 0, 1, 'float32', 1);
    const nearby = tf.tidy(() => a.add<tf.Tensor2D>(tf.randomNormal([30, 4], 0, 0.1, 'float32', 2)));
    const expected = Array.from(principalAngles(a, nearby));
    const got = inline(a, nearby);
    expect(got).to.have.length(4);
    got.forEach((angle, i) => expect(angle).to.be.closeTo(expected[i] ?? Number.NaN, 1e-3));
  });

  it('03: the linear autoencoder, tied and untied', () => {
    const needs = ['interface Linear', 'const meanSquare'];
    // The notebook's signatures.
    type Make = (codeSize: number, seed: number) => Trainable;
    const untied = (inlineFrom(lesson03, [...needs, 'function linearNet'], 'linearNet') as Make)(10, 1);
    const tied = (inlineFrom(lesson03, [...needs, 'function tiedNet'], 'tiedNet') as Make)(10, 1);
    const library = linearAutoencoder({ inputSize: 784, codeSize: 10 });
    copyWeights(untied, library);
    expect(lossOf(untied, images)).to.be.closeTo(lossOf(library, images), 1e-3);
    const options = {
      inputSize: 784,
      codeSize: 10,
      activation: 'linear',
      output: 'linear',
      loss: 'mse',
    } as const;
    const libraryTied = tiedAutoencoder(options);
    copyWeights(tied, libraryTied);
    expect(lossOf(tied, images)).to.be.closeTo(lossOf(libraryTied, images), 1e-3);
  });

  it('04: the vanilla autoencoder under both losses', () => {
    // The notebook's signature.
    type Make = (inputs: number, code: number, kind: string, seed: number) => Trainable;
    const vanilla = inlineFrom(lesson04, ['function vanilla'], 'vanilla') as Make;
    for (const [kind, loss] of [
      ['squared', 'mse'],
      ['cross-entropy', 'bce'],
    ] as const) {
      const inline = vanilla(100, 50, kind, 1);
      const library = denseAutoencoder({ inputSize: 100, codeSize: 50, activation: 'sigmoid', loss });
      copyWeights(inline, library);
      expect(lossOf(inline, small)).to.be.closeTo(lossOf(library, small), 1e-3);
    }
  });
});
