import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './folders.js';
import { replaceFile } from './replace.js';

const digestBytes = 32;

/**
 * Bytes that are made once and then read from the cache. A file is written whole or not at all, and ends with its
 * SHA-256, so a damaged one is noticed and made again.
 * @param name the file's name; it must change whenever `make` would give other bytes.
 * @throws Error naming the path when the cache cannot be written.
 */
export async function cached(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const path = join(cacheFolder(), name);
  const kept = await readChecked(path);
  if (kept) return kept;
  const made = await make();
  writeWhole(path, [made, sha256(made)]);
  return made;
}

/** SHA-256 of some bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

async function readChecked(path: string): Promise<Uint8Array | undefined> {
  const buffer = await readFile(path).catch(() => undefined);
  if (!buffer || buffer.length < digestBytes) return undefined;
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length - digestBytes);
  const digest = sha256(bytes);
  return buffer.subarray(-digestBytes).every((byte, i) => byte === digest[i]) ? bytes : undefined;
}

function writeWhole(path: string, parts: readonly Uint8Array[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, parts);
  } catch (cause) {
    throw new Error(`cached: cannot write ${path}; set CODEBOOK_CACHE to a folder with space`, { cause });
  }
}
