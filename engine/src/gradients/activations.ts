import * as tf from '@tensorflow/tfjs';
import type { Backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { engine } from '../engine-state.js';
import { input } from '../kernels/replace-kernel.js';

type Derivative = 'ReluGrad' | 'SigmoidGrad' | 'TanhGrad';

/**
 * TensorFlow's kernels for derivatives of activations: one op where tfjs takes three. `value` is the activation's output
 * (of ReLU, also its input does).
 */
interface ActivationGradient {
  /** tfjs's kernel. */
  readonly kernel: string;
  /** TensorFlow's op for its derivative, and in which order it takes its inputs. */
  readonly op: Derivative;
  readonly order: readonly ['value' | 'dy', 'value' | 'dy'];
  /** The derivative of the op in `value`, given what arrives from above. */
  readonly inValue: (value: tf.Tensor, dy: tf.Tensor, above: tf.Tensor) => tf.Tensor;
}

const activationGradients: readonly ActivationGradient[] = [
  { kernel: tf.Relu, op: 'ReluGrad', order: ['dy', 'value'], inValue: (value) => tf.zerosLike(value) },
  {
    kernel: tf.Sigmoid,
    op: 'SigmoidGrad',
    order: ['value', 'dy'],
    inValue: (value, dy, above) => tf.mul(tf.mul(dy, above), tf.sub(1, tf.mul(value, 2))),
  },
  {
    kernel: tf.Tanh,
    op: 'TanhGrad',
    order: ['value', 'dy'],
    inValue: (value, dy, above) => tf.mul(tf.mul(dy, above), tf.mul(value, -2)),
  },
];

/** Makes tfjs use these kernels on the backend `tensorflow`; derivatives of any order stay right. */
export function installActivationGradients(): void {
  for (const gradient of activationGradients) {
    registerKernelOf(gradient);
    registerDerivativeOf(gradient);
    replaceGradient(gradient);
  }
}

/** dy · f′, with f′ told by the activation's value. */
export function activationGradient(op: Derivative, value: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  // The kernel registered below returns one tensor.
  return tf.engine().runKernel(op, { value, dy }) as tf.Tensor;
}

function registerKernelOf({ op, order }: ActivationGradient): void {
  tf.registerKernel({
    kernelName: op,
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      const operands = order.map((name) => input(call, name));
      // The kernel is registered for this backend only.
      return (call.backend as Backend).executeSingleOutput(op, [attr.type('T', DType.float32)], operands);
    },
  });
}

function registerDerivativeOf({ op, inValue }: ActivationGradient): void {
  tf.registerGradient({
    kernelName: op,
    inputsToSave: ['value', 'dy'],
    gradFunc: (above, [value, dy]) => {
      if (value === undefined || dy === undefined || Array.isArray(above))
        throw new Error(`${op}: nothing saved`);
      return {
        value: () => inValue(value, dy, above),
        dy: () => activationGradient(op, value, above),
      };
    },
  });
}

function replaceGradient({ kernel, op }: ActivationGradient): void {
  const old = tf.getGradient(kernel);
  tf.unregisterGradient(kernel);
  tf.registerGradient({
    kernelName: kernel,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) => {
      const [x, y] = saved;
      if (x === undefined || y === undefined || Array.isArray(dy))
        throw new Error(`${kernel}: nothing saved`);
      // tfjs loses the way from a saved output to x, which second derivatives need: so there y is computed again.
      const value = engine().isTapeOn() ? recompute(kernel, x) : y;
      if (tf.getBackend() === 'tensorflow') return { x: () => activationGradient(op, value, dy) };
      return old.gradFunc(dy, old.inputsToSave === undefined ? [value] : [x], attributes);
    },
  });
}

function recompute(kernel: string, x: tf.Tensor): tf.Tensor {
  // An activation's kernel returns one tensor.
  return tf.engine().runKernel(kernel, { x }) as tf.Tensor;
}
