import type { Memory, Pointer } from './libc.js';
import { declare } from './library.js';

/** `TF_Tensor`: a host buffer with shape and type. */
export const allocateTensor = declare<
  (type: number, dims: BigInt64Array | null, rank: number, bytes: number) => Pointer | null
>('TF_AllocateTensor', 'void *', 'int', 'void *', 'int', 'size_t');
export const deleteTensor = declare<(tensor: Pointer) => void>('TF_DeleteTensor', 'void', 'void *');
export const tensorData = declare<(tensor: Pointer) => Pointer | null>('TF_TensorData', 'void *', 'void *');
export const tensorByteSize = declare<(tensor: Pointer) => number>('TF_TensorByteSize', 'size_t', 'void *');
export const tensorElementCount = declare<(tensor: Pointer) => number>(
  'TF_TensorElementCount',
  'int64',
  'void *',
);

export const tensorRank = declare<(tensor: Pointer) => number>('TF_NumDims', 'int', 'void *');
export const tensorDim = declare<(tensor: Pointer, axis: number) => number>(
  'TF_Dim',
  'int64',
  'void *',
  'int',
);

/** `TF_TString`: 24 bytes, short strings inside, long ones on the heap. */
export const bytesPerString = 24;
/** So many bytes of a string lie inside its `TF_TString`. */
export const mostBytesInside = 22;
export const stringInit = declare<(at: Pointer) => void>('TF_StringInit', 'void', 'void *');
export const stringCopy = declare<(at: Pointer, from: Memory, bytes: number) => void>(
  'TF_StringCopy',
  'void',
  'void *',
  'void *',
  'size_t',
);
export const stringSize = declare<(at: Pointer) => number>('TF_StringGetSize', 'size_t', 'void *');
export const stringData = declare<(at: Pointer) => Pointer>('TF_StringGetDataPointer', 'void *', 'void *');
export const stringDealloc = declare<(at: Pointer) => void>('TF_StringDealloc', 'void', 'void *');

/** `TF_Version`: TensorFlow's version, e.g. `2.21.0`. */
export const version = declare<() => string>('TF_Version', 'str')();
