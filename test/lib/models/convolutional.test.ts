import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { convolutionalAutoencoder, evaluate, fit } from 'codebook';
import { expectGradientsLikeDifferences } from './finite-differences.js';
import { curvedPatterns } from './patterns.js';

const images = curvedPatterns(12, 49);
const x = tf.tensor(images.values, [12, 7, 7, 1]);

describe('convolutionalAutoencoder', () => {
  it('halves 28 → 14 → 7 → 4 and comes back to 28', () => {
    for (const options of [{}, { halving: 'stride', doubling: 'transpose' }] as const) {
      const model = convolutionalAutoencoder({ inputShape: [28, 28, 1], filters: [4, 3, 2], ...options });
      expect(model.codeShape).deep.equal([4, 4, 2]);
      expect(model.reconstruct(tf.zeros([2, 784])).shape).deep.equal([2, 28, 28, 1]);
      model.dispose();
    }
  });

  it('halves after the first convolutions only, where asked', () => {
    for (const doubling of ['repeat', 'transpose'] as const) {
      const options = { inputShape: [32, 32, 1], filters: [2, 3, 4, 5], halvings: 3, doubling } as const;
      const model = convolutionalAutoencoder({ ...options, halving: 'stride', batchNorm: true });
      expect(model.codeShape).deep.equal([4, 4, 5]);
      expect(model.reconstruct(tf.zeros([1, 1024])).shape).deep.equal([1, 32, 32, 1]);
      model.dispose();
    }
  });

  it("has the 28,353 weights of Keras's example with two banks of 32 filters", () => {
    const model = convolutionalAutoencoder({ inputShape: [28, 28, 1], filters: [32, 32] });
    expect(model.codeShape).deep.equal([7, 7, 32]);
    expect(model.variables.reduce((sum, variable) => sum + variable.size, 0)).equal(28_353);
    model.dispose();
  });

  it('has the gradients that finite differences give', () => {
    const smooth = { activation: 'tanh', seed: 2 } as const;
    for (const options of [
      { halving: 'pool', doubling: 'repeat' },
      { halving: 'stride', doubling: 'transpose', latentDim: 3 },
    ] as const) {
      const model = convolutionalAutoencoder({
        inputShape: [7, 7, 1],
        filters: [3, 2],
        ...smooth,
        ...options,
      });
      expectGradientsLikeDifferences(() => model.loss(x).total, model.variables, {
        step: 1e-2,
        tolerance: 0.05,
      });
      model.dispose();
    }
  });

  it('learns, and moves the averages of batch normalisation in training only', async () => {
    const model = convolutionalAutoencoder({
      inputShape: [7, 7, 1],
      filters: [4],
      latentDim: 4,
      batchNorm: true,
      seed: 1,
    });
    const state = () => model.state.map((variable) => Array.from(variable.dataSync()));
    const before = [evaluate(model, images)['total'] ?? 0, state()] as const;
    expect(state()).deep.equal(before[1]);
    await fit(model, images, { epochs: 40, batchSize: 12, learningRate: 0.01, progress: false });
    expect(state()).not.deep.equal(before[1]);
    expect(evaluate(model, images)['total']).below(before[0] * 0.95);
    model.dispose();
  });

  it('gives other channels and twice the resolution where asked', () => {
    const colouring = convolutionalAutoencoder({ inputShape: [8, 8, 1], filters: [2], outputChannels: 3 });
    expect(colouring.reconstruct(tf.zeros([1, 8, 8, 1])).shape).deep.equal([1, 8, 8, 3]);
    const enlarging = convolutionalAutoencoder({ inputShape: [8, 8, 1], filters: [2], extraDoublings: 1 });
    expect(enlarging.reconstruct(tf.zeros([1, 8, 8, 1])).shape).deep.equal([1, 16, 16, 1]);
    const target = tf.zeros([1, 16, 16, 1]);
    const loss = enlarging.loss(tf.zeros([1, 8, 8, 1]), { target }).total.dataSync()[0];
    // All logits are 0 for an empty picture: each of the 256 pixels costs log 2.
    expect(loss).closeTo(256 * Math.LN2, 1e-3);
    colouring.dispose();
    enlarging.dispose();
  });
});
