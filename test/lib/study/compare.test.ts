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
      'The shape is [6], expected [2, 3]. The numbers are right, in another shape: reshape it.',
    );
    const columns = [[1, 4], [2, 5], [3, 6]]; // biome-ignore format: three short rows
    expect(compare(columns, expected)).to.equal(
      'The shape is [3, 2], expected [2, 3]. It is transposed: rows and columns are exchanged.',
    );
    expect(compare([[3]], { values: 3 })).to.equal(
      'The shape is [1, 1], expected a single number. Give the number itself.',
    );
    expect(compare([1, 2], { values: 3 })).to.equal(
      'The shape is [2], expected a single number. The sum over axis 0 is missing.',
    );
    expect(compare(matrix, { values: [2.5, 3.5, 4.5] })).to.match(/The mean over axis 0 is missing\.$/);
    expect(compare(matrix, { values: [6, 15] })).to.match(/The sum over axis 1 is missing\.$/);
  });

  it('gives advice on a shape only where it leads to the right values', () => {
    expect(compare([9, 8, 7, 6, 5, 4], { values: matrix })).to.equal('The shape is [6], expected [2, 3].');
    const zeros = [[0, 0], [0, 0], [0, 0]]; // biome-ignore format: three short rows
    expect(compare(zeros, { values: matrix })).to.equal('The shape is [3, 2], expected [2, 3].');
    expect(compare([1, 3], { values: 7 })).to.equal('The shape is [2], expected a single number.');
  });

  it('sees a square matrix that is transposed', () => {
    const square = [[1, 2], [3, 4]]; // biome-ignore format: two short rows
    expect(
      compare(
        [
          [1, 3],
          [2, 4],
        ],
        { values: square },
      ),
    ).to.equal(
      // biome-ignore format: as it stands above
      'It is transposed: rows and columns are exchanged.',
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
    expect(compare(by(2), { values })).to.match(/^Every value is twice as large/);
    expect(compare(98, { values: 0.98 })).to.equal(
      'It is 100 times too large: per cent, where a fraction is asked for?',
    );
    expect(compare(13.87 / 784, { values: 13.87 })).to.match(/a mean over pixels, where a sum is asked for/);
    expect(compare(by(3), { values })).to.match(/^Every value is 3 times the right one/);
    expect(compare([1.5, -1.5, 4.5], { values })).to.match(/^Every value is 0.5 too large/);
  });

  it('claims no factor where the right value is 0, nor of one number alone, nor of whole numbers as fractions', () => {
    expect(compare(1e-3, { values: 0 })).to.equal('0.001 is too large.');
    expect(compare(-0.5, { values: 0 })).to.equal('-0.5 is too small.');
    expect(compare([0, 5], { values: [0, 0] })).to.match(/^1 of 2 values is wrong, at \[1\]: 5 is too large/);
    expect(compare(28, { values: 14 })).to.equal('28 is too large.');
    expect(compare(0.87, { values: 87 })).to.equal('0.87 is too small.');
    expect(compare([3, 3], { values: [1, 1] })).to.match(/^2 of 2 values are wrong/);
  });

  it('needs a factor or a difference to hold at every place, zeros among them', () => {
    expect(compare([2, 4, 0.5], { values: [1, 2, 0] })).to.match(/^3 of 3 values are wrong/);
    expect(compare([2, 4, 0], { values: [1, 2, 0] })).to.match(/^Every value is twice as large/);
    expect(compare([1.0021, 2.0042], { values: [1, 2] })).to.match(/^Every value is 1\.002 times/);
    expect(compare([1.00021, 2.00042], { values: [1, 2] })).to.match(/^Every value is 1\.0002 times/);
  });

  it('prints two numbers so that they can be told apart', () => {
    expect(compare(0.500_04, { values: 0.5, tolerance: 1e-6 })).to.equal('0.50004 is too large.');
    expect(compare([1.000_001], { values: [1], tolerance: 1e-9 })).to.equal('1.000001 is too large.');
    expect(compare(1.000_01, { range: [0, 1] })).to.match(
      /^The value is 1\.00001; it must lie between 0 and 1/,
    );
  });

  it('takes no count that is wrong by one, however large, and no hole for a 0', () => {
    expect(compare(2_837_315, { values: 2_837_314 })).to.equal('2837315 is too large.');
    expect(compare(new Array(2), { values: [0, 0] })).to.equal(
      'Its element [0] cannot be read. It is undefined; expected numbers.',
    );
  });

  it('says of NaN what may have led to it, and of infinity what else', () => {
    expect(compare(Number.NaN, { values: 1 })).to.match(/arithmetic with undefined.*0 · log 0.*arc cosine/);
    expect(compare(-Infinity, { values: 1 })).to.match(/is -Infinity\. Look for a division by 0/);
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
