import { noteHostCopy } from '../host-copies.js';
import { handleType, newHandle, resolveHandle } from '../native/eager.js';
import { copyBytes, type Pointer } from '../native/libc.js';
import { check, status, TensorFlowError } from '../native/status.js';
import {
  allocateTensor,
  bytesPerString,
  deleteTensor,
  stringCopy,
  stringData,
  stringInit,
  stringSize,
  tensorByteSize,
  tensorData,
  tensorElementCount,
} from '../native/tensor.js';
import { bytesPerElement, DType, toValues, type Values, viewValues } from './dtypes.js';

/** What a host tensor is made from: numbers, or the UTF-8 bytes of strings. */
export type HostValues = ArrayLike<number> | BigInt64Array | readonly Uint8Array[] | readonly string[];

const resourceExhausted = 8;

/**
 * Copies host values into a new eager handle.
 *
 * @throws TensorFlowError (code 8) when there is no memory for it; Error when the number of values is not the shape's.
 */
export function handleOfValues(shape: readonly number[], dtype: number, values: HostValues): Pointer {
  const tensor = dtype === DType.string ? stringTensor(shape, values) : numericTensor(shape, dtype, values);
  try {
    const handle = newHandle(tensor, status);
    check('createTensor');
    if (handle === null) throw new Error('createTensor: TensorFlow returned no handle');
    return handle;
  } finally {
    deleteTensor(tensor);
  }
}

function allocate(shape: readonly number[], dtype: number, bytes: number): Pointer {
  const dims = BigInt64Array.from(shape, BigInt);
  const tensor = allocateTensor(dtype, dims, shape.length, bytes);
  if (tensor !== null && (bytes === 0 || tensorData(tensor) !== null)) return tensor;
  if (tensor !== null) deleteTensor(tensor);
  throw new TensorFlowError(
    `createTensor: out of memory for shape [${shape}], ${bytes} bytes. Use smaller tensors or batches, and dispose of unused ones.`,
    resourceExhausted,
  );
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

function numericTensor(shape: readonly number[], dtype: number, values: HostValues): Pointer {
  // Strings are excluded by the caller's dtype.
  const source = toValues(wholeInt64(shape, dtype, values) as ArrayLike<number> | BigInt64Array, dtype);
  const bytes = sizeOf(shape) * bytesPerElement(dtype);
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
    dtype === DType.int64 && values instanceof Int32Array && values.length === 2 * sizeOf(shape);
  return inHalves ? new BigInt64Array(values.slice().buffer) : values;
}

function stringTensor(shape: readonly number[], values: HostValues): Pointer {
  const count = sizeOf(shape);
  if (values.length !== count) {
    throw new Error(`createTensor: shape [${shape}] needs ${count} strings, got ${values.length}`);
  }
  const tensor = allocate(shape, DType.string, count * bytesPerString);
  const data = tensorData(tensor);
  for (let i = 0; data !== null && i < count; i++) {
    const at = data + BigInt(i * bytesPerString);
    const bytes = bytesOfString(values[i]);
    stringInit(at);
    stringCopy(at, bytes, bytes.length);
  }
  return tensor;
}

function bytesOfString(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return new TextEncoder().encode(value);
  throw new Error(`createTensor: a string tensor takes strings or Uint8Arrays, got ${typeof value}`);
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

function stringsOfTensor(tensor: Pointer): Uint8Array[] {
  const data = tensorData(tensor);
  if (data === null) return [];
  return Array.from({ length: tensorElementCount(tensor) }, (_, i) => {
    const at = data + BigInt(i * bytesPerString);
    const bytes = new Uint8Array(stringSize(at));
    copyBytes(bytes, stringData(at), bytes.length);
    return bytes;
  });
}
