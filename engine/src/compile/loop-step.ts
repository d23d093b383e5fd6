import type * as tf from '@tensorflow/tfjs';

/** A step of a loop: takes the examples of its batch, returns a scalar. */
export type LoopStep = (...batch: tf.Tensor[]) => tf.Scalar;
