import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  asNdarray,
  type Dataset,
  example,
  firstOf,
  indicesOf,
  shuffled,
  split,
  stratified,
  take,
  toTensor,
} from 'codebook';
import { checked } from '../../../lib/dist/data/dataset.js';

/** Twelve examples [2, 2]; example i holds 4i … 4i + 3 and has label i mod 3. */
const small: Dataset = {
  name: 'small',
  count: 12,
  shape: [2, 2],
  values: Float32Array.from({ length: 48 }, (_, i) => i),
  range: [0, 47],
  labels: Int32Array.from({ length: 12 }, (_, i) => i % 3),
  labelNames: ['zero', 'one', 'two'],
};

const { labels: _, labelNames: __, ...unlabelled } = small;
const firstValues = (dataset: Dataset) =>
  Array.from({ length: dataset.count }, (_, i) => example(dataset, i)[0] ?? NaN);

describe('Dataset', () => {
  it('take copies the named examples with their labels, in order', () => {
    const taken = take(small, [5, 0, 5]);
    expect(taken.count).to.equal(3);
    expect([...taken.values]).to.deep.equal([20, 21, 22, 23, 0, 1, 2, 3, 20, 21, 22, 23]);
    expect([...(taken.labels ?? [])]).to.deep.equal([2, 0, 2]);
    taken.values[0] = -1;
    expect(small.values[20]).to.equal(20);
  });

  it('take of an unlabelled set has no labels', () => {
    expect(take(unlabelled, [1])).to.not.have.property('labels');
  });

  it('names the set and its size for an index beyond the end', () => {
    expect(() => take(small, [12])).to.throw(RangeError, 'take: no example 12 in small, it has 0 … 11');
    expect(() => example(small, -1)).to.throw(RangeError, 'no example -1');
  });

  it('shuffled keeps every example with its label, and depends on nothing but the seed', () => {
    const a = shuffled(small, 7);
    expect(firstValues(a)).to.deep.equal(firstValues(shuffled(small, 7)));
    expect(firstValues(a)).to.not.deep.equal(firstValues(shuffled(small, 8)));
    expect(firstValues(a).sort((x, y) => x - y)).to.deep.equal(firstValues(small));
    expect([...(a.labels ?? [])]).to.deep.equal(firstValues(a).map((value) => (value / 4) % 3));
  });

  it('stratified draws the same number of every class, none twice', () => {
    const drawn = stratified(small, 2, 1);
    expect([...(drawn.labels ?? [])].sort()).to.deep.equal([0, 0, 1, 1, 2, 2]);
    expect(new Set(firstValues(drawn)).size).to.equal(6);
    expect(() => stratified(small, 5, 1)).to.throw(
      RangeError,
      /class \d of small has 4 examples, asked for 5/,
    );
    expect(() => stratified(unlabelled, 1, 1)).to.throw(RangeError, 'small has no labels');
  });

  it('split parts the set without loss or overlap', () => {
    const [train, validation] = split(small, 0.75, 2);
    expect([train.count, validation.count]).to.deep.equal([9, 3]);
    const all = [...firstValues(train), ...firstValues(validation)].sort((a, b) => a - b);
    expect(all).to.deep.equal(firstValues(small));
    expect(() => split(small, 1, 2)).to.throw(RangeError, 'fraction must lie between 0 and 1, got 1');
  });

  it('firstOf and asNdarray share memory', () => {
    const two = firstOf(small, 2);
    expect(two.values.buffer).to.equal(small.values.buffer);
    expect([...(two.labels ?? [])]).to.deep.equal([0, 1]);
    const array = asNdarray(small);
    expect(array.shape).to.deep.equal([12, 2, 2]);
    expect(array.get(3, 1, 0)).to.equal(14);
    expect(array.data).to.equal(small.values);
  });

  it('indicesOf finds the examples of some classes', () => {
    expect(indicesOf(small, 0, 2)).to.deep.equal([0, 2, 3, 5, 6, 8, 9, 11]);
  });

  it('toTensor flattens each example and leaves no other tensor', async () => {
    const before = tf.memory().numTensors;
    const some = toTensor(small, [2, 0]);
    expect(some.shape).to.deep.equal([2, 4]);
    expect(await some.array()).to.deep.equal([
      [8, 9, 10, 11],
      [0, 1, 2, 3],
    ]);
    const all = toTensor(small);
    expect(all.shape).to.deep.equal([12, 4]);
    tf.dispose([some, all]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('checked names what does not fit', () => {
    expect(checked(small)).to.equal(small);
    expect(() => checked({ ...small, count: 11 })).to.throw(
      RangeError,
      'values holds 48 numbers, expected 44',
    );
    expect(() => checked({ ...small, labels: Int32Array.of(0) })).to.throw(RangeError, 'got 1 labels for 12');
    expect(() => checked({ ...small, labelNames: ['zero', 'one'] })).to.throw(
      RangeError,
      'label 2 has no name',
    );
    expect(() => checked({ ...small, range: [1, 1] })).to.throw(RangeError, 'range [1,1] is empty');
  });
});
