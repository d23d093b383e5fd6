import type { Pointer } from '../native/libc.js';
import { TensorFlowError } from '../native/status.js';
import { allocateTensor, deleteTensor, tensorData } from '../native/tensor.js';

const resourceExhausted = 8;

/**
 * A new `TF_Tensor`, its values not yet set; the caller deletes it.
 *
 * @throws TensorFlowError (code 8) when there is no memory for it.
 */
export function allocate(shape: readonly number[], dtype: number, bytes: number): Pointer {
  const dims = BigInt64Array.from(shape, BigInt);
  const tensor = allocateTensor(dtype, dims, shape.length, bytes);
  if (tensor !== null && (bytes === 0 || tensorData(tensor) !== null)) return tensor;
  if (tensor !== null) deleteTensor(tensor);
  throw new TensorFlowError(
    `createTensor: out of memory for shape [${shape}], ${bytes} bytes. Use smaller tensors or batches, and dispose of unused ones.`,
    resourceExhausted,
  );
}

/** How many elements a shape has. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}
