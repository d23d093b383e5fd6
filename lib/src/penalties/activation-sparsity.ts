import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import type { Penalty } from '../losses/penalty.js';
import { meanOverExamples } from '../losses/reconstruction.js';
import { strength } from './strength.js';

/**
 * λ Σ_j |h_j|, sum over the code, mean over examples. Beware: with untied weights W → W/s, W* → s W* removes
 * it at no cost; tie or normalise the weights. Taught in lesson 10.
 */
export function activationL1(lambda: number): Penalty {
  strength('activationL1', lambda);
  return { name: 'l1', value: ({ code }) => meanOverExamples(code.abs()).mul(lambda) };
}

/**
 * Σ_j KL(ρ‖ρ̂_j), ρ̂_j the mean activation of code unit j over the examples of the batch, and KL = ρ
 * log(ρ/ρ̂) + (1 − ρ) log((1 − ρ)/(1 − ρ̂)): a sum over *hidden* units (Ng 2011, CS294A notes). Activations
 * must lie in [0, 1]; ρ̂ is kept 1e-7 away from both ends.
 * @param code `[examples, units]` in [0, 1].
 * @param rho wanted mean activation, in (0, 1).
 * @returns nats, 0 when all ρ̂_j are ρ.
 */
export function sparsityDivergence(code: tf.Tensor, rho: number): tf.Scalar {
  if (!(rho > 0 && rho < 1)) throw new RangeError(`sparsityDivergence: rho must lie in (0, 1), got ${rho}`);
  const mean = code.mean(0).clipByValue(1e-7, 1 - 1e-7);
  const on = tf.sub(Math.log(rho), mean.log()).mul(rho);
  const off = tf.sub(Math.log(1 - rho), tf.sub(1, mean).log()).mul(1 - rho);
  return on.add(off).sum();
}

/**
 * The sparsity penalty λ Σ_j KL(ρ‖ρ̂_j) on a sigmoid code. UFLDL's β = 3 beside ½‖·‖² is λ = 6 in this book's
 * unit. Taught in lesson 10.
 */
export function klSparsity(options: { readonly rho: number; readonly lambda: number }): Penalty {
  checkOptions('klSparsity', options, { rho: true, lambda: true });
  const { rho, lambda } = options;
  strength('klSparsity', lambda);
  if (!(rho > 0 && rho < 1)) throw new RangeError(`klSparsity: rho must lie in (0, 1), got ${rho}`);
  return { name: 'sparsity', value: ({ code }) => sparsityDivergence(code, rho).mul(lambda) };
}
