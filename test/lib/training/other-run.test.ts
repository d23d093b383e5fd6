import '@codebook/engine';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  activationL1,
  classifier,
  cosine,
  type Dataset,
  type DenseOptions,
  denseAutoencoder,
  type FitOptions,
  fit,
  gaussian,
  masking,
  type Trainable,
  variationalAutoencoder,
  weightDecay,
} from 'codebook';
import { curvedPatterns } from '../models/patterns.js';

const data = curvedPatterns(40, 8);
const other = curvedPatterns(40, 8, 2, 9);
const labelled = (labelOf: (i: number) => number): Dataset => ({
  ...data,
  labels: Int32Array.from({ length: 40 }, (_, i) => labelOf(i)),
});
const dense = (options: Partial<DenseOptions> = {}): Trainable =>
  denseAutoencoder({
    inputSize: 8,
    latentDim: 2,
    seed: 1,
    penalties: [weightDecay(0.1)],
    corruption: masking(0.2),
    ...options,
  });
const variational = (beta: number) => variationalAutoencoder({ inputSize: 8, latentDim: 2, beta, seed: 1 });
const judge = () => classifier({ inputSize: 8, classes: 2, seed: 1 });
const stopping = (patience: number) => ({ validation: data, earlyStopping: { patience } });

/** A run, and another that differs in one thing. */
interface Pair {
  readonly models?: readonly [Trainable, Trainable];
  readonly data?: readonly [Dataset, Dataset];
  readonly options?: readonly [FitOptions, FitOptions];
  /** What the error names. */
  readonly named: string;
}

const pairs: Readonly<Record<string, () => Pair>> = {
  "the model's seed": () => ({ models: [dense(), dense({ seed: 2 })], named: 'starting weights' }),
  activation: () => ({ models: [dense(), dense({ activation: 'tanh' })], named: 'loss' }),
  loss: () => ({ models: [dense(), dense({ loss: 'squaredError' })], named: 'loss' }),
  'the strength of a penalty': () => ({
    models: [dense(), dense({ penalties: [weightDecay(0.2)] })],
    named: 'loss',
  }),
  'a penalty': () => ({ models: [dense(), dense({ penalties: [activationL1(0.1)] })], named: 'loss' }),
  'the strength of a corruption': () => ({
    models: [dense(), dense({ corruption: masking(0.3) })],
    named: 'loss',
  }),
  'a corruption': () => ({ models: [dense(), dense({ corruption: gaussian(0.2) })], named: 'loss' }),
  β: () => ({ models: [variational(1), variational(2)], named: 'loss' }),
  data: () => ({ data: [data, other], named: 'data' }),
  targets: () => ({ options: [{ targets: data }, { targets: other }], named: 'data' }),
  labels: () => ({
    models: [judge(), judge()],
    data: [labelled((i) => i % 2), labelled((i) => (i >> 1) % 2)],
    named: 'data',
  }),
  'validation data': () => ({ options: [{ validation: data }, { validation: other }], named: 'validation' }),
  'early stopping': () => ({ options: [{ validation: data }, stopping(1)], named: 'earlyStopping' }),
  patience: () => ({ options: [stopping(1), stopping(2)], named: 'earlyStopping' }),
  'the order of the examples': () => ({ options: [{ seed: 1 }, { seed: 2 }], named: 'seed' }),
  schedule: () => ({ options: [{}, { schedule: cosine() }], named: 'rates' }),
  'the length of a schedule': () => ({
    options: [
      { schedule: cosine(), epochs: 2 },
      { schedule: cosine(), epochs: 4 },
    ],
    named: 'epochs',
  }),
};

const valuesOf = (model: Trainable): number[][] =>
  model.variables.map((variable) => Array.from(variable.dataSync()));

describe("another run's checkpoint", () => {
  const folder = mkdtempSync(join(tmpdir(), 'other-run-'));
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, pair] of Object.entries(pairs))
    it(`is refused where runs differ in ${name}, and taken where they do not`, async () => {
      const { models = [dense(), dense()], data: sets = [data, data], options = [{}, {}], named } = pair();
      const checkpoint = join(folder, name.replaceAll(' ', '-'));
      const common = { epochs: 2, batchSize: 20, progress: false, checkpoint };
      const run = (which: 0 | 1) => fit(models[which], sets[which], { ...common, ...options[which] });
      const before = valuesOf(models[1]);
      await run(0);
      await run(0);
      const error = String(await run(1).catch((reason: unknown) => reason));
      expect(error).match(new RegExp(`belongs to another run \\((.*; )?${named} was .*, is `));
      expect(valuesOf(models[1])).deep.equal(before);
    });

  it('is refused where it has more epochs behind it than the run asks for', async () => {
    const checkpoint = join(folder, 'longer');
    const run = (epochs: number) => fit(dense(), data, { epochs, progress: false, checkpoint });
    await run(3);
    expect(String(await run(2).catch((reason: unknown) => reason))).contain(
      'has 3 epochs behind it, this run asks for 2. Ask for as many or more',
    );
    expect((await run(3)).epochs.length).equal(3);
  });
});
