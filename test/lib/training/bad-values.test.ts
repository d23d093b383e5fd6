import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { denseAutoencoder, evaluate, type FitOptions, fit, Generator } from 'codebook';
import { curvedPatterns } from '../models/patterns.js';

const data = curvedPatterns(20, 4);
const model = denseAutoencoder({ inputSize: 4, latentDim: 2 });
const saidOf = async (options: object, values: unknown = data): Promise<string> =>
  // What a program without types can pass is the point.
  String(
    await fit(model, values as never, { epochs: 1, progress: false, ...options }).catch((e: unknown) => e),
  );

describe('values that cannot be', () => {
  const optimizers: readonly [object, string][] = [
    [{ name: 'adam', clipNorm: -1 }, 'clipNorm must be above 0, got -1'],
    [{ name: 'adam', clipNorm: Number.NaN }, 'clipNorm must be above 0, got NaN'],
    [{ name: 'adam', decoupledDecay: -0.1 }, 'decoupledDecay must be a number ≥ 0, got -0.1'],
    [{ name: 'adam', decoupledDecay: Number.NaN }, 'decoupledDecay must be a number ≥ 0, got NaN'],
    [{ name: 'adam', beta1: 2 }, 'beta1 must lie in [0, 1), got 2'],
    [{ name: 'adam', beta2: 1 }, 'beta2 must lie in [0, 1), got 1'],
    [{ name: 'adam', epsilon: 0 }, 'epsilon must be above 0, got 0'],
    [{ name: 'momentum', momentum: -0.1 }, 'momentum must lie in [0, 1), got -0.1'],
    [{ name: 'rmsprop', decay: 1.5 }, 'decay must lie in [0, 1), got 1.5'],
  ];
  for (const [optimizer, message] of optimizers)
    it(`are refused of an optimizer: ${message}`, async () => {
      expect(await saidOf({ optimizer })).contain(message);
    });

  it('are refused of a schedule, at the step where they come', async () => {
    const schedule: FitOptions['schedule'] = ({ step }) => (step < 2 ? 1 : -0.5);
    expect(await saidOf({ schedule, batchSize: 5 })).contain('the schedule gives -0.5 at step 2');
    expect(await saidOf({ schedule: () => Number.NaN })).contain('the schedule gives NaN at step 0');
  });

  it('are refused as seeds, which would repeat the numbers of others', async () => {
    for (const seed of [2 ** 32, 2 ** 53, -1, 0.5, Number.NaN]) {
      const message = `seed must be a whole number from 0 to 2^32 - 1, got ${seed}`;
      expect(await saidOf({ seed })).contain(`fit: ${message}`);
      expect(() => evaluate(model, data, { seed })).throw(`evaluate: ${message}`);
      expect(() => denseAutoencoder({ inputSize: 4, latentDim: 2, seed })).throw(message);
      expect(() => new Generator(seed)).throw(message);
    }
  });

  it('are refused as data, with what to do', async () => {
    expect(await saidOf({}, new Float64Array(8))).contain(
      'fit: data must be a Dataset, a Float32Array or a tensor [examples, …], got an object (Float64Array); pass Float32Array.from(it)',
    );
    expect(await saidOf({}, [1, 2, 3, 4])).contain('got an array of 4; pass Float32Array.from(it)');
    expect(await saidOf({}, null)).contain('got null');
    expect(await saidOf({ validation: 'data' })).contain('fit (validation): data must be a Dataset');
  });
});

describe('data that are a tensor', () => {
  it('train as the same numbers in a data set do, and stay as they are', async () => {
    const x = tf.tensor2d(data.values, [20, 4]);
    const weightsAfter = async (values: Parameters<typeof fit>[1]): Promise<number[][]> => {
      const trained = denseAutoencoder({ inputSize: 4, latentDim: 2, seed: 3 });
      await fit(trained, values, { epochs: 2, progress: false, validation: values });
      return trained.variables.map((variable) => Array.from(variable.dataSync()));
    };
    expect(await weightsAfter(x)).deep.equal(await weightsAfter(data));
    expect(evaluate(model, x)).deep.equal(evaluate(model, data));
    expect(x.dataSync()).deep.equal(data.values);
  });
});
