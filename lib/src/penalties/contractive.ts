import * as tf from '@tensorflow/tfjs';
import type { Penalty } from '../losses/penalty.js';
import { meanOverExamples } from '../losses/reconstruction.js';
import { strength } from './strength.js';

/**
 * ‖J‖² of a one-layer sigmoid encoder h = σ(x W + b), in closed form: ∂h_j/∂x_i = h_j (1 − h_j) W_ij, so
 * ‖J‖² = Σ_j (h_j (1 − h_j))² Σ_i W_ij² (Rifai et al. 2011, eq. 7).
 * @param code h, `[examples, units]` in (0, 1).
 * @param kernel W, `[inputs, units]`.
 * @returns sum over all derivatives, mean over examples. Taught in lesson 12.
 */
export function sigmoidJacobianNorm(code: tf.Tensor, kernel: tf.Tensor): tf.Scalar {
  const slopes = code.mul(tf.sub(1, code));
  const columns = kernel.square().sum(0);
  return meanOverExamples(slopes.square().mul(columns));
}

/**
 * ‖J‖² = Σ_ji (∂h_j/∂x_i)² of any encoder that treats each example by itself, by automatic differentiation:
 * one reverse pass for each code unit. It can itself be differentiated.
 * @param encode f, from `[examples, …]` to `[examples, units]`.
 * @returns sum over all derivatives, mean over examples. Taught in lesson 12.
 */
export function jacobianNorm(encode: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, units: number): tf.Scalar {
  const rows = Array.from({ length: units }, (_, j) => {
    const unit = tf.tensor1d([j], 'int32');
    const derivative = tf.grad((input: tf.Tensor) => tf.gather(encode(input), unit, 1).sum());
    return meanOverExamples(derivative(x).square());
  });
  return tf.addN(rows).asScalar();
}

/**
 * The contractive penalty λ‖J‖² for a code layer of sigmoids directly on the input, in closed form (Rifai et
 * al. 2011). Like L1 it can be cheated by scale: tie the weights. Taught in lesson 12.
 * @throws RangeError in the step when the encoder has more than one layer; use `contractiveByAutodiff` there.
 */
export function contractive(lambda: number): Penalty {
  strength('contractive', lambda);
  return {
    name: 'contraction',
    value: ({ x, code, kernels }) => {
      const [kernel] = kernels;
      const [, inputs = 0] = x.shape;
      if (kernel?.shape.join() !== [inputs, code.shape[1]].join())
        throw new RangeError(
          `contractive: the first weights are [${kernel?.shape}], expected [${inputs}, ${code.shape[1]}]: ` +
            'the closed form is for one sigmoid layer; use contractiveByAutodiff for other encoders',
        );
      return sigmoidJacobianNorm(code, kernel).mul(lambda);
    },
  };
}

/** The contractive penalty λ‖J‖² for any encoder; costs one reverse pass for each code unit. */
export function contractiveByAutodiff(lambda: number): Penalty {
  strength('contractiveByAutodiff', lambda);
  return {
    name: 'contraction',
    value: ({ x, code, encode }) => jacobianNorm(encode, x, code.shape[1] ?? 1).mul(lambda),
  };
}
