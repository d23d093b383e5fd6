import { engineInfo, openBlas } from '@codebook/engine';
import { expect } from 'chai';

describe('OpenBLAS', () => {
  const blas = openBlas();
  if (!blas) throw new Error('OpenBLAS is not installed: npm run setup');

  it('is found beside TensorFlow', () => {
    expect(engineInfo().openBlas).to.match(/scipy_openblas32.lib.libscipy_openblas\.(so|dylib)$/);
  });

  it('multiplies a matrix with its own transpose, and adds up columns', () => {
    const matrix = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect([...blas.gram(matrix, 3)]).to.deep.equal([17, 22, 27, 0, 29, 36, 0, 0, 45]);
    expect([...blas.columnSums(matrix, 3)]).to.deep.equal([5, 7, 9]);
    expect(() => blas.gram(matrix, 4)).to.throw(RangeError, '6 numbers are no matrix of 4 columns');
  });

  it('finds the greatest eigenvalues first, from the upper triangle, and keeps the matrix', () => {
    const matrix = Float32Array.of(2, 1, 0, 9, 2, 0, 9, 9, 5);
    const found = blas.leadingEigen(matrix, 2);
    expect([...(found?.values ?? [])].map(Math.round)).to.deep.equal([5, 3]);
    const half = Math.SQRT1_2;
    [0, 0, 1, half, half, 0].forEach((value, i) => {
      expect(Math.abs(found?.vectors[i] ?? Number.NaN)).to.be.closeTo(value, 1e-6);
    });
    expect([...matrix]).to.deep.equal([2, 1, 0, 9, 2, 0, 9, 9, 5]);
  });

  it('says what it cannot find eigenvalues of', () => {
    expect(() => blas.leadingEigen(new Float32Array(5), 1)).to.throw(
      RangeError,
      '5 numbers are no square matrix',
    );
    for (const count of [0, 3, 1.5])
      expect(() => blas.leadingEigen(new Float32Array(4), count)).to.throw(
        RangeError,
        `1 to 2 eigenvalues to be asked for, got ${count}`,
      );
  });

  it('finds none in a matrix with NaN', () => {
    expect(blas.leadingEigen(Float32Array.of(1, Number.NaN, Number.NaN, 1), 1)).to.equal(undefined);
  });
});
