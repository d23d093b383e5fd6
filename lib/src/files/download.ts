import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { checkOptions } from '../checks/options.js';

/** How to know that a download is right. */
export interface DownloadOptions {
  /** The published checksum of the whole file, in hexadecimal. */
  readonly checksum: string;
  /** Which checksum that is. */
  readonly algorithm: 'sha256' | 'md5';
}

/**
 * Fetches a file once. What an interrupted download left in `<path>.part` is kept and resumed (HTTP Range); the
 * file takes its name only when its checksum is right.
 * @throws Error when the server refuses or the checksum is wrong; a wrong file is deleted.
 */
export async function download(url: string, path: string, options: DownloadOptions): Promise<void> {
  checkOptions('download', options, { checksum: true, algorithm: true });
  if (await isRight(path, options)) return;
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  if (!(await isRight(part, options))) await fetchRest(url, part);
  if (!(await isRight(part, options))) {
    await rm(part, { force: true });
    throw new Error(`download: ${url} has another ${options.algorithm} than published; deleted, try again`);
  }
  await rename(part, path);
}

/** The checksum of a file in hexadecimal, read in pieces. Rejects if the file cannot be read. */
export async function checksumOf(path: string, algorithm: DownloadOptions['algorithm']): Promise<string> {
  const hash = createHash(algorithm);
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

async function isRight(path: string, { checksum, algorithm }: DownloadOptions): Promise<boolean> {
  return (await checksumOf(path, algorithm).catch(() => '')) === checksum;
}

async function fetchRest(url: string, part: string): Promise<void> {
  const have = (await stat(part).catch(() => undefined))?.size ?? 0;
  const response = await fetch(url, have > 0 ? { headers: { Range: `bytes=${have}-` } } : {}).catch(
    (cause) => {
      throw new Error(`download: cannot reach ${url}; check the network and run again, it resumes`, {
        cause,
      });
    },
  );
  if (!response.ok || !response.body) throw new Error(`download: ${url} answers ${response.status}`);
  // A server that ignores Range answers 200 with the whole file: begin anew.
  const flags = response.status === 206 ? 'a' : 'w';
  // The DOM's and Node's declarations of one and the same stream differ.
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  await pipeline(body, createWriteStream(part, { flags })).catch((cause) => {
    throw new Error(`download: ${url} broke off; run again, it resumes`, { cause });
  });
}
