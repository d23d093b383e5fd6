import type * as tf from '@tensorflow/tfjs';

/** A penalty on codes or weights, added to the reconstruction error. */
export interface Penalty {
  /** Names its part of the loss. */
  readonly name: string;
  /** The weighted penalty of a batch, as a scalar. */
  value(at: PenaltyInput): tf.Scalar;
}

/** What a penalty may look at. */
export interface PenaltyInput {
  /** The encoder's input: corrupted where there is a corruption. */
  readonly x: tf.Tensor;
  readonly code: tf.Tensor;
  /** f itself, for penalties on its derivative. */
  readonly encode: (x: tf.Tensor) => tf.Tensor;
  /** The weight matrices and filters, without biases. */
  readonly kernels: readonly tf.Tensor[];
}
