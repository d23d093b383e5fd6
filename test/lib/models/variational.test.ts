import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  convolutionalVariational,
  fit,
  importanceWeightedBound,
  klToStandardNormal,
  toTensor,
  variationalAutoencoder,
} from 'codebook';
import { logNormalDensity } from '../../../lib/dist/losses/gaussian-divergence.js';
import { reparameterised } from '../../../lib/dist/models/variational.js';
import { expectGradientsLikeDifferences } from './finite-differences.js';
import { curvedPatterns, randomBits } from './patterns.js';

const number = (scalar: tf.Tensor | undefined): number => scalar?.dataSync()[0] ?? Number.NaN;
const data = curvedPatterns(40, 6);
const key = random.key(5);

describe('variationalAutoencoder', () => {
  it('adds up its parts: total = reconstruction + β KL', () => {
    const model = variationalAutoencoder({ inputSize: 6, hidden: [5], latentDim: 2, beta: 3, seed: 1 });
    const x = toTensor(data);
    const { total, reconstruction, penalty, kl } = model.loss(x, { key });
    const { mean, logVariance } = model.posterior(x);
    expect(number(kl)).closeTo(number(klToStandardNormal(mean, logVariance)), 1e-5);
    expect(number(penalty)).closeTo(3 * number(kl), 1e-5);
    expect(number(total)).closeTo(number(reconstruction) + number(penalty), 1e-4);
    model.dispose();
  });

  it('has the gradients that finite differences give, with the noise held, for each likelihood', () => {
    const x = toTensor(data);
    for (const options of [
      { likelihood: 'bernoulli' },
      { likelihood: 'gaussian' },
      { likelihood: 'gaussian', deviation: 0.5 },
    ] as const) {
      const model = variationalAutoencoder({
        inputSize: 6,
        hidden: [5],
        latentDim: 2,
        activation: 'tanh',
        seed: 1,
        ...options,
      });
      expectGradientsLikeDifferences(() => model.loss(x, { key }).total, model.variables);
      model.dispose();
    }
  });

  it('draws z = μ + σ ε: with mean μ and deviation σ', () => {
    const mean = tf.fill([20_000, 1], 2);
    const logVariance = tf.fill([20_000, 1], Math.log(0.25));
    const moments = tf.moments(reparameterised({ mean, logVariance }, key));
    expect(number(moments.mean)).closeTo(2, 0.015);
    expect(Math.sqrt(number(moments.variance))).closeTo(0.5, 0.01);
  });

  it('has a loss that is −log p(x|z) of its own likelihood', () => {
    for (const likelihood of ['bernoulli', 'gaussian'] as const) {
      const model = variationalAutoencoder({ inputSize: 6, hidden: [5], latentDim: 2, likelihood, seed: 1 });
      const x = toTensor(data);
      const [noise = key] = random.split(key);
      const z = reparameterised(model.posterior(x), noise);
      const expected = -number(model.logLikelihood(x, z).mean());
      expect(number(model.loss(x, { key }).reconstruction), likelihood).closeTo(expected, 1e-4);
      model.dispose();
    }
  });

  it('integrates densities to 1', () => {
    const grid = tf.linspace(-10, 10, 4001).reshape([-1, 1]);
    const density = logNormalDensity(grid, tf.onesLike(grid), tf.zerosLike(grid).add(0.7)).exp();
    expect(number(density.sum()) * (20 / 4000)).closeTo(1, 1e-4);
  });

  it('bounds log p(x) the closer the more samples: ELBO ≤ IWAE', async () => {
    const bits = randomBits(300, 6);
    for (let i = 0; i < bits.values.length; i += 2) bits.values[i + 1] = bits.values[i] ?? 0;
    const model = variationalAutoencoder({ inputSize: 6, hidden: [10], latentDim: 2, seed: 1 });
    await fit(model, bits, { epochs: 60, batchSize: 30, learningRate: 0.01, progress: false });
    const x = toTensor(bits);
    const elbo = -number(
      tf.stack([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => model.loss(x, { key: random.key(seed) }).total)).mean(),
    );
    const [one = 0, ten = 0, many = 0] = [1, 10, 300].map((samples) =>
      importanceWeightedBound(model, x, { samples }),
    );
    expect(one).closeTo(elbo, 0.1);
    expect(ten).above(one);
    expect(many).above(ten);
    // No model can do better than the entropy of the data: three independent bits.
    expect(many).below(-3 * Math.LN2 + 0.1);
    model.dispose();
  });

  it('samples the same images for the same key, in the shape of the data', () => {
    const model = convolutionalVariational({ inputShape: [8, 8, 1], filters: [4, 4], latentDim: 3, seed: 1 });
    const [first, again] = [model.sample(5, key), model.sample(5, key)];
    expect(first.shape).deep.equal([5, 8, 8, 1]);
    expect(number(first.sub(again).abs().max())).equal(0);
    expect([number(first.min()), number(first.max())].every((value) => value >= 0 && value <= 1)).equal(true);
    expect(model.encode(tf.zeros([4, 64])).shape).deep.equal([4, 3]);
    model.dispose();
  });

  it('trains on bits drawn anew where asked', () => {
    const model = variationalAutoencoder({
      inputSize: 6,
      hidden: [5],
      latentDim: 2,
      binarise: true,
      seed: 1,
    });
    const grey = tf.fill([40, 6], 0.5);
    const losses = [1, 2].map((seed) => number(model.loss(grey, { key: random.key(seed) }).total));
    expect(losses[0]).not.equal(losses[1]);
    model.dispose();
  });

  it('refuses what cannot be', () => {
    const model = variationalAutoencoder({ inputSize: 6, latentDim: 2 });
    expect(() => model.loss(tf.zeros([2, 6]))).throw('a variational autoencoder draws z; pass context.key');
    expect(() => importanceWeightedBound(model, tf.zeros([2, 6]), { samples: 0 })).throw(
      'importanceWeightedBound: samples must be a whole number ≥ 1, got 0',
    );
    expect(() => variationalAutoencoder({ inputSize: 6, latentDim: 2, beta: -1 })).throw(
      'beta must be ≥ 0, got -1',
    );
    model.dispose();
  });
});
