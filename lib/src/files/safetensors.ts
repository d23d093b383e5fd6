import type { StoredTensor } from './stored-tensor.js';

/** Named arrays, in the order of their bytes, and text beside them. */
export interface SafeTensors {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** What a header says of one array; offsets count from the end of the header. */
interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [begin: number, end: number];
}

const lengthBytes = 8;
/** The reference implementation refuses longer ones. */
const longestHeader = 100_000_000;
const metadataKey = '__metadata__';

/**
 * Bytes in the format safetensors (huggingface.co/docs/safetensors): the header's length (uint64, little-endian), a JSON
 * header that says type, shape and place of each array, and the arrays (little-endian). PyTorch, JAX, TensorFlow and NumPy
 * read it by PyPI's `safetensors`. The header is filled up with spaces, so that the arrays start at a multiple of 8.
 */
export function encodeSafeTensors({ metadata, tensors }: SafeTensors): Buffer {
  // Without a prototype: an array may be called __proto__.
  const header: Record<string, unknown> = Object.create(null);
  header[metadataKey] = metadata;
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    const data_offsets = [offset, offset + values.byteLength];
    header[name] = { dtype: values instanceof Float32Array ? 'F32' : 'I32', shape, data_offsets };
    offset += values.byteLength;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64LE(BigInt(padded.length));
  const arrays = [...tensors.values()].map(({ values }) => bytesOf(values));
  return Buffer.concat([length, padded, ...arrays]);
}

function bytesOf(values: Float32Array | Int32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * Reads the format safetensors, with arrays of float32 and int32.
 * @throws Error when the bytes are not of this format, cut off, or hold other types; it says what.
 */
export function decodeSafeTensors(bytes: Buffer): SafeTensors {
  const header = readHeader(bytes);
  const start = lengthBytes + headerLength(bytes);
  const { [metadataKey]: metadata = {}, ...entries } = header;
  const inOrder = Object.entries(entries).map(([name, entry]) => [name, checkedEntry(name, entry)] as const);
  inOrder.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0]);
  const tensors = new Map(
    inOrder.map(([name, entry]) => [name, storedTensor(name, entry, bytes.subarray(start))] as const),
  );
  return { metadata: textsOf(metadata), tensors };
}

/** Whether bytes look like the format: a plausible length, and an opening brace behind it. */
export function isSafeTensors(bytes: Buffer): boolean {
  return bytes.length > lengthBytes && headerLength(bytes) <= longestHeader && bytes[lengthBytes] === 0x7b;
}

function headerLength(bytes: Buffer): number {
  return Number(bytes.readBigUInt64LE(0));
}

function readHeader(bytes: Buffer): Record<string, unknown> {
  if (!isSafeTensors(bytes)) throw new Error('no safetensors header');
  const end = lengthBytes + headerLength(bytes);
  if (end > bytes.length) throw new Error('the header is cut off');
  const header: unknown = JSON.parse(bytes.toString('utf8', lengthBytes, end));
  if (!isRecord(header)) throw new Error('the header is no record');
  return header;
}

function checkedEntry(name: string, entry: unknown): Entry {
  if (!isRecord(entry)) throw new Error(`the header's ${name} is no record`);
  const { dtype, shape, data_offsets } = entry;
  if (dtype !== 'F32' && dtype !== 'I32')
    throw new Error(`${name} is of type ${String(dtype)}, expected F32 or I32`);
  if (!isWholeNumbers(shape) || !isWholeNumbers(data_offsets))
    throw new Error(`shape and place of ${name} must be whole numbers`);
  const [begin = 0, end = 0] = data_offsets;
  if (end - begin !== 4 * shape.reduce((product, side) => product * side, 1))
    throw new Error(`${name} has ${end - begin} bytes for the shape [${shape}]`);
  return { dtype, shape, data_offsets: [begin, end] };
}

function storedTensor(name: string, { dtype, shape, data_offsets }: Entry, data: Buffer): StoredTensor {
  const [begin, end] = data_offsets;
  if (end > data.length) throw new Error(`${name} is cut off`);
  const copy = new Uint8Array(data.subarray(begin, end)).buffer;
  return { shape, values: dtype === 'F32' ? new Float32Array(copy) : new Int32Array(copy) };
}

function textsOf(metadata: unknown): Record<string, string> {
  if (!isRecord(metadata)) return {};
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWholeNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((number) => Number.isInteger(number) && number >= 0);
}
