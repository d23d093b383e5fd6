import { type FileHandle, open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { newBytes } from './kept-bytes.js';

/** The contents of an IDX file: its sizes, outermost first, and its bytes in row-major order. */
export interface Idx {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * Reads the IDX format of MNIST (yann.lecun.com/exdb/mnist: two zero bytes, type 0x08 for unsigned bytes, the
 * number of dimensions, each size as a big-endian 32-bit number, then the data).
 * @param buffer the file's bytes, plain or gzipped.
 * @param source the file's name, for errors.
 * @param dimensions how many dimensions are expected: 3 for images, 1 for labels.
 * @throws RangeError when the magic number, the sizes or the length are wrong.
 */
export function parseIdx(buffer: Uint8Array, source: string, dimensions: number): Idx {
  const file = isGzip(buffer) ? unzip(buffer, source) : buffer;
  const shape = shapeOf(file, file.length, source, dimensions);
  return { shape, bytes: file.subarray(headerLength(dimensions)) };
}

function headerLength(dimensions: number): number {
  return 4 + 4 * dimensions;
}

/** The sizes that a file's first bytes tell, checked against its length. */
function shapeOf(start: Uint8Array, fileLength: number, source: string, dimensions: number): number[] {
  const header = headerLength(dimensions);
  if (fileLength < header)
    throw new RangeError(`${source}: ${fileLength} bytes is too short for an IDX header of ${header} bytes`);
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const expectedMagic = 0x0800 + dimensions;
  const magic = view.getUint32(0);
  if (magic !== expectedMagic)
    throw new RangeError(
      `${source}: magic number ${hex(magic)}, expected ${hex(expectedMagic)}: not this IDX file`,
    );
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const expected = shape.reduce((product, size) => product * size, 1);
  const got = fileLength - header;
  if (got !== expected)
    throw new RangeError(
      `${source}: ${got} data bytes, expected ${expected} for ${shape.join(' × ')}: ` +
        (got < expected ? 'the file is truncated, fetch it again' : 'the file is too long'),
    );
  return shape;
}

/**
 * Reads one IDX file, plain or gzipped; see {@link parseIdx}. The bytes of many pictures go straight to where training reads
 * them. Throws an Error naming the path if unreadable.
 */
export async function readIdx(path: string, dimensions: number): Promise<Idx> {
  const unreadable = (cause: unknown): never => {
    throw new Error(`readIdx: cannot read ${path}; is the data set installed?`, { cause });
  };
  const file = await open(path).catch(unreadable);
  try {
    const { size } = await file.stat();
    const start = await filled(file, new Uint8Array(Math.min(size, headerLength(dimensions))), 0);
    if (isGzip(start)) return placed(parseIdx(bytesOf(await file.readFile()), path, dimensions));
    const shape = shapeOf(start, size, path, dimensions);
    const bytes = newBytes(size - start.length);
    return { shape, bytes: await filled(file, bytes, start.length).catch(unreadable) };
  } finally {
    await file.close();
  }
}

/** Fills an array with a file's bytes from a position on. */
async function filled(file: FileHandle, bytes: Uint8Array, position: number): Promise<Uint8Array> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new RangeError(`the file ends ${bytes.length - done} bytes too soon`);
    done += bytesRead;
  }
  return bytes;
}

function placed({ shape, bytes }: Idx): Idx {
  const copy = newBytes(bytes.length);
  copy.set(bytes);
  return { shape, bytes: copy };
}

function isGzip(buffer: Uint8Array): boolean {
  return buffer[0] === 0x1f && buffer[1] === 0x8b;
}

function unzip(buffer: Uint8Array, source: string): Uint8Array {
  try {
    return bytesOf(gunzipSync(buffer));
  } catch (cause) {
    throw new RangeError(`${source}: the gzip data are damaged or truncated, fetch the file again`, {
      cause,
    });
  }
}

/** A Node buffer as a plain byte array over the same memory. */
function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
