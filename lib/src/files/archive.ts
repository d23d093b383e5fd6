import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeFirstArchive, isFirstArchive } from './first-archive.js';
import { replaceFile } from './replace.js';
import { decodeSafeTensors, encodeSafeTensors, isSafeTensors } from './safetensors.js';
import type { Archive } from './stored-tensor.js';

/**
 * Writes an archive as a safetensors file, whole or not at all (see `replaceFile`). The description stands in the
 * metadata as JSON under `about`, and under `sha256` the checksum of the whole file with zeros in the checksum's place.
 * @throws Error naming the file and the cause (folder missing, disk full); the old file is then intact.
 */
export function writeArchive(path: string, archive: Archive): void {
  try {
    replaceFile(path, [encoded(archive)]);
  } catch (cause) {
    throw new Error(`writeArchive: cannot write ${path}: ${reason(cause)}; what was there before is intact`, {
      cause,
    });
  }
}

/**
 * Reads an archive and checks it to the last bit. Files that Codebook wrote before safetensors are read too.
 * @throws Error when the file is missing, is none of ours, or was damaged (truncated or changed).
 */
export function readArchive(path: string): Archive {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new Error(`readArchive: cannot read ${path}: ${reason(cause)}`, { cause });
  }
  if (!isFirstArchive(bytes) && !isSafeTensors(bytes))
    throw new Error(
      `readArchive: ${path} is no safetensors file, nor an older archive of Codebook (it starts with other bytes)`,
    );
  const first = isFirstArchive(bytes);
  const archive = first ? decodeFirstArchive(bytes) : decoded(path, bytes);
  if (archive && first)
    console.log(`${path} has Codebook's format before safetensors; saved again, others read it too`);
  if (!archive)
    throw new Error(
      `readArchive: ${path} is damaged (its checksum does not fit); delete it or use an older one`,
    );
  return archive;
}

const noChecksum = '0'.repeat(64);

function encoded({ about, tensors }: Archive): Buffer {
  // The checksum comes first, so that no text of the description is taken for its place.
  const metadata = { sha256: noChecksum, format: 'codebook', about: JSON.stringify(about) };
  const bytes = encodeSafeTensors({ metadata, tensors });
  bytes.write(sha256(bytes), bytes.indexOf(noChecksum), 'latin1');
  return bytes;
}

/** `undefined` when the file was changed since it was written. */
function decoded(path: string, bytes: Buffer): Archive | undefined {
  let file: ReturnType<typeof decodeSafeTensors>;
  try {
    file = decodeSafeTensors(bytes);
  } catch (cause) {
    throw new Error(
      `readArchive: ${path} is damaged (${reason(cause)}; its checksum does not fit); delete it or use an older one`,
      { cause },
    );
  }
  const { about, sha256: written } = file.metadata;
  if (about === undefined || written === undefined)
    throw new Error(
      `readArchive: ${path} is a safetensors file of another program: its metadata lacks about and sha256`,
    );
  const unsigned = Buffer.from(bytes);
  unsigned.write(noChecksum, unsigned.indexOf(written), 'latin1');
  if (written.length !== noChecksum.length || sha256(unsigned) !== written) return undefined;
  // The checksum fits, so this is the description that writeArchive wrote: a record.
  return { about: JSON.parse(about) as Record<string, unknown>, tensors: file.tensors };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
