import { noteHostCopy } from '../host-copies.js';
import { handleType, newHandle, resolveHandle } from '../native/eager.js';
import { copyBytes, type Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { deleteTensor, tensorByteSize, tensorData } from '../native/tensor.js';
import { allocate, elementCount } from './allocate.js';
import { bytesPerElement, DType, toValues, type Values, viewValues } from './dtypes.js';
import { handleOfStrings, stringsOfTensor } from './string-tensor.js';

/** What a host tensor is made from: numbers, or the UTF-8 bytes of strings. */
export type HostValues = ArrayLike<number> | BigInt64Array | readonly Uint8Array[] | readonly string[];

/**
 * Copies host values into a new eager handle.
 *
 * @throws TensorFlowError (code 8) when there is no memory for it; Error when the number of values is not the shape's.
 */
export function handleOfValues(shape: readonly number[], dtype: number, values: HostValues): Pointer {
  if (dtype === DType.string) return handleOfStrings(shape, values);
  const tensor = numericTensor(shape, dtype, values);
  try {
    const handle = newHandle(tensor, status);
    check('createTensor');
    if (handle === null) throw new Error('createTensor: TensorFlow returned no handle');
    return handle;
  } finally {
    deleteTensor(tensor);
  }
}

function numericTensor(shape: readonly number[], dtype: number, values: HostValues): Pointer {
  // Strings are excluded by the caller's dtype.
  const source = toValues(wholeInt64(shape, dtype, values) as ArrayLike<number> | BigInt64Array, dtype);
  const bytes = elementCount(shape) * bytesPerElement(dtype);
  if (source.byteLength !== bytes) {
    throw new Error(`createTensor: shape [${shape}] needs ${bytes} bytes, got ${source.byteLength}`);
  }
  const tensor = allocate(shape, dtype, bytes);
  copyBytes(tensorData(tensor), source, bytes);
  noteHostCopy(bytes);
  return tensor;
}

/** tfjs-node gives an int64 scalar as two int32 halves, the lower first: here they become one number. */
function wholeInt64(shape: readonly number[], dtype: number, values: HostValues): HostValues {
  const inHalves =
    dtype === DType.int64 && values instanceof Int32Array && values.length === 2 * elementCount(shape);
  return inHalves ? new BigInt64Array(values.slice().buffer) : values;
}

/** Copies a handle's values to the host: a typed array, or the bytes of each string. */
export function valuesOfHandle(handle: Pointer): Values | Uint8Array[] {
  const tensor = resolveHandle(handle, status);
  check('tensorDataSync');
  if (tensor === null) throw new Error('tensorDataSync: TensorFlow returned no tensor');
  try {
    const dtype = handleType(handle);
    if (dtype === DType.string) return stringsOfTensor(tensor);
    const bytes = new Uint8Array(tensorByteSize(tensor));
    copyBytes(bytes, tensorData(tensor), bytes.length);
    return viewValues(bytes.buffer, dtype);
  } finally {
    deleteTensor(tensor);
  }
}
