import { byteRows, currentDevice, filledTensor, isLent, lentTensor } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { sizeOf } from '../checks/shapes.js';
import { type KeptValues, readFloats } from './kept-bytes.js';

/** Values, or class numbers. */
export type TensorValues = KeptValues | Int32Array;

/** The values as a tensor of its own. */
export function copiedTensor(values: TensorValues, shape: number[]): tf.Tensor {
  if (!(values instanceof Uint8Array))
    return tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32');
  return filledTensor(shape, (piece, start) => readFloats(values, start, piece));
}

/** The values as a tensor for a while in which nobody writes into them: over their own memory, where that can be. */
export function borrowedTensor(values: TensorValues, shape: number[]): tf.Tensor {
  if (!(values instanceof Float32Array) || !isShared(values)) return copiedTensor(values, shape);
  return tf.tidy(() => tf.reshape(lentTensor(values), shape));
}

/** The same as data of a compiled loop, which reads bytes as they are. */
export function loopTensor(values: TensorValues, [count = 0, ...shape]: number[]): tf.Tensor {
  if (values instanceof Uint8Array && isShared(values) && sizeOf(shape) % 4 === 0)
    return byteRows(values, shape);
  return borrowedTensor(values, [count, ...shape]);
}

/** What a tensor for a compiled loop takes besides the values themselves, in bytes. */
export function copiedBytes(values: TensorValues, size: number): number {
  return isShared(values) && (values instanceof Float32Array || size % 4 === 0) ? 0 : 4 * values.length;
}

/** Whether TensorFlow reads the values where they lie. */
function isShared(values: TensorValues): boolean {
  return isLent(values) && !currentDevice().includes('GPU');
}
