import { StringDecoder } from 'node:string_decoder';
import { currentJob } from './current-cell.js';
import { refuseStopped } from './interrupt.js';
import type { Output } from './output.js';

type Name = 'stdout' | 'stderr';
type Done = (error?: Error | null) => void;

/**
 * Sends what is written to `process.stdout` and `process.stderr`, and so `console`, to the front end, each
 * piece to the cell whose code wrote it. A stopped cell that goes on printing is ended there.
 */
export function captureStreams(output: Output): void {
  capture('stdout', output);
  capture('stderr', output);
}

function capture(name: Name, output: Output): void {
  const decoder = new StringDecoder('utf8');
  const toText = (chunk: string | Uint8Array, encoding: BufferEncoding | undefined): string => {
    if (typeof chunk !== 'string')
      return decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    const plain = encoding === undefined || encoding === 'utf8' || encoding === 'utf-8';
    return plain ? chunk : Buffer.from(chunk, encoding).toString('utf8');
  };
  process[name].write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Done,
    done?: Done,
  ): boolean => {
    refuseStopped();
    output.write(currentJob(), name, toText(chunk, typeof encoding === 'string' ? encoding : undefined));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}
