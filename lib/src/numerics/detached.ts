import * as tf from '@tensorflow/tfjs';

/**
 * The result of `f(x)` as a constant to gradients: nothing flows back through it. What `f` computes is not
 * recorded, so it costs no memory in the backward pass.
 */
export function detached<T extends tf.Tensor>(x: tf.Tensor, f: (x: tf.Tensor) => T): T {
  const { shape } = x;
  const constant = tf.customGrad((input) => ({
    // customGrad hands over the one tensor it was given, and types it as a union.
    value: f(input as tf.Tensor),
    gradFunc: () => [tf.zeros(shape)],
  }));
  // customGrad returns what `f` returned, of an open type.
  return constant(x) as T;
}
