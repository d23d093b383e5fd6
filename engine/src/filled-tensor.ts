import * as tf from '@tensorflow/tfjs';
import { backend } from './backend.js';
import { allocate } from './binding/allocate.js';
import { DType } from './binding/dtypes.js';
import { registerHandle } from './binding/registry.js';
import { newHandle } from './native/eager.js';
import { copyBytes } from './native/libc.js';
import { check, status } from './native/status.js';
import { deleteTensor, tensorData } from './native/tensor.js';

/** Numbers of one piece: small enough for a processor's cache. */
const mostOfPiece = 2 ** 15;

/**
 * A float32 tensor whose numbers are made piece by piece, so that no array of all of them is made. The caller disposes it.
 *
 * @param fill Sets the numbers of a piece; `start` is the place of the first in the whole, row-major.
 * @throws TensorFlowError (code 8) when there is no memory for it.
 */
export function filledTensor(
  shape: readonly number[],
  fill: (piece: Float32Array, start: number) => void,
): tf.Tensor {
  const count = tf.util.sizeFromShape([...shape]);
  const tensor = allocate(shape, DType.float32, 4 * count);
  try {
    const data = tensorData(tensor) ?? 0n;
    const piece = new Float32Array(Math.min(count, mostOfPiece));
    for (let start = 0; start < count; start += piece.length) {
      const some = piece.subarray(0, count - start);
      fill(some, start);
      copyBytes(data + BigInt(4 * start), some, some.byteLength);
    }
    const handle = newHandle(tensor, status);
    check('filledTensor');
    if (handle === null) throw new Error('filledTensor: TensorFlow returned no handle');
    return backend.createOutputTensor(registerHandle(handle));
  } finally {
    deleteTensor(tensor);
  }
}
