import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { type Examples, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';

/** When a unit counts as on, or as saturated. */
export interface ActivityOptions {
  /** A unit is on for an example when |h| exceeds this. Default 1e-3. */
  readonly threshold?: number;
  /** A sigmoid unit is saturated when h is nearer than this to 0 or 1. Default 0.05. */
  readonly margin?: number;
}

/** How much the units of a code are used. */
export interface Activity {
  /** Mean of h_j over the examples, `[units]`: the ρ̂_j of lesson 10. */
  readonly meanActivation: Float32Array;
  /** Share of the examples for which each unit is on, `[units]`. */
  readonly onShare: Float32Array;
  /** Share of units that are on, mean over examples: 1 − sparsity. */
  readonly meanOnShare: number;
  /** Units that are on for no example. */
  readonly deadUnits: number;
  /** Share of all activations within `margin` of 0 or 1; meaningful for sigmoids. */
  readonly saturatedShare: number;
}

/** Sparsity, dead units and saturation of codes `[examples, units]`. Taught in lesson 10. */
export function activity(codes: Examples, options: ActivityOptions = {}): Activity {
  checkOptions('activity', options, { threshold: true, margin: true });
  checkFinite('activity', codes);
  const { threshold = 1e-3, margin = 0.05 } = options;
  const { mean, on, saturated } = tf.tidy(() => {
    const h = toMatrix(codes);
    const isOn = tf.cast(tf.greater(tf.abs(h), threshold), 'float32');
    const nearEnd = tf.logicalOr(tf.less(tf.abs(h), margin), tf.less(tf.abs(tf.sub(1, h)), margin));
    return { mean: tf.mean(h, 0), on: tf.mean(isOn, 0), saturated: tf.mean(tf.cast(nearEnd, 'float32')) };
  });
  const onShare = on.dataSync<'float32'>();
  const result = {
    meanActivation: mean.dataSync<'float32'>(),
    onShare,
    meanOnShare: onShare.reduce((sum, share) => sum + share, 0) / onShare.length,
    deadUnits: onShare.reduce((count, share) => count + (share === 0 ? 1 : 0), 0),
    saturatedShare: saturated.dataSync()[0] ?? Number.NaN,
  };
  tf.dispose([mean, on, saturated]);
  return result;
}

/**
 * Active units of a variational code: those whose mean moves with the input, Var_x(E[z_j | x]) > 0.01 (Burda et al.
 * 2016, section 5.2, variance over examples divided by n). The others have collapsed to the prior. Lesson 15.
 * @param means E[z | x], `[examples, units]`.
 * @returns the variance of each unit, and how many exceed the threshold.
 */
export function activeUnits(means: Examples, threshold = 0.01): { count: number; variances: Float32Array } {
  checkFinite('activeUnits', means);
  const variance = tf.tidy(() => tf.moments(toMatrix(means), 0).variance);
  const variances = variance.dataSync<'float32'>();
  variance.dispose();
  return { count: variances.reduce((sum, each) => sum + (each > threshold ? 1 : 0), 0), variances };
}
