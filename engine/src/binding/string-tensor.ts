import { deleteHandle, newHandle } from '../native/eager.js';
import { copyBytes, type Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import {
  bytesPerString,
  deleteTensor,
  mostBytesInside,
  stringCopy,
  stringData,
  stringDealloc,
  stringInit,
  stringSize,
  tensorData,
  tensorElementCount,
} from '../native/tensor.js';
import { allocate, elementCount } from './allocate.js';
import { attr } from './attributes.js';
import { DType } from './dtypes.js';
import { executeHandles } from './execute.js';

/**
 * Copies strings into a new eager handle. A tensor that is made here holds the bytes of long strings on the heap, and
 * TensorFlow, which may share the tensor for as long as it likes, never frees them. So it is asked for a copy, which it
 * frees itself, and ours are freed at once.
 */
export function handleOfStrings(shape: readonly number[], values: ArrayLike<unknown>): Pointer {
  const strings = Array.from(values, bytesOfString);
  const onHeap = strings.some(({ length }) => length > mostBytesInside);
  const tensor = stringTensor(shape, strings);
  try {
    const handle = newHandle(tensor, status);
    check('createTensor');
    if (handle === null) throw new Error('createTensor: TensorFlow returned no handle');
    return onHeap ? ownCopy(handle) : handle;
  } finally {
    if (onHeap) for (const at of places(tensor)) stringDealloc(at);
    deleteTensor(tensor);
  }
}

/** A handle of TensorFlow's own copy; the given handle is deleted. */
function ownCopy(handle: Pointer): Pointer {
  try {
    const attributes = [attr.int('N', 1), attr.string('separator', '')];
    const [copy] = executeHandles('StringJoin', attributes, [handle], 1);
    if (copy === undefined) throw new Error('StringJoin returned nothing');
    return copy;
  } finally {
    deleteHandle(handle);
  }
}

function stringTensor(shape: readonly number[], strings: readonly Uint8Array[]): Pointer {
  const count = elementCount(shape);
  if (strings.length !== count)
    throw new Error(`createTensor: shape [${shape}] needs ${count} strings, got ${strings.length}`);
  const tensor = allocate(shape, DType.string, count * bytesPerString);
  places(tensor).forEach((at, i) => {
    const bytes = strings[i] ?? new Uint8Array();
    stringInit(at);
    stringCopy(at, bytes, bytes.length);
  });
  return tensor;
}

function bytesOfString(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return new TextEncoder().encode(value);
  throw new Error(`createTensor: a string tensor takes strings or Uint8Arrays, got ${typeof value}`);
}

/** The bytes of each string of a tensor. */
export function stringsOfTensor(tensor: Pointer): Uint8Array[] {
  return places(tensor).map((at) => {
    const bytes = new Uint8Array(stringSize(at));
    copyBytes(bytes, stringData(at), bytes.length);
    return bytes;
  });
}

/** Where each string of a tensor is. */
function places(tensor: Pointer): Pointer[] {
  const data = tensorData(tensor);
  if (data === null) return [];
  return Array.from(
    { length: tensorElementCount(tensor) },
    (_, i) => data + BigInt(i) * BigInt(bytesPerString),
  );
}
