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
  if (isPromise(value)) return 'It is a promise: write "await" in front of it.';
  if (typeof value === 'function') return 'It is a function; call it, and give its result.';
  return `It is ${kindOf(value)}; expected numbers.`;
}

/** Whether a value is a promise, or anything else with a `then`. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What a value is, in words: "a text in quotes", "a list", "undefined". */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'string') return 'a text in quotes';
  if (Array.isArray(value)) return 'a list';
  if (isPromise(value)) return 'a promise';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function lengthOf(view: ArrayBufferView): number {
  return 'length' in view && typeof view.length === 'number' ? view.length : 0;
}

function fromNested(value: readonly unknown[]): NumberArray | string {
  if (value.length === 0) return 'It is an empty array.';
  const rows = Array.from(value, toNumberArray); // not map, which leaves holes unread
  const place = rows.findIndex((row) => typeof row === 'string');
  if (place >= 0) return `Its element [${place}] cannot be read. ${String(rows[place])}`;
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

/** The array without one of its axes: the sum or the mean along it. */
export function reducedAlong({ shape, values }: NumberArray, axis: number, by: 'sum' | 'mean'): NumberArray {
  const length = shape[axis] ?? 1;
  const inner = shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  const sums = new Array<number>(values.length / length).fill(0);
  for (let i = 0; i < values.length; i++) {
    const place = Math.floor(i / (length * inner)) * inner + (i % inner);
    sums[place] = (sums[place] ?? 0) + (values[i] ?? Number.NaN);
  }
  return { shape: shape.toSpliced(axis, 1), values: by === 'sum' ? sums : sums.map((sum) => sum / length) };
}

/** A matrix with rows and columns exchanged. */
export function transposed({ shape, values }: NumberArray): NumberArray {
  const [rows = 0, columns = 0] = shape;
  const at = (i: number) => values[(i % rows) * columns + Math.floor(i / rows)] ?? Number.NaN;
  return { shape: [columns, rows], values: Array.from(values, (_, i) => at(i)) };
}

/** Tensors, typed arrays and ndarray views as nested arrays, as an author's test reads them; others as they are. */
export function toPlain(value: unknown): unknown {
  if (!isTensor(value) && !isNdarray(value) && !ArrayBuffer.isView(value)) return value;
  const read = toNumberArray(value);
  return typeof read === 'string' ? value : nested(read.shape, Array.from(read.values));
}

function nested(shape: readonly number[], values: readonly number[]): unknown {
  const [length = 0, ...inner] = shape;
  if (shape.length === 0) return values[0];
  const size = values.length / length;
  return Array.from({ length }, (_, i) => nested(inner, values.slice(i * size, (i + 1) * size)));
}
