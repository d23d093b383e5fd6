import type { Memory, Pointer } from './libc.js';
import { declare, inOtherThread } from './library.js';

const P = 'void *';

/** Eager handles (`TFE_TensorHandle`): a tensor on a device. */
export const newHandle = declare<(tensor: Pointer, status: Pointer) => Pointer | null>(
  'TFE_NewTensorHandle',
  P,
  P,
  P,
);
export const deleteHandle = declare<(handle: Pointer) => void>('TFE_DeleteTensorHandle', 'void', P);
export const resolveHandle = declare<(handle: Pointer, status: Pointer) => Pointer | null>(
  'TFE_TensorHandleResolve',
  P,
  P,
  P,
);
export const handleType = declare<(handle: Pointer) => number>('TFE_TensorHandleDataType', 'int', P);
export const handleRank = declare<(handle: Pointer, status: Pointer) => number>(
  'TFE_TensorHandleNumDims',
  'int',
  P,
  P,
);
export const handleDim = declare<(handle: Pointer, axis: number, status: Pointer) => number>(
  'TFE_TensorHandleDim',
  'int64',
  P,
  'int',
  P,
);

/** One op to execute (`TFE_Op`). */
export const newOp = declare<(context: Pointer, name: string, status: Pointer) => Pointer>(
  'TFE_NewOp',
  P,
  P,
  'str',
  P,
);
export const deleteOp = declare<(op: Pointer) => void>('TFE_DeleteOp', 'void', P);
export const setOpDevice = declare<(op: Pointer, device: string, status: Pointer) => void>(
  'TFE_OpSetDevice',
  'void',
  P,
  'str',
  P,
);
export const addOpInput = declare<(op: Pointer, handle: Pointer, status: Pointer) => void>(
  'TFE_OpAddInput',
  'void',
  P,
  P,
  P,
);
export const addOpInputList = declare<
  (op: Pointer, handles: BigUint64Array, count: number, status: Pointer) => void
>('TFE_OpAddInputList', 'void', P, P, 'int', P);

/** Runs the op: writes handles to `outputs`, and how many to `count[0]`, which holds the room on entry. */
export const execute = declare<
  (op: Pointer, outputs: BigUint64Array, count: Int32Array, status: Pointer) => void
>('TFE_Execute', 'void', P, P, P, P);

/** Runs the op in another thread; the outputs are written when it has succeeded. */
export const executeInOtherThread = inOtherThread(execute);

/** Setters of an op's attributes, one a type. */
export const setOpAttr = {
  type: declare<(op: Pointer, name: string, value: number) => void>(
    'TFE_OpSetAttrType',
    'void',
    P,
    'str',
    'int',
  ),
  int: declare<(op: Pointer, name: string, value: number) => void>(
    'TFE_OpSetAttrInt',
    'void',
    P,
    'str',
    'int64',
  ),
  float: declare<(op: Pointer, name: string, value: number) => void>(
    'TFE_OpSetAttrFloat',
    'void',
    P,
    'str',
    'float',
  ),
  bool: declare<(op: Pointer, name: string, value: number) => void>(
    'TFE_OpSetAttrBool',
    'void',
    P,
    'str',
    'uint8',
  ),
  string: declare<(op: Pointer, name: string, value: Memory, bytes: number) => void>(
    'TFE_OpSetAttrString',
    'void',
    P,
    'str',
    P,
    'size_t',
  ),
  shape: declare<(op: Pointer, name: string, dims: BigInt64Array, rank: number, status: Pointer) => void>(
    'TFE_OpSetAttrShape',
    'void',
    P,
    'str',
    P,
    'int',
    P,
  ),
  functionName: declare<(op: Pointer, name: string, value: string, bytes: number) => void>(
    'TFE_OpSetAttrFunctionName',
    'void',
    P,
    'str',
    'str',
    'size_t',
  ),
};

/** Setters of an op's list attributes. */
export const setOpAttrList = {
  type: declare<(op: Pointer, name: string, values: Int32Array, count: number) => void>(
    'TFE_OpSetAttrTypeList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  int: declare<(op: Pointer, name: string, values: BigInt64Array, count: number) => void>(
    'TFE_OpSetAttrIntList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  float: declare<(op: Pointer, name: string, values: Float32Array, count: number) => void>(
    'TFE_OpSetAttrFloatList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  bool: declare<(op: Pointer, name: string, values: Uint8Array, count: number) => void>(
    'TFE_OpSetAttrBoolList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  string: declare<
    (op: Pointer, name: string, values: BigUint64Array, lengths: BigUint64Array, count: number) => void
  >('TFE_OpSetAttrStringList', 'void', P, 'str', P, P, 'int'),
  shape: declare<
    (
      op: Pointer,
      name: string,
      dims: BigUint64Array,
      ranks: Int32Array,
      count: number,
      status: Pointer,
    ) => void
  >('TFE_OpSetAttrShapeList', 'void', P, 'str', P, P, 'int', P),
};
