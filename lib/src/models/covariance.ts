import * as tf from '@tensorflow/tfjs';
import { type Examples, forEachBatch, matrixShape } from '../analysis/examples.js';

const rowsPerBatch = 4096;
const columnsPerStrip = 200;

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
    const center = tf.mean(batch, 0);
    const centred = tf.sub<tf.Tensor2D>(batch, center);
    for (let from = 0; from < d; from += columnsPerStrip) {
      const strip = scatterStrip(centred, from);
      this.#addStrip(strip.dataSync(), from);
      strip.dispose();
    }
    this.#shift(center.dataSync(), rows);
    tf.dispose([center, centred]);
  }

  /** Adds rows `from` … of a scatter matrix, from their diagonal rightwards. */
  #addStrip(strip: ArrayLike<number>, from: number): void {
    const d = this.features;
    const width = d - from;
    for (let row = 0; row < strip.length / width; row++) {
      const target = (from + row) * d + from;
      for (let j = row; j < width; j++)
        this.#scatter[target + j] = (this.#scatter[target + j] ?? 0) + (strip[row * width + j] ?? 0);
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

/**
 * Rows `from` … `from + columnsPerStrip` of XᵀX, only from column `from` on: the matrix is symmetric, so the strips
 * of its upper triangle save up to half of the multiplications.
 */
function scatterStrip(centred: tf.Tensor2D, from: number): tf.Tensor2D {
  const width = Math.min(columnsPerStrip, centred.shape[1] - from);
  return tf.tidy(() =>
    tf.matMul(tf.slice(centred, [0, from], [-1, width]), tf.slice(centred, [0, from]), true, false),
  );
}
