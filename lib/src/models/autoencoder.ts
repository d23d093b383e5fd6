import type * as tf from '@tensorflow/tfjs';
import type { LossContext, ReconstructionParts, Trainable } from '../training/trainable.js';

/**
 * An autoencoder: an encoder f and a decoder g, trained so that g(f(x)) is near x; the code f(x) is what one
 * wants. All take and give tensors `[examples, …]`; the caller disposes what it gets. Taught from lesson 04
 * on.
 */
export interface Autoencoder extends Trainable {
  /** Shape of one code, e.g. `[32]`. */
  readonly codeShape: readonly number[];
  /** h = f(x): codes `[examples, …codeShape]`. */
  encode(x: tf.Tensor): tf.Tensor;
  /** x̂ = g(h): reconstructions `[examples, …inputShape]`. */
  decode(code: tf.Tensor): tf.Tensor;
  /** g(f(x)), without noise. */
  reconstruct(x: tf.Tensor): tf.Tensor;
  /** The loss of a batch in its parts. */
  loss(x: tf.Tensor, context?: LossContext): ReconstructionParts;
  /** Writes the model to a file, for `loadModel`. */
  save(path: string): void;
  /** Frees its variables. */
  dispose(): void;
}

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

/** Noise on the input of a denoising autoencoder. */
export interface Corruption {
  /** Names it in figures and errors. */
  readonly name: string;
  /** The corrupted x̃ of the same shape; equal keys give equal noise. */
  corrupt(x: tf.Tensor, key: tf.Tensor): tf.Tensor;
}
