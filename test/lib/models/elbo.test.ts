import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  elboOfEach,
  importanceWeightedBound,
  importanceWeightedBounds,
  klPerUnit,
  klToStandardNormal,
  toTensor,
  VariationalAutoencoder,
  variationalAutoencoder,
} from 'codebook';
import { curvedPatterns } from './patterns.js';

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const data = curvedPatterns(700, 6); // more than one batch of each function

describe('the ELBO example by example, and unit by unit', () => {
  const model = variationalAutoencoder({ inputSize: 6, hidden: [5], latentDim: 3, beta: 4, seed: 1 });
  const x = toTensor(data);
  after(() => {
    model.dispose();
    x.dispose();
  });

  it('adds up: −ELBO = reconstruction + KL, without β, of each example', () => {
    const { elbo, reconstruction, kl } = elboOfEach(model, data);
    expect(elbo).to.have.length(700);
    for (const [i, value] of elbo.entries())
      expect(-value).closeTo((reconstruction[i] ?? Number.NaN) + (kl[i] ?? Number.NaN), 1e-4);
  });

  it('has the mean that the loss has, within the error of the draws', () => {
    const { reconstruction, kl } = elboOfEach(model, data, { samples: 20 });
    const losses = [1, 2, 3, 4, 5].map((seed) =>
      tf.tidy(() => {
        const parts = model.loss(x, { key: random.key(seed) });
        return [parts.reconstruction, parts.kl].map((part) => part?.dataSync()[0] ?? Number.NaN);
      }),
    );
    expect(mean(reconstruction)).closeTo(mean(losses.map(([first = Number.NaN]) => first)), 0.02);
    expect(mean(kl)).closeTo(mean(losses.map(([, second = Number.NaN]) => second)), 1e-4);
  });

  it('spreads the closed form over the units: their sum is the KL', () => {
    const units = klPerUnit(model, data);
    const whole = tf.tidy(() => {
      const { mean: mu, logVariance } = model.posterior(x);
      return klToStandardNormal(mu, logVariance).dataSync()[0] ?? Number.NaN;
    });
    expect(units).to.have.length(3);
    expect(units.reduce((sum, unit) => sum + unit, 0)).closeTo(whole, 1e-4);
    expect([...klPerUnit(model, x)]).to.deep.equal([...units]);
  });

  it('says 0 for a unit whose posterior is the prior, and ½ m² for one moved by m', () => {
    const encoder = tf.sequential({
      layers: [tf.layers.dense({ units: 6, inputShape: [6], kernelInitializer: 'zeros' })],
    });
    const [kernel] = encoder.getWeights();
    encoder.setWeights([kernel ?? tf.zeros([6, 6]), tf.tensor1d([0, 2, -1, 0, 0, Math.log(4)])]);
    const moved = new VariationalAutoencoder({ ...model.parts, encoder });
    const [none = 9, two = 9, wide = 9] = klPerUnit(moved, data);
    expect(none).closeTo(0, 1e-6);
    expect(two).closeTo(2, 1e-5);
    expect(wide).closeTo(0.5 * (1 + 4 - 1 - Math.log(4)), 1e-5);
  });

  it('gives the bound of each example, whose mean is importanceWeightedBound', () => {
    const each = importanceWeightedBounds(model, x, { samples: 7, seed: 3 });
    expect(each).to.have.length(700);
    expect(mean(each)).closeTo(importanceWeightedBound(model, x, { samples: 7, seed: 3 }), 1e-9);
    // One draw of log p(x|z) p(z) / q(z|x) has the ELBO as its mean.
    const draws = [1, 2, 3, 4, 5, 6].map((seed) =>
      mean(importanceWeightedBounds(model, x, { samples: 1, seed })),
    );
    expect(mean(draws)).closeTo(mean(elboOfEach(model, data, { samples: 20 }).elbo), 0.05);
  });

  it('leaves no tensor behind, and the data as they were', () => {
    const before = Array.from(data.values);
    const tensors = tf.memory().numTensors;
    elboOfEach(model, data);
    klPerUnit(model, data);
    importanceWeightedBounds(model, x, { samples: 2 });
    expect(tf.memory().numTensors).to.equal(tensors);
    expect(Array.from(data.values)).to.deep.equal(before);
  });

  it('refuses what cannot be', () => {
    expect(() => elboOfEach(model, data, { samples: 0 })).throw(
      'elboOfEach: samples must be a whole number ≥ 1, got 0',
    );
    expect(() => elboOfEach(model, tf.zeros([2, 5]))).throw('elboOfEach: got a tensor [2,5]');
    expect(() => klPerUnit(model, tf.zeros([2, 5]))).throw('klPerUnit: got a tensor [2,5]');
    expect(() => importanceWeightedBounds(model, x, { samples: 1.5 })).throw(
      'importanceWeightedBounds: samples must be a whole number ≥ 1, got 1.5',
    );
  });
});
