import * as tf from '@tensorflow/tfjs';
import { type Examples, forEachBatch, matrixShape } from '../analysis/examples.js';

const rowsPerBatch = 4096;
// XᵀX is symmetric: of its blocks of columns only those on and above the diagonal are multiplied, almost half.
const narrowestBlock = 112;
const mostBlocks = 8;

/**
 * Mean and covariance of data that come in batches, exact however they are cut. Each batch is centred on its own
 * mean on TensorFlow (float32) and merged in float64: with n = n_a + n_b and δ = μ_b − μ_a,
 *
 *     μ = μ_a + δ n_b / n        S = S_a + S_b + δ δᵀ n_a n_b / n
 *
 * (Chan, Golub & LeVeque 1979). So data larger than memory need only `features`² numbers.
 */
export class RunningCovariance {
  readonly features: number;
  #count = 0;
  readonly #mean: Float64Array;
  readonly #scatter: Float64Array;

  constructor(features: number) {
    this.features = features;
    this.#mean = new Float64Array(features);
    this.#scatter = new Float64Array(features * features);
  }

  /** How many examples have been added. */
  get count(): number {
    return this.#count;
  }

  /** Adds examples, `[rows, features]`. Throws RangeError for another number of features. */
  add(examples: Examples): void {
    const features = matrixShape(examples)[1];
    if (features !== this.features)
      throw new RangeError(`RunningCovariance.add: expected ${this.features} features, got ${features}`);
    forEachBatch(examples, rowsPerBatch, (batch) => this.#addBatch(batch));
  }

  /** The mean of all examples, `[features]`. */
  mean(): Float32Array {
    return Float32Array.from(this.#mean);
  }

  /** The covariance `[features, features]`, row-major: scatter / (count − 1). Throws RangeError below 2 examples. */
  covariance(): Float32Array {
    if (this.#count < 2)
      throw new RangeError(`RunningCovariance: needs 2 examples or more, got ${this.#count}`);
    const d = this.features;
    const covariance = new Float32Array(d * d);
    for (let i = 0; i < d; i++)
      for (let j = i; j < d; j++) {
        const value = (this.#scatter[i * d + j] ?? 0) / (this.#count - 1);
        covariance[i * d + j] = value;
        covariance[j * d + i] = value;
      }
    return covariance;
  }

  #addBatch(batch: tf.Tensor2D): void {
    const [rows, d] = batch.shape;
    const width = Math.max(narrowestBlock, Math.ceil(d / mostBlocks));
    const { center, blocks } = tf.tidy(() => {
      // A product with ones: TensorFlow's mean over rows takes three times as long.
      const center = tf.div(tf.matMul(tf.ones([1, rows]), batch), rows).flatten();
      return { center, blocks: tf.split(tf.sub<tf.Tensor2D>(batch, center), blockWidths(d, width), 1) };
    });
    blocks.forEach((left, i) => {
      for (let j = i; j < blocks.length; j++) {
        const product = tf.matMul(left, blocks[j] ?? left, true, false);
        this.#addBlock(product.dataSync(), i * width, j * width, blocks[j]?.shape[1] ?? 0);
        product.dispose();
      }
    });
    this.#shift(center.dataSync(), rows);
    tf.dispose([center, ...blocks]);
  }

  /** Adds a block of a scatter matrix, `columns` wide, at row `top` and column `left`. */
  #addBlock(block: ArrayLike<number>, top: number, left: number, columns: number): void {
    for (let row = 0; row < block.length / columns; row++) {
      const target = (top + row) * this.features + left;
      for (let j = 0; j < columns; j++)
        this.#scatter[target + j] = (this.#scatter[target + j] ?? 0) + (block[row * columns + j] ?? 0);
    }
  }

  /** Moves the mean to that of old and new examples, and adds the scatter between the two means. */
  #shift(mean: ArrayLike<number>, rows: number): void {
    const d = this.features;
    const total = this.#count + rows;
    const shared = (this.#count * rows) / total;
    const delta = this.#mean.map((old, i) => (mean[i] ?? 0) - old);
    for (let i = 0; i < d; i++) {
      const weight = (delta[i] ?? 0) * shared;
      for (let j = i, at = i * d + i; j < d; j++, at++)
        this.#scatter[at] = (this.#scatter[at] ?? 0) + weight * (delta[j] ?? 0);
      this.#mean[i] = (this.#mean[i] ?? 0) + ((delta[i] ?? 0) * rows) / total;
    }
    this.#count = total;
  }
}

/** The widths of the column blocks of a matrix: all alike but the last. */
function blockWidths(columns: number, width: number): number[] {
  const blocks = Math.ceil(columns / width);
  return Array.from({ length: blocks }, (_, i) => Math.min(width, columns - i * width));
}
