import { linalg } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

const { leadingEigen, orthonormalBasis, singularValues, solve, svd, symmetricEigen } = linalg;

const largest = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];
const random = (rows: number, columns: number) =>
  tf.randomNormal<tf.Rank.R2>([rows, columns], 0, 1, 'float32', 3);
const gram = (a: tf.Tensor2D) => tf.matMul<tf.Tensor2D>(a, a, true, false);

describe('linear algebra', () => {
  it('symmetricEigen: A V = V diag(λ), V orthonormal, λ descending', () => {
    const a = gram(random(30, 8));
    const { values, vectors } = symmetricEigen(a);
    expect(largest(tf.matMul(a, vectors), tf.mul(vectors, values))).to.be.lessThan(1e-4);
    expect(largest(gram(vectors), tf.eye(8))).to.be.lessThan(1e-5);
    const numbers = [...values.dataSync()];
    expect(numbers).to.deep.equal([...numbers].sort((x, y) => y - x));
    expect(() => symmetricEigen(random(2, 3))).to.throw(RangeError, 'must be square, got [2, 3]');
  });

  it('leadingEigen: the greatest of them, one vector a row', () => {
    const a = gram(random(30, 8));
    const all = symmetricEigen(a);
    const { values, vectors } = leadingEigen(a.dataSync<'float32'>(), 3);
    expect(largest(tf.tensor1d(values), tf.slice(all.values, 0, 3))).to.be.lessThan(1e-4);
    const cosines = tf.matMul(vectors, tf.slice(all.vectors, [0, 0], [8, 3]));
    expect(largest(tf.abs(cosines), tf.eye(3))).to.be.lessThan(1e-4);
  });

  it('svd: A = U diag(s) Vᵀ, and the singular values alone are the same', () => {
    const a = random(9, 4);
    const { u, s, v } = svd(a);
    expect(largest(tf.matMul(tf.mul(u, s), v, false, true), a)).to.be.lessThan(1e-5);
    expect([u.shape, v.shape]).to.deep.equal([
      [9, 4],
      [4, 4],
    ]);
    expect(largest(singularValues(a), s)).to.be.lessThan(1e-5);
  });

  it('orthonormalBasis spans the columns: A − Q Qᵀ A = 0', () => {
    const a = random(9, 4);
    const q = orthonormalBasis(a);
    expect(largest(gram(q), tf.eye(4))).to.be.lessThan(1e-5);
    expect(largest(tf.matMul(q, tf.matMul(q, a, true, false)), a)).to.be.lessThan(1e-5);
  });

  it('solve: A X = B', () => {
    const [a, b] = [gram(random(20, 5)), random(5, 2)];
    expect(largest(tf.matMul(a, solve(a, b)), b)).to.be.lessThan(1e-3);
    expect(() => solve(tf.zeros([2, 2]), tf.zeros([2, 1]))).to.throw(/not invertible/);
  });
});
