import * as tf from '@tensorflow/tfjs';
import { engine } from '../engine-state.js';

/** tfjs's kernels whose gradient uses their output only, and the name of their input. */
const kernels = { [tf.Exp]: 'x', [tf.Elu]: 'x', [tf.Softmax]: 'logits', [tf.LogSoftmax]: 'logits' } as const;

/**
 * Makes gradients of gradients right for `exp`, `elu`, `softmax` and `logSoftmax`. tfjs saves the output of these for the
 * backward pass, and loses the way from what it saved to the input; so where a second gradient is being computed, the
 * output is computed again from the input.
 */
export function installSecondDerivatives(): void {
  for (const [kernel, name] of Object.entries(kernels)) replaceGradient(kernel, name);
  registerDerivativeOfEluGrad();
}

function replaceGradient(kernel: string, name: string): void {
  const old = tf.getGradient(kernel);
  tf.unregisterGradient(kernel);
  tf.registerGradient({
    kernelName: kernel,
    inputsToSave: [name],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attributes) => {
      if (x === undefined || y === undefined) throw new Error(`${kernel}: nothing saved`);
      // These kernels return one tensor.
      const again = (): tf.Tensor => tf.engine().runKernel(kernel, { [name]: x }, attributes) as tf.Tensor;
      return old.gradFunc(dy, [engine().isTapeOn() ? again() : y], attributes);
    },
  });
}

/** EluGrad is dy where y > 0 and dy·(y + 1) elsewhere. */
function registerDerivativeOfEluGrad(): void {
  tf.registerGradient({
    kernelName: tf.EluGrad,
    inputsToSave: ['dy', 'y'],
    gradFunc: (above, [dy, y]) => {
      if (dy === undefined || y === undefined || Array.isArray(above))
        throw new Error('EluGrad: nothing saved');
      const slope = (): tf.Tensor => tf.where(tf.greater(y, 0), tf.onesLike(y), tf.add(y, 1));
      const curvature = (): tf.Tensor => tf.where(tf.greater(y, 0), tf.zerosLike(y), dy);
      return { dy: () => tf.mul(above, slope()), y: () => tf.mul(above, curvature()) };
    },
  });
}
