import * as tf from '@tensorflow/tfjs';

/**
 * The key of one training step's random numbers: it depends on the run's seed and the step's number alone.
 */
export function stepKey(seed: number, step: number): tf.Tensor1D {
  return tf.tensor1d([seed | 0, step | 0], 'int32');
}
