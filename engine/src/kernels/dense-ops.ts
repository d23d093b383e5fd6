import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

const float = attr.type('T', DType.float32);

/**
 * Lets dense and convolutional layers use TensorFlow's ops for them, which its executor fuses and runs faster than the
 * general ones tfjs-node takes: `MatMul` for matrices, `BiasAdd` for a vector added to every row.
 */
export function installDenseOps(): void {
  replaceKernel(tf.BatchMatMul, (old) => (call) => matMul(call) ?? old(call));
  replaceKernel(tf.Add, (old) => (call) => biasAdd(call) ?? old(call));
}

function matMul(call: KernelCall): tf.Tensor | undefined {
  const a = input(call, 'a');
  const b = input(call, 'b');
  if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== 'float32' || b.dtype !== 'float32')
    return undefined;
  const attributes = [
    attr.bool('transpose_a', Boolean(call.attrs?.transposeA)),
    attr.bool('transpose_b', Boolean(call.attrs?.transposeB)),
    float,
  ];
  return backend.executeSingleOutput('MatMul', attributes, [a, b]);
}

function biasAdd(call: KernelCall): tf.Tensor | undefined {
  const x = input(call, 'a');
  const bias = input(call, 'b');
  const isBias = x.shape.length >= 2 && bias.shape.length === 1 && x.shape.at(-1) === bias.shape[0];
  if (!isBias || x.dtype !== 'float32' || bias.dtype !== 'float32') return undefined;
  return backend.executeSingleOutput('BiasAdd', [float, attr.string('data_format', 'NHWC')], [x, bias]);
}
