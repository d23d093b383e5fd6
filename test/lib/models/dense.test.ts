import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  cosine,
  denseAutoencoder,
  fit,
  fitPca,
  linearAutoencoder,
  principalAngles,
  tiedAutoencoder,
  toTensor,
  weightDecay,
} from 'codebook';
import { expectGradientsLikeDifferences } from './finite-differences.js';
import { curvedPatterns } from './patterns.js';

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;
const data = curvedPatterns(64, 6);

describe('denseAutoencoder', () => {
  it('builds 784-32-784 with its 50,992 weights and mirrors deep encoders', () => {
    const count = (model: { variables: readonly tf.Variable[] }) =>
      model.variables.reduce((sum, variable) => sum + variable.size, 0);
    const shallow = denseAutoencoder({ inputSize: 784, latentDim: 32 });
    expect(count(shallow)).equal(2 * 784 * 32 + 32 + 784);
    const deep = denseAutoencoder({ inputSize: 20, hidden: [15, 10], latentDim: 3 });
    expect(deep.variables.filter(({ rank }) => rank === 2).map(({ shape }) => shape)).deep.equal([
      [20, 15],
      [15, 10],
      [10, 3],
      [3, 10],
      [10, 15],
      [15, 20],
    ]);
    shallow.dispose();
    deep.dispose();
  });

  it('has the gradients that finite differences give, for each loss', () => {
    const x = toTensor(data);
    for (const output of ['sigmoid', 'linear', 'softmax', 'tanh'] as const) {
      const model = denseAutoencoder({
        inputSize: 6,
        hidden: [5],
        latentDim: 2,
        activation: 'tanh',
        output,
        seed: 3,
      });
      expectGradientsLikeDifferences(() => model.loss(x).total, model.variables);
      model.dispose();
    }
    x.dispose();
  });

  it('reconstructs by encoding and decoding, whatever the number of examples', () => {
    const model = denseAutoencoder({ inputSize: 6, latentDim: 2, seed: 1 });
    const many = tf.tile(toTensor(data), [40, 1]);
    const whole = model.reconstruct(many);
    const parts = model.decode(model.encode(many));
    expect(whole.shape).deep.equal([2560, 6]);
    expect(number(whole.sub(parts).abs().max())).equal(0);
    model.dispose();
    tf.dispose([many, whole, parts]);
  });

  it('loses its loss on its own reconstruction: total is that of the logits', () => {
    const model = denseAutoencoder({ inputSize: 6, latentDim: 2, seed: 1, output: 'linear' });
    const x = toTensor(data);
    const byHand = model.reconstruct(x).sub(x).square().sum().div(data.count);
    expect(number(model.loss(x).total)).closeTo(number(byHand), 1e-5);
    model.dispose();
  });

  it('adds up its parts: total = reconstruction + penalty', () => {
    const model = denseAutoencoder({ inputSize: 6, latentDim: 2, seed: 1, penalties: [weightDecay(0.5)] });
    const { total, reconstruction, penalty } = model.loss(toTensor(data));
    const norm = model.variables
      .filter(({ rank }) => rank === 2)
      .map((kernel) => number(kernel.square().sum()));
    expect(number(penalty ?? tf.scalar(Number.NaN))).closeTo(0.5 * norm.reduce((a, b) => a + b), 1e-5);
    expect(number(total)).closeTo(number(reconstruction) + number(penalty ?? tf.scalar(0)), 1e-5);
    model.dispose();
  });

  it('starts from the weights that its seed gives', () => {
    const weights = (seed: number) => {
      const model = denseAutoencoder({ inputSize: 6, latentDim: 2, seed });
      const values = model.variables.map((variable) => Array.from(variable.dataSync()));
      model.dispose();
      return values;
    };
    expect(weights(4)).deep.equal(weights(4));
    expect(weights(4)).not.deep.equal(weights(5));
  });

  it('starts as PyTorch does where asked: every weight and bias within 1/√inputs', () => {
    const model = denseAutoencoder({ inputSize: 100, hidden: [400], latentDim: 4, start: 'fanIn' });
    const inputs = [100, 100, 400, 400, 4, 4, 400, 400];
    model.variables.forEach((variable, i) => {
      const limit = 1 / Math.sqrt(inputs[i] ?? 1);
      expect(number(variable.abs().max()), `variable ${i}`).within(0.5 * limit, limit);
    });
    model.dispose();
  });

  it('names what is wrong with its options and its input', () => {
    const unknown = { inputSize: 4, latentDim: 2, hiden: [3] };
    expect(() => denseAutoencoder(unknown)).throw('denseAutoencoder: unknown option "hiden"; known are');
    expect(() => denseAutoencoder({ inputSize: 4, latentDim: 0 })).throw(
      'denseAutoencoder: latentDim must be a whole number ≥ 1, got 0',
    );
    const model = denseAutoencoder({ inputSize: 4, latentDim: 2 });
    expect(() => model.encode(tf.zeros([3, 5]))).throw('encode: got a tensor [3,5], expected [examples, 4]');
    model.dispose();
  });

  it('leaves its input as it was, and no tensor behind', () => {
    const model = denseAutoencoder({ inputSize: 6, latentDim: 2 });
    const x = toTensor(data);
    const before = tf.memory().numTensors;
    tf.dispose([model.encode(x), model.reconstruct(x)]);
    tf.tidy(() => void model.loss(x));
    expect(tf.memory().numTensors).equal(before);
    expect(Array.from(x.dataSync())).deep.equal(Array.from(data.values));
    model.dispose();
    x.dispose();
  });
});

describe('linearAutoencoder', () => {
  it("reaches PCA's error and PCA's subspace", async () => {
    const patterns = curvedPatterns(256, 6, 2);
    const points = {
      ...patterns,
      values: patterns.values.map((value) => 4 * value - 2),
      range: [-2, 2] as const,
    };
    const model = linearAutoencoder({ inputSize: 6, latentDim: 2, seed: 2 });
    const schedule = cosine();
    const at = { epochs: 2000, batchSize: 256, optimizer: 'momentum', learningRate: 0.05 } as const;
    await fit(model, points, { ...at, schedule, progress: false, jit: false });
    const pca = fitPca(points, { latentDim: 2 });
    const x = toTensor(points);
    const error = (reconstruction: tf.Tensor) => number(reconstruction.sub(x).square().sum().div(256));
    const best = error(pca.reconstruct(x));
    expect(error(model.reconstruct(x))).within(best * 0.9999, best * 1.005);
    const decoder = (model.variables[2] ?? x).as2D(2, 6);
    const angles = principalAngles(decoder.transpose(), pca.components.transpose());
    expect(Math.max(...angles)).below(1);
    model.dispose();
  });
});

describe('tiedAutoencoder', () => {
  it("decodes by the transpose of the encoder's own matrices", () => {
    const model = tiedAutoencoder({
      inputSize: 6,
      latentDim: 2,
      output: 'linear',
      codeActivation: 'linear',
      seed: 1,
    });
    expect(model.variables.map(({ shape }) => shape)).deep.equal([[6, 2], [2], [6]]);
    const [kernel] = model.variables;
    const x = toTensor(data);
    const byHand = x.matMul(kernel ?? x).matMul((kernel ?? x).transpose());
    expect(number(model.reconstruct(x).sub(byHand).abs().max())).below(1e-5);
    model.dispose();
  });

  it('has the gradients that finite differences give, both ways through the shared matrix', () => {
    const x = toTensor(data);
    const model = tiedAutoencoder({ inputSize: 6, hidden: [4], latentDim: 2, seed: 3 });
    expectGradientsLikeDifferences(() => model.loss(x).total, model.variables);
    model.dispose();
  });
});
