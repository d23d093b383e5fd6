import { isLent } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  binaryCrossEntropyPerPixel,
  type Dataset,
  denseAutoencoder,
  encodedData,
  entropyFloor,
  evaluate,
  example,
  firstOf,
  fit,
  fitLinearProbe,
  fitPca,
  mnist,
  neighbourError,
  shuffled,
  split,
  squaredErrorPerImage,
  stratified,
  take,
  toTensor,
} from 'codebook';
import { datasetOfBytes, keptValues } from '../../../lib/dist/data/kept-bytes.js';
import { many } from '../../../lib/dist/data/new-values.js';

const count = 100 + Math.ceil(many / 784 / 4) * 4;

/** Pictures of bytes, with classes 0 … 9. */
function pictures(): Dataset {
  const bytes = Uint8Array.from({ length: count * 784 }, (_, i) => (i * 167 + (i >> 9) * (i % 7)) % 256);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 10);
  const parts = { name: 'pictures', count, shape: [28, 28], range: [0, 1] as const, labels };
  return datasetOfBytes<Dataset>(parts, bytes);
}

/** The same as a set that a reader makes: values in an array. */
const inFloats = (set: Dataset): Dataset => ({ ...set });

const keepsBytes = (set: Dataset) => keptValues(set) instanceof Uint8Array;
const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

describe('a large set of pictures', () => {
  it('is a byte a pixel in memory: MNIST in 55 MB, which training reads where they lie', async () => {
    const { train, test } = await mnist();
    // Another test of this process may have read the values.
    if (!keepsBytes(train) || !keepsBytes(test)) return;
    const sizes = [train, test].map((set) => keptValues(set).byteLength);
    expect(sizes).deep.equal([47_040_000, 7_840_000]);
    expect(isLent(keptValues(train))).equal(true);
  });

  it('stays so in its parts and draws, and in all that only reads it', async () => {
    const set = pictures();
    const model = denseAutoencoder({ inputSize: 784, latentDim: 4, seed: 1 });
    const parts = [firstOf(set, count - 8), shuffled(set, 1), stratified(set, 500, 1), ...split(set, 0.9, 1)];
    for (const part of parts) expect(keepsBytes(part)).equal(keptValues(part).length >= many);
    await fit(model, set, { epochs: 1, batchSize: 1000, progress: false, validation: set });
    evaluate(model, set);
    const codes = encodedData(model, set);
    fitPca(set, { latentDim: 2 }).dispose();
    fitLinearProbe(codes, set.labels ?? [], { maxIterations: 1 }).dispose();
    neighbourError(set, set.labels ?? [], firstOf(set, 4), [0, 1, 2, 3]);
    const images = toTensor(set);
    squaredErrorPerImage(set, images);
    binaryCrossEntropyPerPixel(set, images);
    entropyFloor(set);
    images.dispose();
    for (const part of [set, parts[0], parts[1]]) expect(part && keepsBytes(part)).equal(true);
  });

  it('has the numbers of its floats, bit by bit, in tensors, draws and measures', () => {
    const set = pictures();
    const floats = inFloats(pictures());
    const indices = [count - 1, 3, 3];
    expect(numbers(toTensor(set, indices))).deep.equal(numbers(toTensor(floats, indices)));
    const [a, b] = [toTensor(set), toTensor(floats)];
    expect(tf.notEqual(a, b).sum().dataSync()[0]).equal(0);
    expect([...take(set, indices).values]).deep.equal([...take(floats, indices).values]);
    expect(entropyFloor(set)).equal(entropyFloor(floats));
    expect([...fitPca(set, { latentDim: 3 }).explainedVariance]).deep.equal([
      ...fitPca(floats, { latentDim: 3 }).explainedVariance,
    ]);
    tf.dispose([a, b]);
  });

  for (const jit of [false, true, 'auto'] as const)
    it(`trains as its floats do, bit by bit, jit ${jit}`, async () => {
      const weightsAfter = async (set: Dataset) => {
        const model = denseAutoencoder({ inputSize: 784, hidden: [64], latentDim: 8, seed: 1 });
        await fit(model, set, { epochs: 6, batchSize: 128, seed: 2, progress: false, jit });
        return [...model.variables.flatMap(numbers), evaluate(model, set)['total']];
      };
      expect(await weightsAfter(pictures())).deep.equal(await weightsAfter(inFloats(pictures())));
    });

  it('is a reader’s own: values are made once, parts share them, and what is written is trained on', () => {
    const set = pictures();
    const part = firstOf(set, 10);
    const { values } = set;
    expect(values).equal(set.values);
    expect(part.values.buffer).equal(values.buffer);
    expect(example(set, 1).buffer).equal(values.buffer);
    values[784] = 0.5;
    expect([part.values[784], toTensor(set, [1]).dataSync()[0]]).deep.equal([0.5, 0.5]);
    expect(keptValues(part)).instanceOf(Float32Array).lengthOf(7840);
    expect(Object.keys(set)).deep.equal(Object.keys(inFloats(pictures())));
    expect({ ...part, values: 0 }).deep.equal({ ...inFloats(part), values: 0 });
  });

  it('is kept as floats where it is small', () => {
    expect(Object.getOwnPropertyDescriptor(take(pictures(), [1]), 'values')?.value).instanceOf(Float32Array);
  });
});
