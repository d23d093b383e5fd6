import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { compare } from 'codebook/study';
import ndarray from 'ndarray';

describe('compare', () => {
  const matrix = [
    [1, 2, 3],
    [4, 5, 6],
  ];

  it('accepts nested arrays, typed arrays, tensors, ndarray views and numbers within the tolerance', () => {
    expect(compare(matrix, { values: matrix })).to.equal(undefined);
    expect(compare(tf.tensor2d(matrix), { values: matrix })).to.equal(undefined);
    const transposed = ndarray(Float64Array.of(1, 4, 2, 5, 3, 6), [3, 2]).transpose(1, 0);
    expect(compare(transposed, { values: matrix })).to.equal(undefined);
    expect(compare(Float32Array.of(0.1, 0.2), { values: [0.1, 0.2] })).to.equal(undefined);
    expect(compare(13.87005, { values: 13.87 })).to.equal(undefined);
    expect(compare(13.9, { values: 13.87, tolerance: 0.05 })).to.equal(undefined);
  });

  it('speaks of the shape first, even when a value is NaN and out of range', () => {
    const expected = { values: matrix, range: [0, 10] as const };
    expect(compare([[Number.NaN, 99]], expected)).to.equal('The shape is [1, 2], expected [2, 3].');
    expect(compare([1, 2, 3, 4, 5, 6], expected)).to.equal(
      'The shape is [6], expected [2, 3]. The number of values is right: reshape it.',
    );
    const columns = [[1, 4], [2, 5], [3, 6]]; // biome-ignore format: three short rows
    expect(compare(columns, expected)).to.equal('The shape is [3, 2], expected [2, 3]. Is it transposed?');
    expect(compare([3], { values: 3 })).to.match(/expected a single number\. Take the one number out of it/);
    expect(compare([1, 2], { values: 3 })).to.match(
      /a single number. There is an axis too many: a sum or a mean/,
    );
  });

  it('then of what is not finite, then of the range with its reason, and where', () => {
    expect(compare([1, Number.NaN], { values: [1, 2], range: [0, 1] })).to.match(
      /^The value at \[1\] is NaN\./,
    );
    const range = { range: [-1, 1] as const, rangeReason: 'a correlation is never above 1' };
    expect(compare([[0.5, 1.25]], range)).to.equal(
      'The value at [0, 1] is 1.25; it must lie between -1 and 1 (a correlation is never above 1).',
    );
  });

  it('then names the slip: sign, ½, per cent, sum for mean, any other factor, an offset', () => {
    const values = [1, -2, 4];
    const by = (factor: number) => values.map((value) => value * factor);
    expect(compare(by(-1), { values })).to.equal('The sign is reversed.');
    expect(compare(by(2), { values })).to.match(/^It is twice as large/);
    expect(compare(98, { values: 0.98 })).to.match(/a fraction is asked for, not per cent/);
    expect(compare(13.87 / 784, { values: 13.87 })).to.match(/a mean over pixels where a sum is asked for/);
    expect(compare(by(3), { values })).to.match(/^Every value is 3 times the right one/);
    expect(compare([1.5, -1.5, 4.5], { values })).to.match(/^Every value is 0.5 too large/);
  });

  it('otherwise says how many are wrong and where the first is, and does not give the answer away', () => {
    const said = compare([1, 2, 7], { values: [1, 5, 9] });
    expect(said).to.equal('2 of 3 values are wrong. The first is at [1]: 2 is too small.');
    expect(compare(41, { values: 42 })).to.equal('41 is too small.');
    expect(compare(65_536, { values: 196_608 })).to.equal('65536 is too small.');
  });

  it('speaks of truth values as such, not as numbers', () => {
    expect(compare(true, { values: true })).to.equal(undefined);
    expect(compare(false, { values: true })).to.equal('false, and it should be true.');
    expect(compare(1, { values: true })).to.equal('Expected true or false, got number.');
  });

  it('tells a promise, a function, an empty or ragged array, and a disposed tensor', () => {
    const gone = tf.tensor1d([1]);
    gone.dispose();
    const said = [Promise.resolve(1), Math.sqrt, [], [[1], [1, 2]], gone].map((answer) =>
      compare(answer, { values: 1 }),
    );
    expect(said.map((text) => text?.slice(0, 34))).to.deep.equal([
      'It is a promise: write "await" in ',
      'It is a function; call it, and giv',
      'It is an empty array.',
      'Its rows differ in length.',
      'It is a tensor that was disposed: ',
    ]);
  });

  it('compares texts without regard to case and blanks', () => {
    expect(compare(' Bottleneck', { values: 'bottleneck' })).to.equal(undefined);
    expect(compare('decoder', { values: 'bottleneck' })).to.equal('"decoder" is not it.');
    expect(compare(3, { values: 'bottleneck' })).to.equal('Expected a text in quotes, got number.');
  });
});
