import * as tf from '@tensorflow/tfjs';
import { checkWidth, type Examples, toMatrix } from '../data/examples.js';
import { checkLatentDim } from './latent-dim.js';

/** Of ‖μ‖² to the total variance (MNIST: 1): beyond it a code loses a digit to rounding unless the data are centred first. */
const farRatio = 10;

/** What a fit finds. */
export interface PcaParts {
  readonly mean: tf.Tensor1D;
  readonly components: tf.Tensor2D;
  readonly explainedVariance: Float32Array;
  readonly totalVariance: number;
  readonly whiten: boolean;
}

/**
 * Principal component analysis (Pearson 1901): the orthonormal directions of greatest variance, as many as a code has numbers. Made by
 * `fitPca`, `fitPcaBatches` or `pcaFromCovariance`. Holds tensors: `dispose()` frees them.
 * Taught in lesson 02.
 */
export class Pca {
  /** Numbers in a code. */
  readonly latentDim: number;
  /** μ, the mean of the training examples, `[features]`. */
  readonly mean: tf.Tensor1D;
  /** W, one unit direction per row, greatest variance first, `[latentDim, features]`; its largest entry is positive. */
  readonly components: tf.Tensor2D;
  /** Variance (divided by examples − 1) of the training data along each component, `[latentDim]`. */
  readonly explainedVariance: Float32Array;
  /** The same as a share of the total variance, `[latentDim]`; 0 where there is none, as in constant data. */
  readonly explainedVarianceRatio: Float32Array;
  /** Whether codes are scaled to unit variance. */
  readonly whiten: boolean;
  readonly #totalVariance: number;
  /** Whether the data lie so far from 0 that they are centred before anything else. */
  readonly #isFar: boolean;

  constructor(parts: PcaParts) {
    this.latentDim = parts.components.shape[0];
    this.mean = tf.keep(parts.mean);
    this.components = tf.keep(parts.components);
    this.explainedVariance = parts.explainedVariance;
    this.#totalVariance = parts.totalVariance;
    this.explainedVarianceRatio = parts.explainedVariance.map((variance) =>
      parts.totalVariance > 0 ? variance / parts.totalVariance : 0,
    );
    const distance = tf.tidy(() => tf.sum(tf.square(this.mean)).dataSync()[0] ?? 0);
    this.#isFar = distance > farRatio * parts.totalVariance;
    this.whiten = parts.whiten;
  }

  /**
   * Codes `[examples, latentDim]`: (x − μ) Wᵀ, divided by √variance where whitened.
   * @throws RangeError when the examples have another number of features.
   */
  encode(examples: Examples): tf.Tensor2D {
    checkWidth('Pca.encode', examples, this.mean.size);
    return tf.tidy(() => {
      if (this.#isFar) return this.#scaled(this.#centredCodes(examples));
      // (x − μ) Wᵀ = x Wᵀ − μ Wᵀ, which needs no centred copy of the examples.
      const shift = tf.matMul(tf.neg(this.mean.expandDims(0)), this.components, false, true);
      const codes = tf.fused.matMul({
        a: toMatrix(examples),
        b: this.components,
        transposeB: true,
        bias: shift.flatten(),
      }) as tf.Tensor2D; // a product of two matrices is one
      return this.#scaled(codes);
    });
  }

  /**
   * Reconstructions `[examples, features]` of codes `[examples, latentDim]`: h W + μ.
   * @throws RangeError when a code has another number of numbers.
   */
  decode(codes: Examples): tf.Tensor2D {
    checkWidth('Pca.decode', codes, this.latentDim);
    return tf.tidy(() => {
      const h = toMatrix(codes);
      const scaled = this.whiten ? tf.mul<tf.Tensor2D>(h, this.#deviations()) : h;
      // A product of two matrices is one.
      return tf.fused.matMul({ a: scaled, b: this.components, bias: this.mean }) as tf.Tensor2D;
    });
  }

  /**
   * decode(encode(x)): the examples' nearest points in the plane of the components, `[examples, features]`.
   * @throws RangeError when the examples have another number of features.
   */
  reconstruct(examples: Examples): tf.Tensor2D {
    checkWidth('Pca.reconstruct', examples, this.mean.size, '; codes are for decode');
    return tf.tidy(() => this.decode(this.encode(examples)));
  }

  /**
   * The same PCA with only its first `latentDim` components, as a new object (components are nested, so one fit
   * serves all). Throws RangeError unless 1 ≤ latentDim ≤ this one's.
   */
  truncated(latentDim: number): Pca {
    checkLatentDim('Pca.truncated', latentDim, this.latentDim);
    return new Pca({
      mean: this.mean.clone(),
      components: tf.slice(this.components, [0, 0], [latentDim, -1]),
      explainedVariance: this.explainedVariance.slice(0, latentDim),
      totalVariance: this.#totalVariance,
      whiten: this.whiten,
    });
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose([this.mean, this.components]);
  }

  /** (x − μ) Wᵀ as it is written: where the mean is far from 0, x Wᵀ and μ Wᵀ are so large that their difference drowns. */
  #centredCodes(examples: Examples): tf.Tensor2D {
    return tf.matMul(tf.sub<tf.Tensor2D>(toMatrix(examples), this.mean), this.components, false, true);
  }

  #scaled(codes: tf.Tensor2D): tf.Tensor2D {
    return this.whiten ? tf.div<tf.Tensor2D>(codes, this.#deviations()) : codes;
  }

  #deviations(): tf.Tensor1D {
    return tf.tensor1d(this.explainedVariance.map((variance) => Math.sqrt(Math.max(variance, 1e-12))));
  }
}
