import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { replaceFile } from './replace.js';

/** An array of numbers with its shape, as an archive keeps it. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** Named arrays and a JSON description: what a saved model or a checkpoint consists of. */
export interface Archive {
  readonly about: Readonly<Record<string, unknown>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

interface Entry {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
}

const magic = Buffer.from('CODEBOOK1\n');
const checksumBytes = 32;

/**
 * Writes an archive so that the file at `path` is at any time either the old or the new one, complete: the
 * bytes go to a second file, are forced to the disk, and then take the name. Format: magic, header length
 * (uint32), JSON header, the arrays' bytes (little-endian), SHA-256 of all before.
 * @throws Error naming the file and the cause (folder missing, disk full); the old file is then intact.
 */
export function writeArchive(path: string, archive: Archive): void {
  try {
    replaceFile(path, [encoded(archive)]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`writeArchive: cannot write ${path}: ${reason}; what was there before is intact`, {
      cause,
    });
  }
}

/**
 * Reads an archive and checks it to the last bit.
 * @throws Error when the file is missing, is none of ours, or was damaged (truncated or changed).
 */
export function readArchive(path: string): Archive {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`readArchive: cannot read ${path}: ${reason}`, { cause });
  }
  if (!bytes.subarray(0, magic.length).equals(magic))
    throw new Error(`readArchive: ${path} is not a codebook archive (it starts with other bytes)`);
  const end = bytes.length - checksumBytes;
  const sum = createHash('sha256')
    .update(bytes.subarray(0, Math.max(0, end)))
    .digest();
  if (end < magic.length + 4 || !sum.equals(bytes.subarray(end)))
    throw new Error(
      `readArchive: ${path} is damaged (its checksum does not fit); delete it or use an older one`,
    );
  return decoded(bytes.subarray(0, end));
}

function encoded({ about, tensors }: Archive): Buffer {
  const entries: Entry[] = [...tensors].map(([name, { shape, values }]) => ({
    name,
    shape: [...shape],
    dtype: values instanceof Float32Array ? 'float32' : 'int32',
  }));
  const header = Buffer.from(JSON.stringify({ about, entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const arrays = [...tensors.values()].map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  const body = Buffer.concat([magic, length, header, ...arrays]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

function decoded(bytes: Buffer): Archive {
  const headerLength = bytes.readUInt32LE(magic.length);
  const start = magic.length + 4;
  // The checksum has shown that this header is one that `encoded` wrote.
  const header = JSON.parse(bytes.toString('utf8', start, start + headerLength)) as {
    about: Record<string, unknown>;
    entries: Entry[];
  };
  const tensors = new Map<string, StoredTensor>();
  let offset = start + headerLength;
  for (const { name, shape, dtype } of header.entries) {
    const count = shape.reduce((product, side) => product * side, 1);
    const copy = new Uint8Array(bytes.subarray(offset, offset + 4 * count)).buffer;
    tensors.set(name, { shape, values: dtype === 'float32' ? new Float32Array(copy) : new Int32Array(copy) });
    offset += 4 * count;
  }
  return { about: header.about, tensors };
}
