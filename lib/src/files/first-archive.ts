import { createHash } from 'node:crypto';
import type { Archive, StoredTensor } from './stored-tensor.js';

interface Entry {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
}

const magic = Buffer.from('CODEBOOK1\n');
const checksumBytes = 32;

/** Whether bytes are of the format that Codebook wrote before safetensors. */
export function isFirstArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}

/**
 * Reads the format that Codebook wrote before safetensors: magic, header length (uint32), JSON header, the arrays' bytes
 * (little-endian), SHA-256 of all before.
 * @returns undefined when the checksum does not fit.
 */
export function decodeFirstArchive(bytes: Buffer): Archive | undefined {
  const end = bytes.length - checksumBytes;
  const sum = createHash('sha256')
    .update(bytes.subarray(0, Math.max(0, end)))
    .digest();
  if (end < magic.length + 4 || !sum.equals(bytes.subarray(end))) return undefined;
  const start = magic.length + 4;
  const headerEnd = start + bytes.readUInt32LE(magic.length);
  // The checksum has shown that this header is one that Codebook wrote.
  const header = JSON.parse(bytes.toString('utf8', start, headerEnd)) as {
    about: Record<string, unknown>;
    entries: Entry[];
  };
  const tensors = new Map<string, StoredTensor>();
  let offset = headerEnd;
  for (const { name, shape, dtype } of header.entries) {
    const length = 4 * shape.reduce((product, side) => product * side, 1);
    const copy = new Uint8Array(bytes.subarray(offset, offset + length)).buffer;
    tensors.set(name, { shape, values: dtype === 'float32' ? new Float32Array(copy) : new Int32Array(copy) });
    offset += length;
  }
  return { about: header.about, tensors };
}
