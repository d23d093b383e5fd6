import * as tf from '@tensorflow/tfjs';
import { singularValues } from '../numerics/linear-algebra.js';

/** A function that treats each example by itself, such as an encoder: `[examples, inputs]` to `[examples, outputs]`. */
export type Encoding = (x: tf.Tensor) => tf.Tensor;

/**
 * The Jacobian of an encoder at each example, by automatic differentiation: one reverse pass an output.
 * @param x `[examples, inputs]`.
 * @returns J, `[examples, outputs, inputs]`, J_ji = ∂h_j / ∂x_i. Taught in lesson 12.
 */
export function jacobian(encode: Encoding, x: tf.Tensor2D): tf.Tensor3D {
  return tf.tidy(() => {
    const outputs = encode(x).shape[1] ?? 1;
    const rows = Array.from({ length: outputs }, (_, j) => {
      const unit = (input: tf.Tensor) => tf.sum(tf.slice(encode(input), [0, j], [-1, 1]));
      return tf.grad(unit)(x);
    });
    // Stacked matrices [examples, inputs] have rank 3.
    return tf.stack(rows, 1) as tf.Tensor3D;
  });
}

/** ‖J‖² = Σ_ji (∂h_j / ∂x_i)² at each example, `[examples]`; their mean is the contractive penalty. */
export function jacobianNorms(encode: Encoding, x: tf.Tensor2D): Float32Array {
  const norms = tf.tidy(() => tf.sum(tf.square(jacobian(encode, x)), [1, 2]));
  const values = norms.dataSync<'float32'>();
  norms.dispose();
  return values;
}

/**
 * Singular values of the Jacobian at each example, greatest first, `[examples, min(outputs, inputs)]`: how many
 * directions a code still feels. Few large ones mean a code that is flat but along the data (Rifai et al. 2011,
 * section 5.3). Taught in lesson 12.
 */
export function jacobianSpectrum(encode: Encoding, x: tf.Tensor2D): tf.Tensor2D {
  // The singular values of a batch of matrices are a matrix.
  return tf.tidy(() => singularValues(jacobian(encode, x)) as tf.Tensor2D);
}
