import * as tf from '@tensorflow/tfjs';
import { checkWidth, type Examples, forEachBatch, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { RunningCovariance } from '../decompositions/covariance.js';
import { symmetricEigen } from '../numerics/linear-algebra.js';

/** Directions of the codes with less than this share of the greatest variance carry nothing but rounding. */
const leastShare = 1e-6;
const rowsPerBatch = 4096;

/**
 * The best affine way back from codes to examples: x̂ = h W + b. Made by {@link fitLinearDecoder}.
 * Holds tensors: `dispose()` frees them.
 */
export class LinearDecoder {
  constructor(
    /** W, `[latentDim, features]`. */
    readonly weights: tf.Tensor2D,
    /** b, `[features]`. */
    readonly bias: tf.Tensor1D,
  ) {}

  /** Reconstructions `[examples, features]` of codes `[examples, latentDim]`. Throws RangeError for another width. */
  decode(codes: Examples): tf.Tensor2D {
    checkWidth('LinearDecoder.decode', codes, this.weights.shape[0]);
    return tf.tidy(() => tf.matMul(toMatrix(codes), this.weights).add(this.bias) as tf.Tensor2D);
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose([this.weights, this.bias]);
  }
}

/**
 * Fits the decoder of least squared error for codes that are given, whatever made them: an untrained encoder, one
 * that was trained for something else, PCA. What a code keeps, as far as a linear decoder can read it; the rung
 * "untrained encoder" of the lessons' ladders. Exact: W = Σ_hh⁺ Σ_hx, where Σ⁺ leaves out directions in which the codes
 * do not vary (dead units). Taught in lesson 04.
 *
 * @param codes `[examples, latentDim]`.
 * @param examples what to give back, `[examples, features]`.
 * @throws RangeError when codes and examples differ in number, are fewer than 2, or hold NaN.
 */
export function fitLinearDecoder(codes: Examples, examples: Examples): LinearDecoder {
  const [count, latentDim] = matrixShape(codes);
  const [given, features] = matrixShape(examples);
  if (count !== given)
    throw new RangeError(`fitLinearDecoder: got ${count} codes for ${given} examples, expected as many`);
  checkFinite('fitLinearDecoder', codes);
  checkFinite('fitLinearDecoder', examples);
  const spread = new RunningCovariance(latentDim);
  spread.add(codes);
  const covariance = spread.covariance();
  const { weights, bias } = tf.tidy(() => {
    const center = tf.tensor1d(spread.mean());
    const mean = tf.mean(toMatrix(examples), 0) as tf.Tensor1D; // the mean of a matrix's rows is a vector
    const cross = crossCovariance(codes, examples, { center, mean });
    const inverse = pseudoInverse(covariance, latentDim);
    const weights = tf.matMul<tf.Tensor2D>(inverse, cross);
    const shift = tf.matMul(center.expandDims<tf.Tensor2D>(0), weights).reshape<tf.Tensor1D>([features]);
    return { weights, bias: tf.sub<tf.Tensor1D>(mean, shift) };
  });
  return new LinearDecoder(weights, bias);
}

/** Σ_hx = Σ (h − h̄)(x − x̄)ᵀ / (n − 1), `[latentDim, features]`, batch by batch. */
function crossCovariance(
  codes: Examples,
  examples: Examples,
  { center, mean }: { center: tf.Tensor1D; mean: tf.Tensor1D },
): tf.Tensor2D {
  const [count, features] = matrixShape(examples);
  const sum = new Float64Array(center.size * features);
  const rowsOfCodes = toMatrix(codes);
  forEachBatch(examples, rowsPerBatch, (batch, start) => {
    const product = tf.tidy(() => {
      const some = tf.slice(rowsOfCodes, start, batch.shape[0]);
      return tf.matMul(tf.sub(some, center), tf.sub(batch, mean), true);
    });
    for (const [i, value] of product.dataSync().entries()) sum[i] = (sum[i] ?? 0) + value;
    product.dispose();
  });
  const scaled = Float32Array.from(sum, (value) => value / (count - 1));
  return tf.tensor2d(scaled, [center.size, features]);
}

/** V diag(1/λ) Vᵀ over the directions that vary. */
function pseudoInverse(covariance: Float32Array, size: number): tf.Tensor2D {
  const { values, vectors } = symmetricEigen(tf.tensor2d(covariance, [size, size]));
  const least = tf.mul(tf.max(values), leastShare);
  const inverse = tf.where(tf.greater(values, least), tf.reciprocal(values), tf.zerosLike(values));
  return tf.matMul(tf.mul(vectors, inverse), vectors, false, true);
}
