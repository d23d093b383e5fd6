import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of an array that make it a data set rather than a batch. */
const large = 32 * 2 ** 20;
/** Bytes of such arrays that are worth a collection. */
const enough = 128 * 2 ** 20;

let bytes = 0;
let collect: (() => void) | undefined;

/** Notes that values of so many bytes were copied to TensorFlow. */
export function noteHostCopy(byteLength: number): void {
  if (byteLength >= large) bytes += byteLength;
}

/**
 * Collects garbage when many values were copied since the last time: the arrays they came from are often not needed any
 * more, and V8, which sees few new objects while a model trains, would keep them to the end of it (measured: 188 MB of
 * digits twice; a collection takes about 20 ms). Called before each compiled step, which costs nothing otherwise.
 */
export function collectHostCopies(): void {
  if (bytes < enough) return;
  bytes = 0;
  collect ??= collector();
  collect();
}

/** V8's collector, which Node shows only to those who ask. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  // `gc` is what the flag defines in every new context.
  return runInNewContext('gc') as () => void;
}
