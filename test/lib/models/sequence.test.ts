import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { evaluate, fit, Generator, sequenceAutoencoder } from 'codebook';
import { Lstm } from '../../../lib/dist/models/lstm.js';
import { expectGradientsLikeDifferences } from './finite-differences.js';

const number = (scalar: tf.Tensor | undefined): number => scalar?.dataSync()[0] ?? Number.NaN;
const seeds = () => {
  const generator = new Generator(1);
  return () => generator.integer(1000);
};
const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** Sequences [count, steps, 3]: a wave each, of its own speed and phase, in [0, 1]. */
function waves(count: number, steps: number): Float32Array {
  const generator = new Generator(2);
  const values = new Float32Array(count * steps * 3);
  for (let i = 0; i < count; i++) {
    const [speed, phase] = [generator.uniform(0.3, 0.9), generator.uniform(0, 6)];
    for (let t = 0; t < steps; t++)
      for (let j = 0; j < 3; j++)
        values[(i * steps + t) * 3 + j] = 0.5 + 0.5 * Math.sin(speed * t + phase + j);
  }
  return values;
}

describe('Lstm', () => {
  it('follows its equations, step by step', () => {
    const lstm = new Lstm(2, 1, seeds());
    const [input, recurrent, bias] = lstm.variables.map((variable) => variable.dataSync());
    const sequence = [
      [0.5, -1],
      [2, 0.3],
      [0.1, 0.7],
    ];
    let [h, c] = [0, 0];
    for (const [x0 = 0, x1 = 0] of sequence) {
      const [i = 0, f = 0, g = 0, o = 0] = [0, 1, 2, 3].map(
        (gate) =>
          x0 * (input?.[gate] ?? 0) +
          x1 * (input?.[4 + gate] ?? 0) +
          h * (recurrent?.[gate] ?? 0) +
          (bias?.[gate] ?? 0),
      );
      c = sigmoid(f) * c + sigmoid(i) * Math.tanh(g);
      h = sigmoid(o) * Math.tanh(c);
    }
    const state = lstm.run(tf.tensor3d([sequence]));
    expect(number(state.h)).closeTo(h, 1e-6);
    expect(number(state.c)).closeTo(c, 1e-6);
    expect(Array.from(bias ?? [])).deep.equal([0, 1, 0, 0]);
  });
});

describe('sequenceAutoencoder', () => {
  const options = { frames: 4, frameSize: 3, latentDim: 10, seed: 1 } as const;

  it('has the gradients that finite differences give, for each way to decode', () => {
    for (const decodes of ['reverse', 'predict', 'both'] as const) {
      const model = sequenceAutoencoder({ ...options, decodes, output: 'linear' });
      const [steps = 0] = model.inputShape;
      const x = tf.tensor(waves(6, steps), [6, steps, 3]);
      expectGradientsLikeDifferences(() => model.loss(x).total, model.variables);
      model.dispose();
    }
  });

  it('compares what it decodes with the frames in their own order', () => {
    const model = sequenceAutoencoder({ ...options, decodes: 'both', future: 2, output: 'linear' });
    const x = tf.tensor(waves(6, 6), [6, 6, 3]);
    const { total, reconstruction, prediction } = model.loss(x);
    const past = model
      .reconstruct(x)
      .sub(x.slice([0, 0, 0], [-1, 4, -1]))
      .square()
      .sum()
      .div(6);
    const future = model
      .predict(x)
      .sub(x.slice([0, 4, 0], [-1, 2, -1]))
      .square()
      .sum()
      .div(6);
    expect(number(reconstruction)).closeTo(number(past), 1e-4);
    expect(number(prediction)).closeTo(number(future), 1e-4);
    expect(number(total)).closeTo(number(past) + number(future), 1e-4);
    model.dispose();
  });

  it('does not look at the frames that it predicts', () => {
    const model = sequenceAutoencoder({ ...options, decodes: 'both' });
    const x = tf.tensor(waves(6, 8), [6, 8, 3]);
    const read = x.slice([0, 0, 0], [-1, 4, -1]);
    expect(number(model.encode(x).sub(model.encode(read)).abs().max())).equal(0);
    expect(number(model.predict(x).sub(model.predict(read)).abs().max())).equal(0);
    expect(model.predict(read, 7).shape).deep.equal([6, 7, 3]);
    expect(model.encode(x).shape).deep.equal([6, 10]);
    model.dispose();
  });

  it('learns to reconstruct and to predict waves', async () => {
    const model = sequenceAutoencoder({
      frames: 6,
      frameSize: 3,
      latentDim: 48,
      decodes: 'both',
      future: 3,
      loss: 'squaredError',
      seed: 1,
    });
    const values = waves(200, 9);
    const before = evaluate(model, values);
    await fit(model, values, { epochs: 60, batchSize: 50, learningRate: 0.01, progress: false });
    const after = evaluate(model, values);
    expect(after['reconstruction']).below(0.1 * (before['reconstruction'] ?? 0));
    expect(after['prediction']).below(0.2 * (before['prediction'] ?? 0));
    model.dispose();
  });

  it('refuses a code that two states cannot share', () => {
    expect(() => sequenceAutoencoder({ frames: 2, frameSize: 3, latentDim: 5 })).throw(
      RangeError,
      'latentDim must be even',
    );
  });

  it('says what it cannot do', () => {
    const reverse = sequenceAutoencoder(options);
    expect(() => reverse.predict(tf.zeros([1, 4, 3]))).throw(
      "predict: this model only reconstructs; use decodes: 'predict'",
    );
    const predicting = sequenceAutoencoder({ ...options, decodes: 'predict' });
    expect(() => predicting.decode(tf.zeros([1, 10]))).throw('decode: this model only predicts');
    expect(() => reverse.encode(tf.zeros([1, 5, 3]))).throw(
      'encode: got a tensor [1,5,3], expected [examples, 4, 3]',
    );
    reverse.dispose();
    predicting.dispose();
  });
});
