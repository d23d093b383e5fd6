/** Numbers laid out in a rectangle of any number of dimensions, however they are stored. */
interface Rectangle {
  title: string;
  shape: number[];
  at(index: number[]): unknown;
}

/** Rows or columns beyond twice this many are left out in the middle. */
const edge = 3;
/** A dimension up to this length is shown in full. */
const whole = 10;
/** A tensor larger than this many numbers is not read back from its device to be shown. */
const largest = 50_000_000;

/**
 * A tfjs tensor, an ndarray or a typed array with its kind, dtype, shape and values; undefined for anything
 * else.
 */
export function tensorText(value: unknown): string | undefined {
  const rectangle = fromTensor(value) ?? fromNdarray(value) ?? fromTypedArray(value);
  if (!rectangle) return undefined;
  return `${rectangle.title}${rectangle.shape.length > 1 ? '\n' : ' '}${rows(rectangle, [], '', widest(rectangle, []))}`;
}

/** The parts of a tfjs tensor that are looked at. */
interface TensorLike {
  dtype: string;
  shape: number[];
  isDisposed: boolean;
  dataSync(): ArrayLike<unknown>;
}

function isTensor(value: unknown): value is TensorLike {
  if (typeof value !== 'object' || value === null) return false;
  return 'dataSync' in value && typeof value.dataSync === 'function' && 'dtype' in value && 'shape' in value;
}

function fromTensor(value: unknown): Rectangle | undefined {
  if (!isTensor(value) || !Array.isArray(value.shape)) return undefined;
  const { dtype, shape, isDisposed } = value;
  const title = `${value.constructor.name} ${dtype} ${brackets(shape)}`;
  const size = shape.reduce((product, length) => product * length, 1);
  if (isDisposed) return { title: `${title} disposed`, shape: [0], at: () => undefined };
  if (size > largest) return { title: `${title} too large to show`, shape: [0], at: () => undefined };
  const data = value.dataSync();
  return { title, shape, at: (index) => data[offset(index, shape)] };
}

/** The parts of an ndarray that are looked at. */
interface NdarrayLike {
  dtype: string;
  shape: number[];
  stride: number[];
  offset: number;
  data: ArrayLike<unknown> | { get(i: number): unknown; length: number };
}

function isNdarray(value: unknown): value is NdarrayLike {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'stride' in value &&
    'offset' in value &&
    'data' in value &&
    'shape' in value &&
    Array.isArray(value.stride)
  );
}

function fromNdarray(value: unknown): Rectangle | undefined {
  if (!isNdarray(value)) return undefined;
  const { dtype, shape, stride, offset: start, data } = value;
  const place = (index: number[]) => index.reduce((sum, i, axis) => sum + i * (stride[axis] ?? 0), start);
  const at = (index: number[]) => ('get' in data ? data.get(place(index)) : data[place(index)]);
  return { title: `ndarray ${dtype} ${brackets(shape)}`, shape, at };
}

function fromTypedArray(value: unknown): Rectangle | undefined {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return undefined;
  const data = value as unknown as ArrayLike<unknown>; // every view but DataView is one
  return {
    title: `${value.constructor.name}(${data.length})`,
    shape: [data.length],
    at: ([i = 0]) => data[i],
  };
}

function offset(index: number[], shape: number[]): number {
  return index.reduce((sum, i, axis) => sum * (shape[axis] ?? 1) + i, 0);
}

function brackets(shape: number[]): string {
  return `[${[...shape].join(', ')}]`;
}

/** How wide the numbers that are shown are, so that columns line up; 0 for a single row. */
function widest(rectangle: Rectangle, index: number[]): number {
  const length = rectangle.shape[index.length];
  if (length === undefined) return number(rectangle.at(index)).length;
  if (rectangle.shape.length < 2) return 0;
  return Math.max(0, ...places(length).map((i) => (i === undefined ? 0 : widest(rectangle, [...index, i]))));
}

function rows(rectangle: Rectangle, index: number[], indent: string, width: number): string {
  const length = rectangle.shape[index.length];
  if (length === undefined) return number(rectangle.at(index)).padStart(width);
  const inner = (i: number) => rows(rectangle, [...index, i], `${indent} `, width);
  const parts = places(length).map((i) => (i === undefined ? '…' : inner(i)));
  const last = index.length === rectangle.shape.length - 1;
  return `[${parts.join(last ? ', ' : `,\n${indent} `)}]`;
}

/** Which places of a dimension are shown; undefined stands for what is left out. */
function places(length: number): (number | undefined)[] {
  if (length <= whole) return Array.from({ length }, (_, i) => i);
  const ends = (from: number) => Array.from({ length: edge }, (_, i) => from + i);
  return [...ends(0), undefined, ...ends(length - edge)];
}

function number(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(5)));
}
