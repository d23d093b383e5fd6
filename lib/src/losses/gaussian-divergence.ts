import * as tf from '@tensorflow/tfjs';
import { meanOverExamples } from './reconstruction.js';

/**
 * KL(N(μ, σ²) ‖ N(0, 1)) = −½ Σ (1 + log σ² − μ² − σ²), summed over the latent dimensions (Kingma & Welling
 * 2014, appendix B; a sign is often misprinted).
 * @param mean μ, `[examples, latentDim]`.
 * @param logVariance log σ², of the same shape.
 * @returns nats per example: mean over examples, never negative. Taught in lesson 15.
 */
export function klToStandardNormal(mean: tf.Tensor, logVariance: tf.Tensor): tf.Scalar {
  return meanOverExamples(klTerms(mean, logVariance));
}

/**
 * The terms of `klToStandardNormal`, one for each example and latent dimension: which dimensions are used?
 */
export function klTerms(mean: tf.Tensor, logVariance: tf.Tensor): tf.Tensor {
  return logVariance.add(1).sub(mean.square()).sub(logVariance.exp()).mul(-0.5);
}

/**
 * log N(x; μ, σ²) of diagonal Gaussians, summed over the last axis: −½ Σ [log 2π + log σ² + (x − μ)²/σ²].
 * @returns nats, of the shape without the last axis.
 */
export function logNormalDensity(x: tf.Tensor, mean: tf.Tensor, logVariance: tf.Tensor): tf.Tensor {
  const scaled = tf.squaredDifference(x, mean).mul(logVariance.neg().exp());
  return scaled
    .add(logVariance)
    .add(Math.log(2 * Math.PI))
    .sum(-1)
    .mul(-0.5);
}
