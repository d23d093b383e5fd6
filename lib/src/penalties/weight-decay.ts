import * as tf from '@tensorflow/tfjs';
import type { Penalty } from '../losses/penalty.js';
import { strength } from './strength.js';

/** Σ w² over all given arrays. */
export function squaredNorm(weights: readonly tf.Tensor[]): tf.Scalar {
  return tf.addN(weights.map((weight) => weight.square().sum())).asScalar();
}

/**
 * Weight decay λ Σ w² over all weight matrices and filters, biases left out: the negative log of a Gaussian
 * prior on the weights, up to a constant (MAP). λ counts in the loss's unit (per example, summed over
 * features). UFLDL's (λ/2) Σ w² beside ½‖·‖² is the same λ here. Taught in lesson 09.
 * @throws RangeError when λ is negative or no number.
 */
export function weightDecay(lambda: number): Penalty {
  strength('weightDecay', lambda);
  return { name: 'decay', value: ({ kernels }) => squaredNorm(kernels).mul(lambda) };
}
