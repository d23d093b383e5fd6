import * as tf from '@tensorflow/tfjs';
import { checkFinite } from '../data/finite.js';

/** Codes rounded to few levels, and what storing them costs. */
export interface QuantisedCodes {
  /** The codes that a decoder gets back, `[examples, latentDim]`. */
  readonly codes: tf.Tensor2D;
  /** Bits an example: latentDim × bits. The range of each number is stored once and not counted. */
  readonly bitsPerExample: number;
}

/**
 * Rounds each number of a code to one of 2^bits evenly spaced levels between its least and greatest value.
 *
 * Each of the `latentDim` numbers has its own range. The greatest rounding error is half a step,
 * (max − min) / (2^bits − 1) / 2. The codes are not changed. Taught in lesson 05.
 *
 * @param codes `[examples, latentDim]`
 * @param bits bits a number, 1 to 16
 * @throws RangeError for bits outside 1 … 16.
 */
export function quantise(codes: tf.Tensor2D, bits: number): QuantisedCodes {
  checkFinite('quantise', codes);
  if (!Number.isInteger(bits) || bits < 1 || bits > 16)
    throw new RangeError(`quantise: bits must be a whole number from 1 to 16, got ${bits}`);
  const rounded = tf.tidy(() => {
    const least = codes.min(0);
    const step = codes
      .max(0)
      .sub(least)
      .div(2 ** bits - 1)
      .maximum(1e-12);
    return tf.add<tf.Tensor2D>(tf.round(codes.sub(least).div(step)).mul(step), least);
  });
  return { codes: rounded, bitsPerExample: bits * codes.shape[1] };
}
