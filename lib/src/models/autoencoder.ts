import type * as tf from '@tensorflow/tfjs';
import type { LossContext, ReconstructionParts, Trainable } from '../losses/trainable.js';

/**
 * An autoencoder: an encoder f and a decoder g, trained so that g(f(x)) is near x; the code f(x) is what one
 * wants. All take and give tensors `[examples, …]`; the caller disposes what it gets. Taught from lesson 04
 * on.
 */
export interface Autoencoder extends Trainable {
  /** Shape of one code, e.g. `[32]`. */
  readonly codeShape: readonly number[];
  /** Numbers in a code: the product of `codeShape`. */
  readonly latentDim: number;
  /** h = f(x): codes `[examples, …codeShape]`. */
  encode(x: tf.Tensor): tf.Tensor;
  /** x̂ = g(h): reconstructions `[examples, …inputShape]`. */
  decode(code: tf.Tensor): tf.Tensor;
  /** g(f(x)) of examples, without noise: decode(encode(x)). */
  reconstruct(x: tf.Tensor): tf.Tensor;
  /** The loss of a batch in its parts. */
  loss(x: tf.Tensor, context?: LossContext): ReconstructionParts;
  /** Writes the model to a file, for `loadModel`. */
  save(path: string): void;
  /** Frees its variables. */
  dispose(): void;
}
