/** Numbers with their shape: `[]` for one number, `[n]` for a list, `[rows, columns]` for a matrix. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/**
 * Reads a number, a truth value (0 or 1), nested arrays, a typed array, a tensor or an ndarray view.
 *
 * @returns the numbers in row-major order; or a sentence that says why it cannot be read.
 */
export function toNumberArray(value: unknown): NumberArray | string {
  if (typeof value === 'number') return { shape: [], values: [value] };
  if (typeof value === 'boolean') return { shape: [], values: [Number(value)] };
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return { shape: [lengthOf(value)], values: value as unknown as ArrayLike<number> }; // any typed array is array-like
  if (Array.isArray(value)) return fromNested(value);
  if (isTensor(value)) return fromTensor(value);
  if (isNdarray(value)) return fromNdarray(value);
  if (value instanceof Promise) return 'It is a promise: write "await" in front of it.';
  if (typeof value === 'function') return 'It is a function; call it, and give its result.';
  return `It is ${typeof value === 'object' ? 'an object' : `a ${typeof value}`}; expected numbers.`;
}

function lengthOf(view: ArrayBufferView): number {
  return 'length' in view && typeof view.length === 'number' ? view.length : 0;
}

function fromNested(value: readonly unknown[]): NumberArray | string {
  if (value.length === 0) return 'It is an empty array.';
  const rows = value.map(toNumberArray);
  const broken = rows.find((row) => typeof row === 'string');
  if (typeof broken === 'string') return `One of its elements cannot be read. ${broken}`;
  const whole = rows.filter((row): row is NumberArray => typeof row !== 'string');
  const inner = whole[0]?.shape ?? [];
  if (whole.some((row) => row.shape.join() !== inner.join())) return 'Its rows differ in length.';
  return { shape: [value.length, ...inner], values: whole.flatMap((row) => Array.from(row.values)) };
}

interface TensorLike {
  readonly shape: readonly number[];
  readonly isDisposed?: boolean;
  dataSync(): ArrayLike<number>;
}

function isTensor(value: unknown): value is TensorLike {
  return typeof value === 'object' && value !== null && 'dataSync' in value && 'shape' in value;
}

function fromTensor(tensor: TensorLike): NumberArray | string {
  if (tensor.isDisposed)
    return 'It is a tensor that was disposed: check it before disposing of it, or outside tf.tidy.';
  return { shape: tensor.shape, values: tensor.dataSync() };
}

interface NdarrayLike {
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  readonly data: ArrayLike<number>;
}

function isNdarray(value: unknown): value is NdarrayLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    'stride' in value &&
    'shape' in value &&
    'offset' in value &&
    'data' in value
  );
}

function fromNdarray({ shape, stride, offset, data }: NdarrayLike): NumberArray {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Array.from({ length: size }, (_, flat) => {
    const index = unravel(flat, shape);
    return data[index.reduce((at, i, axis) => at + i * (stride[axis] ?? 0), offset)] ?? Number.NaN;
  });
  return { shape, values };
}

/** The index on each axis of the `flat`-th number in row-major order. */
export function unravel(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const length of [...shape].reverse()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}
