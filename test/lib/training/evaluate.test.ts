import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { denseAutoencoder, evaluate, firstOf, masking, toTensor } from 'codebook';
import { curvedPatterns } from '../models/patterns.js';

const data = curvedPatterns(100, 8);

describe('evaluate', () => {
  it('is the loss of all examples at once, however they are batched', () => {
    const model = denseAutoencoder({ inputSize: 8, latentDim: 2, seed: 1 });
    const whole = tf.tidy(() => model.loss(toTensor(data)).total.dataSync()[0] ?? Number.NaN);
    for (const batchSize of [100, 33, 7])
      expect(evaluate(model, data, { batchSize })['total']).closeTo(whole, 1e-5);
    expect(evaluate(model, data.values)['total']).closeTo(whole, 1e-5);
    model.dispose();
  });

  it('draws the same noise for the same seed', () => {
    const model = denseAutoencoder({ inputSize: 8, latentDim: 2, seed: 1, corruption: masking(0.5) });
    expect(evaluate(model, data, { seed: 1 })).deep.equal(evaluate(model, data, { seed: 1 }));
    expect(evaluate(model, data, { seed: 1 })).not.deep.equal(evaluate(model, data, { seed: 2 }));
    model.dispose();
  });

  it('keeps the model, the data and the number of tensors', () => {
    const model = denseAutoencoder({ inputSize: 8, latentDim: 2, seed: 1 });
    const before = [
      tf.memory().numTensors,
      ...model.variables.map((variable) => Array.from(variable.dataSync())),
    ];
    evaluate(model, firstOf(data, 50));
    expect([
      tf.memory().numTensors,
      ...model.variables.map((variable) => Array.from(variable.dataSync())),
    ]).deep.equal(before);
    model.dispose();
  });
});
