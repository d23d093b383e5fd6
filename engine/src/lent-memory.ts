import { markAsUntransferable } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs';
import { backend } from './backend.js';
import { allocate } from './binding/allocate.js';
import { DType } from './binding/dtypes.js';
import { registerHandle } from './binding/registry.js';
import { newHandle } from './native/eager.js';
import { type Pointer, viewOf } from './native/libc.js';
import { check, status } from './native/status.js';
import { deleteTensor, tensorData } from './native/tensor.js';

/** The `TF_Tensor` that each buffer lies in. */
const tensors = new WeakMap<ArrayBufferLike, Pointer>();
/** TensorFlow counts who holds the memory: it lives as long as the buffer or a tensor made of it. */
const forgotten = new FinalizationRegistry<Pointer>(deleteTensor);

/**
 * A new array in TensorFlow's memory, its numbers not yet set: {@link lentTensor} makes a tensor of it without a copy. For data
 * sets, which would else lie in memory twice. Its buffer cannot be transferred to another thread.
 *
 * @throws TensorFlowError (code 8) when there is no memory for it.
 */
export function lentArray(length: number): Float32Array {
  return new Float32Array(lentBuffer(length, DType.float32));
}

/**
 * As {@link lentArray}, for bytes: a loop's data ({@link byteRows}) in a quarter of the memory.
 *
 * @throws RangeError for a length that is no multiple of 4; TensorFlowError (code 8) when there is no memory for it.
 */
export function lentBytes(length: number): Uint8Array {
  if (!Number.isInteger(length / 4))
    throw new RangeError(`lentBytes: expected a multiple of 4 bytes, got ${length}`);
  return new Uint8Array(lentBuffer(length / 4, DType.int32));
}

/** Memory for so many numbers of four bytes each. */
function lentBuffer(length: number, dtype: number): ArrayBuffer {
  const bytes = 4 * length;
  const tensor = allocate([length], dtype, bytes);
  const data = tensorData(tensor);
  if (bytes === 0 || data === null) {
    deleteTensor(tensor);
    return new ArrayBuffer(bytes);
  }
  const buffer = viewOf(data, bytes);
  tensors.set(buffer, tensor);
  forgotten.register(buffer, tensor);
  markAsUntransferable(buffer);
  return buffer;
}

/** Parts of memory that TensorFlow takes as they are begin and end at multiples of so many bytes. */
const alignment = 64;

/** Whether {@link lentTensor} takes an array as it is: one of {@link lentArray}, or an aligned part of one. */
export function isLent({ buffer, byteOffset, byteLength }: ArrayBufferView): boolean {
  if (!tensors.has(buffer)) return false;
  return byteLength === buffer.byteLength || (byteOffset % alignment === 0 && byteLength % alignment === 0);
}

/**
 * An array's numbers as a tensor `[numbers]` over the same memory: who writes into the array changes the tensor. The caller
 * disposes it. Of bytes each four are one number, int32.
 *
 * @throws Error for an array that is not lent ({@link isLent}).
 */
export function lentTensor(values: Float32Array | Uint8Array): tf.Tensor1D {
  const tensor = isLent(values) ? tensors.get(values.buffer) : undefined;
  if (tensor === undefined)
    throw new Error(
      'lentTensor: expected an array made by lentArray, or a part of one at multiples of 64 bytes',
    );
  const handle = newHandle(tensor, status);
  check('lentTensor');
  if (handle === null) throw new Error('lentTensor: TensorFlow returned no handle');
  // Its metadata say that it has one dimension.
  const whole = backend.createOutputTensor(registerHandle(handle)) as tf.Tensor1D;
  if (values.byteLength === values.buffer.byteLength) return whole;
  const part = tf.slice(whole, [values.byteOffset / 4], [values.byteLength / 4]);
  whole.dispose();
  return part;
}
