import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { checkWidth, type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { Generator } from '../numerics/generator.js';
import { checkLatentDim } from './latent-dim.js';

/** How to fit a non-negative matrix factorisation. */
export interface NmfOptions {
  /** Numbers in a code: how many parts. */
  readonly latentDim: number;
  readonly seed: number;
  /** Updates of both factors. Default 200. */
  readonly iterations?: number;
}

const epsilon = 1e-9;

/**
 * Non-negative matrix factorisation, X ≈ H W with all entries ≥ 0: images as sums of parts, nothing subtracted.
 * Made by {@link fitNmf}. Holds a tensor: `dispose()`. Taught in lesson 02.
 */
export class Nmf {
  /** Numbers in a code. */
  readonly latentDim: number;
  /** W, one part per row, `[latentDim, features]`. */
  readonly components: tf.Tensor2D;
  /** Σ over features of (x − x̂)², mean over the training examples, after the last update. */
  readonly squaredErrorPerImage: number;

  constructor(components: tf.Tensor2D, squaredErrorPerImage: number) {
    this.latentDim = components.shape[0];
    this.components = tf.keep(components);
    this.squaredErrorPerImage = squaredErrorPerImage;
  }

  /**
   * Codes H `[examples, latentDim]` ≥ 0, by `iterations` multiplicative updates with W fixed, from a constant start.
   * @throws RangeError for another number of features or a negative value.
   */
  encode(examples: Examples, iterations = 100): tf.Tensor2D {
    checkWidth('Nmf.encode', examples, this.components.shape[1]);
    const x = nonNegative('Nmf.encode', examples);
    let codes = tf.fill([x.shape[0], this.latentDim], 1) as tf.Tensor2D;
    for (let i = 0; i < iterations; i++) codes = replaced(codes, updatedCodes(x, codes, this.components));
    x.dispose();
    return codes;
  }

  /** Reconstructions `[examples, features]` of codes `[examples, latentDim]`: H W. Throws RangeError for another width. */
  decode(codes: Examples): tf.Tensor2D {
    checkWidth('Nmf.decode', codes, this.latentDim);
    return tf.tidy(() => tf.matMul<tf.Tensor2D>(toMatrix(codes), this.components));
  }

  /**
   * decode(encode(x)), `[examples, features]`.
   * @throws RangeError for another number of features or a negative value.
   */
  reconstruct(examples: Examples): tf.Tensor2D {
    checkWidth('Nmf.reconstruct', examples, this.components.shape[1], '; codes are for decode');
    return tf.tidy(() => this.decode(this.encode(examples)));
  }

  /** Frees the tensor. */
  dispose(): void {
    this.components.dispose();
  }
}

/**
 * Fits H and W to examples by the multiplicative updates of Lee & Seung 2001 for the squared error,
 *
 *     H ← H ∘ (X Wᵀ) / (H W Wᵀ)        W ← W ∘ (Hᵀ X) / (Hᵀ H W),
 *
 * which never raise it. They reach a local minimum that depends on the seed.
 * @param examples `[examples, features]`, all ≥ 0.
 * @throws RangeError for a negative value or a latentDim outside 1 … min(examples, features).
 */
export function fitNmf(examples: Examples, options: NmfOptions): Nmf {
  checkOptions('fitNmf', options, { latentDim: true, seed: true, iterations: true });
  checkFinite('fitNmf', examples);
  const { seed, iterations = 200 } = options;
  const [count, features] = matrixShape(examples);
  const latentDim = checkLatentDim('fitNmf', options.latentDim, Math.min(count, features));
  const x = nonNegative('fitNmf', examples);
  const generator = new Generator(seed);
  const scale = Math.sqrt(tf.tidy(() => x.mean().dataSync()[0] ?? 0) / latentDim);
  const start = (rows: number, columns: number) =>
    tf.tensor2d(
      Float32Array.from({ length: rows * columns }, () => scale * Math.abs(generator.normal())),
      [rows, columns],
    );
  let codes = start(count, latentDim);
  let parts = start(latentDim, features);
  for (let i = 0; i < iterations; i++) {
    codes = replaced(codes, updatedCodes(x, codes, parts));
    parts = replaced(parts, updatedParts(x, codes, parts));
  }
  const error = tf.tidy(
    () => tf.div(tf.sum(tf.squaredDifference(x, tf.matMul(codes, parts))), count).dataSync()[0],
  );
  tf.dispose([x, codes]);
  return new Nmf(parts, error ?? Number.NaN);
}

function updatedCodes(x: tf.Tensor2D, codes: tf.Tensor2D, parts: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const wanted = tf.matMul(x, parts, false, true);
    const present = tf.matMul(codes, tf.matMul(parts, parts, false, true));
    return tf.mul(codes, tf.div(wanted, tf.add(present, epsilon)));
  });
}

function updatedParts(x: tf.Tensor2D, codes: tf.Tensor2D, parts: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const wanted = tf.matMul(codes, x, true, false);
    const present = tf.matMul(tf.matMul(codes, codes, true, false), parts);
    return tf.mul(parts, tf.div(wanted, tf.add(present, epsilon)));
  });
}

function replaced(old: tf.Tensor2D, next: tf.Tensor2D): tf.Tensor2D {
  old.dispose();
  return next;
}

function nonNegative(caller: string, examples: Examples): tf.Tensor2D {
  const x = toMatrix(examples);
  const least = tf.tidy(() => tf.min(x).dataSync()[0] ?? 0);
  if (least >= 0) return x;
  x.dispose();
  throw new RangeError(`${caller}: all values must be 0 or more, the least is ${least}`);
}
