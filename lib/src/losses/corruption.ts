import type * as tf from '@tensorflow/tfjs';

/** Noise on the input of a denoising autoencoder. */
export interface Corruption {
  /** Names it in figures and errors. */
  readonly name: string;
  /** The corrupted x̃ of the same shape; equal keys give equal noise. */
  corrupt(x: tf.Tensor, key: tf.Tensor): tf.Tensor;
}
