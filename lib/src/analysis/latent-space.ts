import * as tf from '@tensorflow/tfjs';
import { type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { RunningCovariance } from '../decompositions/covariance.js';
import { Generator } from '../numerics/generator.js';
import { symmetricEigen } from '../numerics/linear-algebra.js';

/**
 * Codes on the straight way from one code to another: (1 − α) a + α b for α = 0 … 1, `[steps, code]`, both ends
 * included. Decode them and see whether the way leads through images. Taught from lesson 07 on.
 * @throws RangeError for codes of different length or fewer than two steps.
 */
export function interpolate(a: ArrayLike<number>, b: ArrayLike<number>, steps: number): tf.Tensor2D {
  if (a.length !== b.length)
    throw new RangeError(`interpolate: codes must be equally long, got ${a.length} and ${b.length}`);
  if (!Number.isInteger(steps) || steps < 2)
    throw new RangeError(`interpolate: steps must be a whole number of 2 or more, got ${steps}`);
  const values = Float32Array.from({ length: steps * a.length }, (_, at) => {
    const [alpha, j] = [Math.floor(at / a.length) / (steps - 1), at % a.length];
    return (1 - alpha) * (a[j] ?? 0) + alpha * (b[j] ?? 0);
  });
  return tf.tensor2d(values, [steps, a.length]);
}

/**
 * One code with one of its numbers replaced by each of the values in turn, `[values, code]`: what does that number
 * mean? Throws RangeError for a dimension that the code does not have.
 */
export function traverse(code: ArrayLike<number>, dimension: number, values: ArrayLike<number>): tf.Tensor2D {
  if (!Number.isInteger(dimension) || dimension < 0 || dimension >= code.length)
    throw new RangeError(`traverse: dimension must lie in 0 … ${code.length - 1}, got ${dimension}`);
  const rows = Float32Array.from({ length: values.length * code.length }, (_, at) =>
    at % code.length === dimension
      ? (values[Math.floor(at / code.length)] ?? 0)
      : (code[at % code.length] ?? 0),
  );
  return tf.tensor2d(rows, [values.length, code.length]);
}

/** A normal distribution in code space. */
export interface CodeGaussian {
  /** `[code]`. */
  readonly mean: Float32Array;
  /** `[code, code]`, row-major. */
  readonly covariance: Float32Array;
  /** Draws `[count, code]`. The caller disposes it. */
  sample(count: number, seed: number): tf.Tensor2D;
}

/**
 * A normal distribution with the codes' mean and covariance: decode its samples and see whether they are images.
 * A code without a prior has holes there. Taught from lesson 07 on.
 * @param codes `[examples, code]`.
 * @throws RangeError for fewer than two examples.
 */
export function gaussianOfCodes(codes: Examples): CodeGaussian {
  checkFinite('gaussianOfCodes', codes);
  const width = matrixShape(codes)[1];
  const running = new RunningCovariance(width);
  running.add(codes);
  const [mean, covariance] = [running.mean(), running.covariance()];
  const sample = (count: number, seed: number): tf.Tensor2D => {
    const generator = new Generator(seed);
    const normals = Float32Array.from({ length: count * width }, () => generator.normal());
    return tf.tidy(() => {
      // Σ = V diag(λ) Vᵀ, so V diag(√λ) n has covariance Σ; a singular Σ is no trouble.
      const { values, vectors } = symmetricEigen(tf.tensor2d(covariance, [width, width]));
      const scaled = tf.mul<tf.Tensor2D>(
        tf.tensor2d(normals, [count, width]),
        tf.sqrt(tf.maximum(values, 0)),
      );
      return tf.add<tf.Tensor2D>(tf.matMul(scaled, vectors, false, true), tf.tensor1d(mean));
    });
  };
  return { mean, covariance, sample };
}

/**
 * How much of each factor each number of a code explains by itself: squared correlation R², `[code][factors]`, each
 * in 0 … 1. A code that keeps factors apart has one large number in each column. Taught in lesson 15.
 * @param codes `[examples, code]`.
 * @param factors `[examples, factors]`, row-major (as in a `FactorDataset`).
 * @throws RangeError when `factors` does not hold as many rows as there are codes.
 */
export function factorScores(codes: Examples, factors: Float32Array): number[][] {
  checkFinite('factorScores', codes);
  const [count, width] = matrixShape(codes);
  const columns = factors.length / count;
  if (!Number.isInteger(columns) || columns === 0)
    throw new RangeError(`factorScores: ${factors.length} numbers are not a table with ${count} rows`);
  const scores = tf.tidy(() => {
    const [h, f] = [standardised(toMatrix(codes)), standardised(tf.tensor2d(factors, [count, columns]))];
    return tf.square(tf.div(tf.matMul(h, f, true, false), count));
  });
  const values = scores.dataSync();
  scores.dispose();
  return Array.from({ length: width }, (_, j) => Array.from(values.subarray(j * columns, (j + 1) * columns)));
}

/** Columns with mean 0 and variance 1; a constant column becomes 0. */
function standardised(matrix: tf.Tensor2D): tf.Tensor2D {
  const { mean, variance } = tf.moments(matrix, 0);
  return tf.div(tf.sub(matrix, mean), tf.sqrt(tf.maximum(variance, 1e-12)));
}
