import * as tf from '@tensorflow/tfjs';
import '@codebook/engine';
import { expect } from 'chai';

describe('tensors', () => {
  it('keep strings, long and not ASCII, through ops', () => {
    const long = 'x'.repeat(1000);
    const joined = tf.concat([tf.tensor1d(['a', 'é', '']), tf.tensor1d([long])]);
    expect(joined.dataSync()).to.deep.equal(['a', 'é', '', long]);
    expect(tf.slice(joined, [1], [1]).dataSync()).to.deep.equal(['é']);
  });

  it('keep bool, int32 and complex64 values', () => {
    expect(Array.from(tf.logicalNot(tf.tensor1d([true, false], 'bool')).dataSync())).to.deep.equal([0, 1]);
    expect(Array.from(tf.neg(tf.tensor1d([1 - 2 ** 31], 'int32')).dataSync())).to.deep.equal([2 ** 31 - 1]);
    const z = tf.complex([1, 2], [3, 4]);
    expect(Array.from(tf.real(z).dataSync())).to.deep.equal([1, 2]);
    expect(Array.from(tf.imag(z).dataSync())).to.deep.equal([3, 4]);
    expect(Array.from(z.dataSync())).to.deep.equal([1, 3, 2, 4]);
  });

  it('may be empty', () => {
    const empty = tf.add(tf.zeros([0, 3]), 1);
    expect(empty.shape).to.deep.equal([0, 3]);
    expect(empty.dataSync()).to.have.length(0);
  });

  it('too large for memory give an error, and the program goes on', () => {
    expect(() => tf.fill([300_000, 100_000], 1).dataSync()).to.throw(/out of memory|OOM|resource exhausted/i);
    expect(tf.add(1, 2).dataSync()[0]).to.equal(3);
  });

  it('are refused after dispose', () => {
    const x = tf.tensor1d([1]);
    x.dispose();
    expect(() => tf.add(x, 1)).to.throw(/disposed/);
  });
});

describe('errors of ops', () => {
  it('name the op and leave the counts as they were', () => {
    const a = tf.ones([2, 3]);
    const before = tf.memory().numTensors;
    expect(() => tf.tidy(() => tf.slice(a, [0, 5], [1, 9]))).to.throw(/Slice/);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
