import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { quantise } from 'codebook';

describe('quantised codes', () => {
  const codes = tf.tensor2d([0, -10, 1, 1, 2, 10, 3, 3], [4, 2]);

  it('have 2^bits levels between each least and greatest value', () => {
    const { codes: rounded, bitsPerExample } = quantise(codes, 1);
    expect(Array.from(rounded.dataSync())).to.deep.equal([0, -10, 0, 10, 3, 10, 3, 10]);
    expect(bitsPerExample).to.equal(2);
  });

  it('are off by half a step at most', () => {
    for (const bits of [2, 4, 8]) {
      const off = quantise(codes, bits).codes.sub(codes).abs().max(0).dataSync();
      expect(off[0]).to.be.at.most(3 / (2 ** bits - 1) / 2 + 1e-6);
      expect(off[1]).to.be.at.most(20 / (2 ** bits - 1) / 2 + 1e-6);
    }
  });

  it('leave the codes as they were, and no tensors behind', () => {
    const before = Array.from(codes.dataSync());
    const { numTensors } = tf.memory();
    quantise(codes, 4).codes.dispose();
    expect(tf.memory().numTensors).to.equal(numTensors);
    expect(Array.from(codes.dataSync())).to.deep.equal(before);
  });

  it('need a sensible number of bits', () => {
    expect(() => quantise(codes, 0)).to.throw(/bits must be a whole number from 1 to 16, got 0/);
  });
});
