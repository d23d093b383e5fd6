import * as tf from '@tensorflow/tfjs';

/**
 * The key of one training step's random numbers: it depends on the run's seed and the step's number alone.
 */
export function stepKey(seed: number, step: number): tf.Tensor1D {
  return tf.tensor1d([seed | 0, step | 0], 'int32');
}

/** The keys of so many steps, from `step` on, `[count, 2]`: see {@link stepKey}. */
export function stepKeys(seed: number, step: number, count: number): tf.Tensor2D {
  const keys = Array.from({ length: count }, (_, i) => [seed | 0, (step + i) | 0]);
  return tf.tensor2d(keys.flat(), [count, 2], 'int32');
}
