import type * as tf from '@tensorflow/tfjs';

/** A step of a loop: takes the examples of its batch, then its rows of the inputs; returns the loss, or its parts. */
export type LoopStep = (...batchAndInputs: tf.Tensor[]) => tf.Tensor;

/** Who runs a call. */
export type Runner = 'executor' | 'xla';
