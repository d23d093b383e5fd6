import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file so that the one at `path` is at any time either the old or the new one, complete: the bytes go to a
 * second file, are forced to the disk, and then take the name. The folder must exist.
 * @throws what the system says (no folder, no permission, disk full); the old file is then intact, the second one gone.
 */
export function replaceFile(path: string, content: string | readonly Uint8Array[]): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeForced(temporary, typeof content === 'string' ? [Buffer.from(content)] : content);
    renameSync(temporary, path);
    forceFolder(dirname(path));
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
}

function writeForced(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'w');
  try {
    for (const bytes of parts) for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function forceFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
