/** TensorFlow's numbers for data types (`TF_DataType`). */
export const DType = {
  float32: 1,
  uint8: 4,
  int32: 3,
  string: 7,
  complex64: 8,
  int64: 9,
  bool: 10,
  resource: 20,
  uint32: 22,
  uint64: 23,
} as const;

/** The typed arrays that hold values of numeric types. */
export type Values = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** Bytes of one element; complex numbers are two floats. */
export function bytesPerElement(dtype: number): number {
  switch (dtype) {
    case DType.float32:
    case DType.int32:
    case DType.uint32:
      return 4;
    case DType.complex64:
    case DType.int64:
    case DType.uint64:
      return 8;
    case DType.bool:
    case DType.uint8:
      return 1;
    default:
      throw new Error(`bytesPerElement: data type ${dtype} has no fixed size`);
  }
}

/** A data type's name, for messages. */
export function dtypeName(dtype: number): string {
  return Object.entries(DType).find(([, number]) => number === dtype)?.[0] ?? `data type ${dtype}`;
}

/** The typed array that shows `bytes` as values of `dtype`; 64-bit integers come as `BigInt64Array`. */
export function viewValues(bytes: ArrayBuffer, dtype: number): Values {
  switch (dtype) {
    case DType.float32:
    case DType.complex64:
      return new Float32Array(bytes);
    case DType.int32:
    case DType.uint32:
      return new Int32Array(bytes);
    case DType.int64:
    case DType.uint64:
      return new BigInt64Array(bytes);
    case DType.bool:
    case DType.uint8:
    case DType.resource:
      return new Uint8Array(bytes);
    default:
      throw new Error(`tensor values: ${dtypeName(dtype)} cannot be read`);
  }
}

/** The values as the typed array of `dtype`, copied only where the type differs. */
export function toValues(values: ArrayLike<number> | BigInt64Array, dtype: number): Values {
  if (values instanceof BigInt64Array) return values;
  switch (dtype) {
    case DType.float32:
    case DType.complex64:
      return values instanceof Float32Array ? values : Float32Array.from(values);
    case DType.int32:
      return values instanceof Int32Array ? values : Int32Array.from(values);
    case DType.int64:
      return BigInt64Array.from(Array.from(values, (value) => BigInt(value)));
    case DType.bool:
    case DType.uint8:
      return values instanceof Uint8Array ? values : Uint8Array.from(values);
    default:
      throw new Error(`createTensor: a tensor of ${dtypeName(dtype)} cannot be made from numbers`);
  }
}
