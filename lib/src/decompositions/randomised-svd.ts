import * as tf from '@tensorflow/tfjs';
import { Generator } from '../numerics/generator.js';
import { orthonormalBasis, svd } from '../numerics/linear-algebra.js';

/** The leading right singular vectors of a matrix and their singular values. */
export interface LeadingDirections {
  /** `[k]`, greatest first. */
  readonly singularValues: tf.Tensor1D;
  /** `[features, k]`, one direction per column. */
  readonly directions: tf.Tensor2D;
}

const extraColumns = 20;
const powerIterations = 8;

/**
 * The k leading right singular vectors of a large matrix by randomised subspace iteration (Halko, Martinsson & Tropp
 * 2011, algorithm 4.4): a random k + 20 dimensional subspace is multiplied by X Xᵀ eight times, orthonormalised each
 * time, and the small remainder solved exactly. Costs about 34 n d k multiplications, whatever the smaller of n and d;
 * directions whose singular values are nearly alike may be mixed.
 * @param x `[examples, features]`, centred for a PCA.
 * @param seed of the random start.
 */
export function leadingDirections(x: tf.Tensor2D, k: number, seed: number): LeadingDirections {
  const [examples, features] = x.shape;
  const columns = Math.min(k + extraColumns, examples, features);
  const generator = new Generator(seed);
  const start = Float32Array.from({ length: features * columns }, () => generator.normal());
  return tf.tidy(() => {
    let basis = orthonormalBasis(tf.matMul(x, tf.tensor2d(start, [features, columns])));
    for (let i = 0; i < powerIterations; i++) {
      const previous = basis;
      basis = tf.tidy(() => {
        const across = orthonormalBasis(tf.transpose(tf.matMul<tf.Tensor2D>(previous, x, true, false)));
        return orthonormalBasis(tf.matMul(x, across));
      });
      previous.dispose();
    }
    const { s, v } = svd(tf.matMul(basis, x, true, false));
    return { singularValues: tf.slice(s, 0, k), directions: tf.slice(v, [0, 0], [-1, k]) };
  });
}
