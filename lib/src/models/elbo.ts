import * as tf from '@tensorflow/tfjs';
import { checkOptions, checkSeed } from '../checks/options.js';
import { inShape } from '../checks/shapes.js';
import { type Examples, forEachBatch } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { klTerms } from '../losses/gaussian-divergence.js';
import { reparameterised, type VariationalAutoencoder } from './variational.js';

/** How the expectation over q(z|x) is estimated. */
export interface ElboOptions {
  /** Draws of z for each example. Default 1. */
  readonly samples?: number;
  /** Seed of the draws. Default 0. */
  readonly seed?: number;
}

/** The ELBO of each example in its parts, `[examples]` each, in nats: `elbo` = −`reconstruction` − `kl`. */
export interface Elbos {
  readonly elbo: Float32Array;
  /** −E_q[log p(x|z)], estimated. */
  readonly reconstruction: Float32Array;
  /** KL(q(z|x) ‖ N(0, 1)), exact. */
  readonly kl: Float32Array;
}

/** Examples at a time. */
const rows = 500;

/**
 * The evidence lower bound E_q[log p(x|z)] − KL(q(z|x) ‖ N(0, 1)) of each example (Kingma & Welling 2014, eq. 3), with β
 * = 1 whatever the model was trained with: a score for anomalies, or a mean with its standard error. Taught in
 * lesson 15.
 * @param data `[examples, …]`.
 * @throws RangeError when samples is not a whole number ≥ 1, or the data do not fit the model.
 */
export function elboOfEach(model: VariationalAutoencoder, data: Examples, options: ElboOptions = {}): Elbos {
  checkOptions('elboOfEach', options, { samples: true, seed: true });
  const { samples = 1, seed = 0 } = options;
  checkSeed('elboOfEach', seed);
  if (!Number.isInteger(samples) || samples < 1)
    throw new RangeError(`elboOfEach: samples must be a whole number ≥ 1, got ${samples}`);
  checkFinite('elboOfEach', data);
  const parts: Record<keyof Elbos, number[]> = { elbo: [], reconstruction: [], kl: [] };
  forEachBatch(data, rows, (batch, start) =>
    tf.tidy(() => {
      const x = inShape('elboOfEach', batch, model.inputShape);
      const posterior = model.posterior(x);
      const draws = Array.from({ length: samples }, (_, i) => {
        const key = tf.tensor1d([seed + start, i], 'int32');
        return model.logLikelihood(x, reparameterised(posterior, key));
      });
      const reconstruction = tf.stack(draws).mean(0).neg();
      const kl = klTerms(posterior.mean, posterior.logVariance).sum(1);
      parts.reconstruction.push(...reconstruction.dataSync());
      parts.kl.push(...kl.dataSync());
      parts.elbo.push(...reconstruction.add(kl).neg().dataSync());
    }),
  );
  const { elbo, reconstruction, kl } = parts;
  return {
    elbo: Float32Array.from(elbo),
    reconstruction: Float32Array.from(reconstruction),
    kl: Float32Array.from(kl),
  };
}

/**
 * KL(q(z_j|x) ‖ N(0, 1)) of each latent dimension, mean over the examples, `[latentDim]`, in nats: what each number
 * of the code tells of x. A dimension near 0 has collapsed to the prior, and the decoder ignores it. Taught in
 * lesson 15.
 * @param data `[examples, …]`.
 * @throws RangeError when the data do not fit the model.
 */
export function klPerUnit(model: VariationalAutoencoder, data: Examples): Float32Array {
  checkFinite('klPerUnit', data);
  const sums = new Float64Array(model.latentDim);
  let examples = 0;
  forEachBatch(data, rows, (batch) => {
    const batchSums = tf.tidy(() => {
      const { mean, logVariance } = model.posterior(inShape('klPerUnit', batch, model.inputShape));
      return klTerms(mean, logVariance).sum(0).dataSync();
    });
    for (const [j, sum] of batchSums.entries()) sums[j] = (sums[j] ?? 0) + sum;
    examples += batch.shape[0];
  });
  return Float32Array.from(sums, (sum) => sum / examples);
}
