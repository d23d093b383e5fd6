import { openBlas } from '@codebook/engine';
import { type Examples, forEachHostBatch, matrixShape } from '../data/examples.js';
import { type Scatter, scatterFromCentred, scatterFromProducts } from './scatter.js';

/** Rows at a time: the more, the fewer merges; a copy that is centred takes memory. */
const batches = { products: 16_384, centred: 4_096 };

/**
 * Mean and covariance of data that come in batches, exact however they are cut. The scatter of each batch around its own
 * mean (float32) is merged in float64: with n = n_a + n_b and δ = μ_b − μ_a,
 *
 *     μ = μ_a + δ n_b / n        S = S_a + S_b + δ δᵀ n_a n_b / n
 *
 * (Chan, Golub & LeVeque 1979). So data larger than memory need only `features`² numbers.
 */
export class RunningCovariance {
  readonly features: number;
  #count = 0;
  readonly #mean: Float64Array;
  /** The upper triangle of S. */
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
    forEachHostBatch(examples, batches.products, (rows) => this.#addRows(rows));
  }

  #addRows(rows: Float32Array): void {
    const blas = openBlas();
    const scatter = blas && scatterFromProducts(rows, this.features, blas);
    if (scatter) return this.#merge(scatter, rows.length / this.features);
    const step = batches.centred * this.features;
    for (let at = 0; at < rows.length; at += step) {
      const some = rows.subarray(at, at + step);
      this.#merge(scatterFromCentred(some, this.features), some.length / this.features);
    }
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

  /** Moves the mean to that of old and new examples, and adds the new scatter and that between the two means. */
  #merge({ mean, upper }: Scatter, rows: number): void {
    const [d, scatter] = [this.features, this.#scatter];
    const total = this.#count + rows;
    const shared = (this.#count * rows) / total;
    const delta = this.#mean.map((old, i) => (mean[i] ?? 0) - old);
    for (let i = 0; i < d; i++) {
      const weight = (delta[i] ?? 0) * shared;
      for (let j = i, at = i * d + i; j < d; j++, at++)
        scatter[at] = (scatter[at] ?? 0) + (upper[at] ?? 0) + weight * (delta[j] ?? 0);
      this.#mean[i] = (this.#mean[i] ?? 0) + ((delta[i] ?? 0) * rows) / total;
    }
    this.#count = total;
  }
}
