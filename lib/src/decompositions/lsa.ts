import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import type { Dataset } from '../data/dataset.js';
import { checkWidth, type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { checkLatentDim } from './latent-dim.js';
import { leadingDirections } from './randomised-svd.js';

/**
 * Latent semantic analysis (Deerwester et al. 1990): the leading right singular vectors of the word counts, *not*
 * centred. Made by {@link fitLsa}. Holds a tensor: `dispose()`. Taught in lesson 07.
 */
export class Lsa {
  /** Numbers in a code. */
  readonly latentDim: number;
  /** One direction in word space per row, greatest first, `[latentDim, words]`; its largest entry is positive. */
  readonly components: tf.Tensor2D;
  /** The singular values, `[latentDim]`. */
  readonly singularValues: Float32Array;

  constructor(components: tf.Tensor2D, singularValues: Float32Array) {
    this.latentDim = components.shape[0];
    this.components = tf.keep(components);
    this.singularValues = singularValues;
  }

  /** Codes `[texts, latentDim]`: X Vᵀ. Throws RangeError for another number of words. */
  encode(examples: Examples): tf.Tensor2D {
    checkWidth('Lsa.encode', examples, this.components.shape[1]);
    return tf.tidy(() => tf.matMul<tf.Tensor2D>(toMatrix(examples), this.components, false, true));
  }

  /** Reconstructions `[texts, words]` of codes `[texts, latentDim]`: H V. Throws RangeError for another width. */
  decode(codes: Examples): tf.Tensor2D {
    checkWidth('Lsa.decode', codes, this.latentDim);
    return tf.tidy(() => tf.matMul<tf.Tensor2D>(toMatrix(codes), this.components));
  }

  /** decode(encode(x)), `[texts, words]`. Throws RangeError for another number of words. */
  reconstruct(examples: Examples): tf.Tensor2D {
    checkWidth('Lsa.reconstruct', examples, this.components.shape[1], '; codes are for decode');
    return tf.tidy(() => this.decode(this.encode(examples)));
  }

  /** Frees the tensor. */
  dispose(): void {
    this.components.dispose();
  }
}

/** How to fit a latent semantic analysis. */
export interface LsaOptions {
  /** Numbers in a code. */
  readonly latentDim: number;
  /** Of the random start. Default 0. */
  readonly seed?: number;
}

/**
 * Fits LSA by randomised subspace iteration (see `leadingDirections`).
 * @param examples word counts or {@link tfIdf} weights, `[texts, words]`.
 * @throws RangeError unless 1 ≤ latentDim ≤ min(texts, words).
 */
export function fitLsa(examples: Examples, options: LsaOptions): Lsa {
  checkOptions('fitLsa', options, { latentDim: true, seed: true });
  checkFinite('fitLsa', examples);
  const { seed = 0 } = options;
  const latentDim = checkLatentDim('fitLsa', options.latentDim, Math.min(...matrixShape(examples)));
  const { rows, singular } = tf.tidy(() => {
    const { singularValues, directions } = leadingDirections(toMatrix(examples), latentDim, seed);
    const rows = tf.transpose(directions);
    const sign = tf.sign(tf.add(tf.max(rows, 1, true), tf.min(rows, 1, true)));
    return { rows: tf.mul<tf.Tensor2D>(rows, sign), singular: singularValues };
  });
  const singularValues = singular.dataSync<'float32'>();
  singular.dispose();
  return new Lsa(rows, singularValues);
}

/**
 * Word counts weighted as for a search engine: (1 + log count) · log(n / texts with the word), each text scaled to
 * length 1. The frequencies come from `reference`, so that test texts are weighted like training texts.
 * @throws RangeError when the two have different vocabularies.
 */
export function tfIdf(counts: Dataset, reference: Dataset = counts): Dataset {
  const [words, expected] = [matrixShape(counts)[1], matrixShape(reference)[1]];
  if (words !== expected) throw new RangeError(`tfIdf: got ${words} words, the reference has ${expected}`);
  const rarity = inverseFrequencies(reference, words);
  const values = counts.values.map((count, at) =>
    count > 0 ? (1 + Math.log(count)) * (rarity[at % words] ?? 0) : 0,
  );
  for (let row = 0; row < counts.count; row++) toLengthOne(values.subarray(row * words, (row + 1) * words));
  return { ...counts, values, range: [0, 1] };
}

function inverseFrequencies(counts: Dataset, words: number): Float64Array {
  const texts = new Float64Array(words);
  for (const [at, count] of counts.values.entries())
    if (count > 0) texts[at % words] = (texts[at % words] ?? 0) + 1;
  return texts.map((having) => Math.log(counts.count / Math.max(having, 1)));
}

function toLengthOne(row: Float32Array): void {
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) / length;
}
