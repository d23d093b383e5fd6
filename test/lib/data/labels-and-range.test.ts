import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  binaryCrossEntropyPerImage,
  classifier,
  clusters,
  type Dataset,
  denseAutoencoder,
  entropyFloor,
  evaluate,
  firstOf,
  fit,
  fitLinearProbe,
  indicesOf,
  shuffled,
  split,
  stratified,
  take,
  variationalAutoencoder,
} from 'codebook';

const data = clusters({ count: 40, classes: 2, dimensions: 3, seed: 1 });
const short: Dataset = { ...data, labels: Int32Array.of(0, 1, 0) };
const said = (run: Promise<unknown>): Promise<string> => run.then(String, String);

describe('labels', () => {
  const calls: Readonly<Record<string, () => unknown>> = {
    take: () => take(short, [0, 39]),
    shuffled: () => shuffled(short, 1),
    split: () => split(short, 0.5, 1),
    stratified: () => stratified(short, 1, 1),
    firstOf: () => firstOf(short, 10),
    indicesOf: () => indicesOf(short, 0),
  };
  for (const [name, call] of Object.entries(calls))
    it(`are not made up by ${name} where there are too few`, () => {
      expect(call).throw(RangeError, /got 3 labels for 40 examples/);
    });

  it('of −1 and +1 are refused by a linear probe, which would see one class', () => {
    const signs = Int32Array.from(data.labels ?? [], (label) => 2 * label - 1);
    expect(() => fitLinearProbe(data, signs)).throw(
      /fitLinearProbe: label \d+ is -1, expected whole numbers/,
    );
  });

  it('outside its classes are refused by a classifier', async () => {
    for (const stray of [5, -1, 2]) {
      const labels = (data.labels ?? new Int32Array()).with(7, stray);
      const run = fit(classifier({ inputSize: 3, classes: 2 }), { ...data, labels }, { progress: false });
      expect(await said(run)).contain(`fit: label 7 is ${stray}, expected 0 … 1`);
    }
  });

  it('are asked for in whole numbers of each class', () => {
    for (const perClass of [Number.NaN, 0, -1, 1.5])
      expect(() => stratified(data, perClass, 1)).throw(
        `stratified: perClass must be a whole number ≥ 1, got ${perClass}`,
      );
  });
});

describe('the range of a cross-entropy', () => {
  const pixels: Dataset = {
    name: 'pixels',
    count: 4,
    shape: [2],
    values: Float32Array.of(0, 255, 3, 4, 5, 6, 7, 8),
    range: [0, 255],
  };
  const wanted = 'pixels has values from 0 to 255, expected [0, 1] for a cross-entropy; divide by 255';

  it('is asked for by fit and evaluate, before anything is trained', async () => {
    const unit: Dataset = { ...pixels, name: 'unit', values: pixels.values.map((value) => value / 255) };
    for (const model of [
      denseAutoencoder({ inputSize: 2, latentDim: 1 }),
      variationalAutoencoder({ inputSize: 2, hidden: [3], latentDim: 1 }),
    ]) {
      expect(await said(fit(model, pixels, { progress: false }))).contain(`fit: ${wanted}`);
      const validated = fit(model, unit, { progress: false, validation: pixels, epochs: 1 });
      expect(await said(validated)).contain(`fit (validation): ${wanted}`);
      expect(() => evaluate(model, pixels)).throw(`evaluate: ${wanted}`);
    }
    const targets = fit(denseAutoencoder({ inputSize: 2, latentDim: 1 }), unit, { targets: pixels });
    expect(await said(targets)).contain('fit: the target of unit has values from 0 to 255');
  });

  it('is asked for by the analysis, which gave negative nats', () => {
    expect(() => entropyFloor(pixels)).throw(`entropyFloor: ${wanted}`);
    expect(() => binaryCrossEntropyPerImage(pixels, pixels)).throw(`binaryCrossEntropyPerImage: ${wanted}`);
    expect(() => entropyFloor(tf.tensor2d([[-0.5]]))).throw('from -0.5 to 1, expected [0, 1]');
  });

  it('is [0, 1] with both ends, minus zero and the least numbers, and nothing beyond', () => {
    const floorOf =
      (...values: number[]) =>
      () =>
        entropyFloor({ ...pixels, count: values.length, shape: [1], values: Float32Array.from(values) });
    expect(floorOf(0, 1, -0, 1e-45, 1 - 2 ** -24)).not.throw();
    for (const beyond of [1 + 2 ** -23, -1e-45, 1e30])
      expect(floorOf(0, beyond)).throw(/expected \[0, 1\] for a cross-entropy/);
  });

  it('is not asked for by the squared error', async () => {
    const model = denseAutoencoder({ inputSize: 2, latentDim: 1, output: 'linear' });
    expect((await fit(model, pixels, { epochs: 1, progress: false })).epochs.length).equal(1);
  });
});
