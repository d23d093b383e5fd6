import * as tf from '@tensorflow/tfjs';
import { type Examples, matrixShape, toMatrix } from '../analysis/examples.js';
import { svd, symmetricEigen } from '../analysis/linearAlgebra.js';
import { RunningCovariance } from './covariance.js';

/** How to fit a PCA. */
export interface PcaOptions {
  /** How many components to keep, k; all that exist by default: min(features, examples − 1). */
  readonly components?: number;
  /** Divide each code by its standard deviation, so that codes of the training data have variance 1. Default false. */
  readonly whiten?: boolean;
  /**
   * `covariance`: eigenvectors of the covariance `[features, features]`, best for many examples. `svd`: singular
   * vectors of the centred data, best for few. By default the one with the smaller problem.
   */
  readonly method?: 'covariance' | 'svd';
}

interface PcaParts {
  readonly mean: tf.Tensor1D;
  readonly components: tf.Tensor2D;
  readonly explainedVariance: Float32Array;
  readonly totalVariance: number;
  readonly whiten: boolean;
}

/**
 * Principal component analysis (Pearson 1901): the k orthonormal directions of greatest variance. Made by
 * {@link fitPca}, {@link fitPcaBatches} or {@link pcaFromCovariance}. Holds tensors: `dispose()` frees them.
 * Taught in lesson 02.
 */
export class Pca {
  /** μ, the mean of the training examples, `[features]`. */
  readonly mean: tf.Tensor1D;
  /** W, one unit direction per row, greatest variance first, `[k, features]`; its largest entry is positive. */
  readonly components: tf.Tensor2D;
  /** Variance (divided by examples − 1) of the training data along each component, `[k]`. */
  readonly explainedVariance: Float32Array;
  /** The same as a share of the total variance, `[k]`. */
  readonly explainedVarianceRatio: Float32Array;
  /** Whether codes are scaled to unit variance. */
  readonly whiten: boolean;

  constructor(parts: PcaParts) {
    this.mean = tf.keep(parts.mean);
    this.components = tf.keep(parts.components);
    this.explainedVariance = parts.explainedVariance;
    this.explainedVarianceRatio = parts.explainedVariance.map((variance) => variance / parts.totalVariance);
    this.whiten = parts.whiten;
  }

  /**
   * Codes `[examples, k]`: (x − μ) Wᵀ, divided by √variance where whitened.
   * @throws RangeError when the examples have another number of features.
   */
  project(examples: Examples): tf.Tensor2D {
    this.#checkWidth('project', 'features', this.mean.size, matrixShape(examples)[1]);
    return tf.tidy(() => {
      // (x − μ) Wᵀ = x Wᵀ − μ Wᵀ, which needs no centred copy of the examples.
      const shift = tf.matMul(tf.neg(this.mean.expandDims(0)), this.components, false, true);
      const codes = tf.fused.matMul({
        a: toMatrix(examples),
        b: this.components,
        transposeB: true,
        bias: shift.flatten(),
      }) as tf.Tensor2D; // a product of two matrices is one
      return this.whiten ? tf.div<tf.Tensor2D>(codes, this.#deviations()) : codes;
    });
  }

  /**
   * Reconstructions `[examples, features]` from codes `[examples, k]`: h W + μ.
   * @throws RangeError when the codes have another width than k.
   */
  reconstruct(codes: tf.Tensor2D): tf.Tensor2D {
    this.#checkWidth('reconstruct', 'numbers in a code', this.components.shape[0], codes.shape[1]);
    return tf.tidy(() => {
      const scaled = this.whiten ? tf.mul<tf.Tensor2D>(codes, this.#deviations()) : codes;
      // A product of two matrices is one.
      return tf.fused.matMul({ a: scaled, b: this.components, bias: this.mean }) as tf.Tensor2D;
    });
  }

  /**
   * The same PCA with only its first `components` components, as a new object (components are nested, so one fit
   * serves every k). Throws RangeError unless 1 ≤ components ≤ k.
   */
  truncated(components: number): Pca {
    checkComponents('Pca.truncated', components, this.components.shape[0]);
    const first = this.explainedVariance[0] ?? 0;
    return new Pca({
      mean: this.mean.clone(),
      components: tf.slice(this.components, [0, 0], [components, -1]),
      explainedVariance: this.explainedVariance.slice(0, components),
      totalVariance: first / (this.explainedVarianceRatio[0] ?? 1),
      whiten: this.whiten,
    });
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose([this.mean, this.components]);
  }

  #deviations(): tf.Tensor1D {
    return tf.tensor1d(this.explainedVariance.map((variance) => Math.sqrt(Math.max(variance, 1e-12))));
  }

  #checkWidth(method: string, what: string, expected: number, got: number): void {
    if (got !== expected) throw new RangeError(`Pca.${method}: expected ${expected} ${what}, got ${got}`);
  }
}

/**
 * Fits a PCA to examples `[examples, features]`, exactly (no iteration, no randomness), on TensorFlow's linear
 * algebra in float32; the covariance is summed in float64. The examples are not changed.
 * @throws RangeError for fewer than two examples or a number of components that cannot exist.
 */
export function fitPca(examples: Examples, options: PcaOptions = {}): Pca {
  checkOptions(options);
  const [count, features] = matrixShape(examples);
  if (count < 2) throw new RangeError(`fitPca: needs 2 examples or more, got ${count}`);
  const method = options.method ?? (features <= count ? 'covariance' : 'svd');
  if (method === 'svd') return fromSvd(examples, options);
  const running = new RunningCovariance(features);
  running.add(examples);
  return pcaFromCovariance(running, options);
}

/**
 * Fits a PCA to batches of examples that need not fit into memory together: the same result as {@link fitPca} on
 * all of them, however they are cut (it is exact, unlike incremental SVD). Memory: features² numbers.
 * @throws RangeError when there is no batch, or batches differ in width.
 */
export function fitPcaBatches(batches: Iterable<Examples>, options: PcaOptions = {}): Pca {
  let running: RunningCovariance | undefined;
  for (const batch of batches) {
    running ??= new RunningCovariance(matrixShape(batch)[1]);
    running.add(batch);
  }
  if (!running) throw new RangeError('fitPcaBatches: got no batches');
  return pcaFromCovariance(running, options);
}

/** A PCA from a covariance gathered so far; see {@link RunningCovariance}. Throws as {@link fitPca} does. */
export function pcaFromCovariance(running: RunningCovariance, options: PcaOptions = {}): Pca {
  checkOptions(options);
  const most = Math.min(running.features, running.count - 1);
  const k = checkComponents('fitPca', options.components ?? most, most);
  const covariance = running.covariance();
  let totalVariance = 0;
  for (let i = 0; i < running.features; i++) totalVariance += covariance[i * (running.features + 1)] ?? 0;
  const { values, components } = tf.tidy(() => {
    const { values, vectors } = symmetricEigen(tf.tensor2d(covariance, [running.features, running.features]));
    return { values: tf.slice(values, 0, k), components: leadingRows(vectors, k) };
  });
  const explainedVariance = values.dataSync<'float32'>().map((variance) => Math.max(variance, 0));
  values.dispose();
  return new Pca({
    mean: tf.tensor1d(running.mean()),
    components,
    explainedVariance,
    totalVariance,
    whiten: options.whiten ?? false,
  });
}

function fromSvd(examples: Examples, options: PcaOptions): Pca {
  const [count, features] = matrixShape(examples);
  const most = Math.min(features, count - 1);
  const k = checkComponents('fitPca', options.components ?? most, most);
  const { mean, singular, components } = tf.tidy(() => {
    const x = toMatrix(examples);
    const mean: tf.Tensor1D = tf.mean(x, 0);
    const { s, v } = svd(tf.sub(x, mean));
    return { mean, singular: s, components: leadingRows(v, k) };
  });
  const variances = singular.dataSync<'float32'>().map((value) => value ** 2 / (count - 1));
  singular.dispose();
  return new Pca({
    mean,
    components,
    explainedVariance: variances.slice(0, k),
    totalVariance: variances.reduce((sum, variance) => sum + variance, 0),
    whiten: options.whiten ?? false,
  });
}

/**
 * The first k columns as rows, each row's sign chosen so that its entry of greatest magnitude is positive (an
 * eigenvector has no sign of its own).
 */
function leadingRows(columns: tf.Tensor2D, k: number): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = tf.transpose(tf.slice(columns, [0, 0], [-1, k]));
    const positive = tf.max(rows, 1, true);
    const negative = tf.neg(tf.min(rows, 1, true));
    return tf.where(tf.greaterEqual(positive, negative), rows, tf.neg(rows));
  });
}

function checkComponents(caller: string, components: number, most: number): number {
  if (!Number.isInteger(components) || components < 1 || components > most)
    throw new RangeError(`${caller}: components must be a whole number in 1 … ${most}, got ${components}`);
  return components;
}

function checkOptions(options: PcaOptions): void {
  const known = ['components', 'whiten', 'method'];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown) throw new TypeError(`fitPca: unknown option "${unknown}", known are ${known.join(', ')}`);
  if (options.method !== undefined && options.method !== 'covariance' && options.method !== 'svd')
    throw new TypeError(`fitPca: method must be "covariance" or "svd", got "${String(options.method)}"`);
}
