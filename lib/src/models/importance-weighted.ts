import * as tf from '@tensorflow/tfjs';
import { checkOptions, checkSeed } from '../checks/options.js';
import { inShape } from '../checks/shapes.js';
import { logNormalDensity } from '../losses/gaussian-divergence.js';
import { reparameterised, type VariationalAutoencoder } from './variational.js';

/** How the bound is estimated. */
export interface BoundOptions {
  /** Draws k of z for each example. Default 50. */
  readonly samples?: number;
  /** Seed of the draws. Default 0. */
  readonly seed?: number;
}

/**
 * The importance-weighted bound log (1/k) Σᵢ p(x|zᵢ) p(zᵢ) / q(zᵢ|x) ≤ log p(x), zᵢ ~ q(z|x) (Burda et al.
 * 2016, eq. 8): the ELBO for k = 1, and closer to log p(x) the larger k. A likelihood only where x is what
 * p(x|z) is about: bits for Bernoulli.
 * @param x `[examples, …]`.
 * @returns nats, mean over examples (a bound from below: larger is better). Taught in lesson 15.
 * @throws RangeError when samples is not a whole number ≥ 1.
 */
export function importanceWeightedBound(
  model: VariationalAutoencoder,
  x: tf.Tensor,
  options: BoundOptions = {},
): number {
  const bounds = boundsOf('importanceWeightedBound', model, x, options);
  return bounds.reduce((sum, bound) => sum + bound, 0) / bounds.length;
}

/**
 * `importanceWeightedBound` of each example, `[examples]`: their spread gives the standard error of the mean. Taught
 * in lesson 15.
 * @param x `[examples, …]`.
 * @throws RangeError when samples is not a whole number ≥ 1.
 */
export function importanceWeightedBounds(
  model: VariationalAutoencoder,
  x: tf.Tensor,
  options: BoundOptions = {},
): Float32Array {
  return boundsOf('importanceWeightedBounds', model, x, options);
}

/** Examples at a time. */
const atATime = 100;

function boundsOf(
  caller: string,
  model: VariationalAutoencoder,
  x: tf.Tensor,
  options: BoundOptions,
): Float32Array {
  checkOptions(caller, options, { samples: true, seed: true });
  const { samples = 50, seed = 0 } = options;
  checkSeed(caller, seed);
  if (!Number.isInteger(samples) || samples < 1)
    throw new RangeError(`${caller}: samples must be a whole number ≥ 1, got ${samples}`);
  const shaped = inShape(caller, x, model.inputShape);
  const [examples = 0] = shaped.shape;
  const found = new Float32Array(examples);
  for (let start = 0; start < examples; start += atATime) {
    const size = Math.min(atATime, examples - start);
    const some = tf.tidy(() =>
      bounds(model, tf.slice(shaped, [start], [size]), samples, seed + start).dataSync(),
    );
    found.set(some, start);
  }
  if (shaped !== x) shaped.dispose();
  return found;
}

/** log (1/k) Σ w of each example: `[examples]`. */
function bounds(model: VariationalAutoencoder, x: tf.Tensor, samples: number, seed: number): tf.Tensor {
  const posterior = model.posterior(x);
  const weights: tf.Tensor[] = [];
  for (let i = 0; i < samples; i++)
    weights.push(tf.tidy(() => logWeight(model, x, posterior, tf.tensor1d([seed, i], 'int32'))));
  return tf.logSumExp(tf.stack(weights, 1), 1).sub(Math.log(samples));
}

type Posterior = ReturnType<VariationalAutoencoder['posterior']>;

function logWeight(
  model: VariationalAutoencoder,
  x: tf.Tensor,
  posterior: Posterior,
  key: tf.Tensor,
): tf.Tensor {
  const z = reparameterised(posterior, key);
  const prior = logNormalDensity(z, tf.zerosLike(z), tf.zerosLike(z));
  const proposal = logNormalDensity(z, posterior.mean, posterior.logVariance);
  return model.logLikelihood(x, z).add(prior).sub(proposal);
}
