import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  classifier,
  cosine,
  DivergenceError,
  denseAutoencoder,
  evaluate,
  type FitOptions,
  fit,
  lossCurve,
  masking,
  Optimizer,
  toTensor,
  variationalAutoencoder,
} from 'codebook';
import type { Epoch } from '../../../lib/dist/training/history.js';
import { curvedPatterns } from '../models/patterns.js';

const data = curvedPatterns(100, 8);
const quiet = { progress: false, epochs: 3, batchSize: 32, learningRate: 0.01 } as const;
const weightsOf = (model: { readonly variables: readonly tf.Variable[] }): number[][] =>
  model.variables.map((variable) => Array.from(variable.dataSync()));
const small = (seed = 1) => denseAutoencoder({ inputSize: 8, hidden: [6], latentDim: 2, seed });

async function trained(options: FitOptions = {}): Promise<number[][]> {
  const model = small();
  await fit(model, data, { ...quiet, ...options });
  const weights = weightsOf(model);
  model.dispose();
  return weights;
}

describe('fit', () => {
  it('does what the same steps by hand do: one batch, Adam', async () => {
    const [fitted, manual] = [small(), small()];
    await fit(fitted, data, { ...quiet, batchSize: 100, epochs: 5, shuffle: false, jit: false });
    const optimizer = new Optimizer('adam', manual.variables);
    optimizer.setRate(0.01);
    const x = toTensor(data);
    for (let step = 0; step < 5; step++) optimizer.minimize(() => manual.loss(x).total);
    const expected = weightsOf(manual);
    weightsOf(fitted).forEach((values, i) => {
      values.forEach((value, j) => expect(value).closeTo(expected[i]?.[j] ?? Number.NaN, 1e-5));
    });
    optimizer.dispose();
    fitted.dispose();
    manual.dispose();
  });

  it('gives the same weights bit by bit for the same seed, others for another', async () => {
    for (const jit of [false, true]) {
      const first = await trained({ seed: 3, jit });
      expect(await trained({ seed: 3, jit })).deep.equal(first);
      expect(await trained({ seed: 4, jit })).not.deep.equal(first);
    }
  });

  it('gives the same weights bit by bit where the model draws noise', async () => {
    const make = () => [
      variationalAutoencoder({ inputSize: 8, hidden: [6], latentDim: 2, seed: 1 }),
      denseAutoencoder({ inputSize: 8, latentDim: 2, corruption: masking(0.3), seed: 1 }),
    ];
    const [first, again] = [make(), make()];
    for (const model of [...first, ...again]) await fit(model, data, { ...quiet, seed: 5 });
    expect(first.map(weightsOf)).deep.equal(again.map(weightsOf));
  });

  it('lowers the loss and records every epoch, the smaller last batch included', async () => {
    const model = small();
    const before = evaluate(model, data)['total'] ?? 0;
    const history = await fit(model, data, { ...quiet, epochs: 20, validation: data });
    expect(history.steps).equal(20 * 4);
    expect(history.ending).equal('finished');
    expect(history.epochs.map(({ epoch }) => epoch)).deep.equal(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(lossCurve(history, 'validation').at(-1)).closeTo(evaluate(model, data)['total'] ?? 0, 1e-6);
    expect(evaluate(model, data)['total']).below(before * 0.95);
    model.dispose();
  });

  it('records as training loss the mean over examples, not over batches', async () => {
    const model = small();
    const history = await fit(model, data, { ...quiet, epochs: 1, learningRate: 1e-12, batchSize: 64 });
    expect(history.epochs[0]?.train['total']).closeTo(evaluate(model, data)['total'] ?? 0, 1e-4);
    model.dispose();
  });

  it('follows its schedule', async () => {
    const rates: number[] = [];
    await trained({
      schedule: cosine(),
      epochs: 4,
      batchSize: 100,
      onEpoch: ({ rate }) => void rates.push(rate),
    });
    expect(rates[0]).equal(0.01);
    expect(rates[2]).closeTo(0.005, 1e-9);
  });

  it('leaves the data as they were and no tensor behind', async () => {
    const copy = Float32Array.from(data.values);
    const before = tf.memory().numTensors;
    await trained({ validation: data, epochs: 2 });
    expect(tf.memory().numTensors).equal(before);
    expect(data.values).deep.equal(copy);
  });

  it('learns from targets that are not the input', async () => {
    const negative = { ...data, values: data.values.map((value) => 1 - value) };
    const model = small();
    await fit(model, data, { ...quiet, epochs: 60, targets: negative });
    const toNegative = evaluate(model, data, { targets: negative })['total'] ?? 0;
    expect(toNegative).below((evaluate(model, data)['total'] ?? 0) * 0.9);
    model.dispose();
  });

  it('calls back after each step and each epoch', async () => {
    const steps: number[] = [];
    const epochs: Epoch[] = [];
    await trained({ onStep: (step) => void steps.push(step), onEpoch: (epoch) => void epochs.push(epoch) });
    expect(steps).deep.equal(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(epochs).lengthOf(3);
  });

  it('stops when patience ends, and brings the best weights back', async () => {
    const model = small();
    const weights: number[][][] = [];
    const history = await fit(model, data.values.slice(0, 80), {
      ...quiet,
      epochs: 400,
      learningRate: 0.1,
      validation: data,
      earlyStopping: { patience: 3 },
      onEpoch: () => void weights.push(weightsOf(model)),
    });
    expect(history.ending).equal('early stopping');
    expect(history.epochs.length).equal(history.bestEpoch + 3);
    expect(weightsOf(model)).deep.equal(weights[history.bestEpoch - 1]);
    model.dispose();
  });

  it('throws the reason of an abort, and the next fit works', async () => {
    const controller = new AbortController();
    const before = tf.memory().numTensors;
    const model = small();
    const aborted = fit(model, data, {
      ...quiet,
      signal: controller.signal,
      onStep: (step) => step === 6 && controller.abort(new Error('enough')),
    });
    const error = await aborted.catch((reason: unknown) => reason);
    expect(String(error)).equal('Error: enough');
    await fit(model, data, quiet);
    model.dispose();
    expect(tf.memory().numTensors).equal(before);
  });

  it("stops at the kernel's Stop", async () => {
    const name = Symbol.for('Jupyter.interrupt');
    let checks = 0;
    const check = () => {
      if (++checks > 3) throw new Error('KeyboardInterrupt');
    };
    Reflect.set(globalThis, name, { flag: new Int32Array(1), check });
    try {
      expect(String(await trained().catch((error: unknown) => error))).equal('Error: KeyboardInterrupt');
    } finally {
      Reflect.deleteProperty(globalThis, name);
    }
  });

  it('reports a loss that is no number, with the cause, and gives the last good weights back', async () => {
    const broken = { ...data, values: data.values.slice() };
    broken.values[17] = Number.NaN;
    const model = small();
    const before = weightsOf(model);
    const error: unknown = await fit(model, broken, { ...quiet, shuffle: false }).catch(
      (reason: unknown) => reason,
    );
    expect(error).instanceOf(DivergenceError);
    expect(String(error)).contain('reconstruction = NaN in epoch 1, step 1');
    expect(String(error)).contain("1 of the batch's input values are NaN or infinite: clean the data");
    expect(weightsOf(model)).deep.equal(before);
    model.dispose();
  });

  it('names bad options and data that do not fit', async () => {
    const model = small();
    const messageOf = async (options: object, values: Float32Array = data.values): Promise<string> =>
      String(await fit(model, values, { progress: false, ...options }).catch((error: unknown) => error));
    expect(await messageOf({ batchsize: 3 })).contain(
      'fit: unknown option "batchsize"; known are epochs, batchSize',
    );
    expect(await messageOf({ epochs: 0 })).contain('fit: epochs must be a whole number ≥ 1, got 0');
    expect(await messageOf({ learningRate: -1 })).contain('fit: learningRate must be above 0, got -1');
    expect(await messageOf({ earlyStopping: { patience: 2 } })).contain(
      'earlyStopping watches the validation loss',
    );
    expect(await messageOf({}, new Float32Array(9))).contain(
      'a Float32Array has 9 numbers, expected a multiple of 8',
    );
    expect(await messageOf({ targets: curvedPatterns(7, 8) })).contain(
      'got 56 target numbers for 100 examples',
    );
    const probe = classifier({ inputSize: 8, classes: 2 });
    const noLabels: unknown = await fit(probe, data, { progress: false }).catch((error: unknown) => error);
    expect(String(noLabels)).contain(
      'fit: this model needs labels, got data without; pass a labelled Dataset',
    );
    model.dispose();
    probe.dispose();
  });

  it('gives a history that a cell shows in one line, and that is plain data otherwise', async () => {
    const history = await fit(small(), data, quiet);
    const bundle = Reflect.get(history, Symbol.for('Jupyter.display'))();
    const loss = lossCurve(history).at(-1)?.toPrecision(4);
    expect(bundle['text/plain']).match(
      new RegExp(`^History of 3 epochs, finished: loss ${loss}, least in epoch 3\\. Keep it`),
    );
    expect(history).deep.equal(JSON.parse(JSON.stringify(history)));
  });
});
