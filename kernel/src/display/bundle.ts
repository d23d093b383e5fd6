import { inspect } from 'node:util';
import type { MimeBundle } from '../cells/types.js';
import { imageBundle } from './images.js';
import { tableBundle } from './tables.js';
import { tensorText } from './tensors.js';

/**
 * The method by which a value says how it is shown: returns a MIME bundle, or a promise of one (Deno's
 * convention).
 */
export const displayMethod = Symbol.for('Jupyter.display');

/** How values are written as text. */
export const inspectOptions = {
  depth: 4,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 100,
} as const;

/**
 * The MIME bundle that shows a value: what its `Symbol.for('Jupyter.display')` method says; else by kind:
 * tensors, images, tables of records; always with `text/plain`. A promise only where the value's own method
 * returns one.
 *
 * @throws what the value's own method throws
 */
export function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  const own = ownDisplay(value);
  if (own) {
    const bundle = own();
    return isThenable(bundle) ? Promise.resolve(bundle).then(checked) : checked(bundle);
  }
  const known = imageBundle(value) ?? tableBundle(value) ?? {};
  return { 'text/plain': plainText(value), ...known };
}

/** Whether a value is awaited as a promise is: whether it has a method `then`. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** A value as text, the way a REPL shows it. */
export function plainText(value: unknown): string {
  return tensorText(value) ?? inspect(value, inspectOptions);
}

function ownDisplay(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  const method: unknown = Reflect.get(value, displayMethod);
  return typeof method === 'function' ? () => method.call(value) : undefined;
}

function checked(bundle: unknown): MimeBundle {
  if (typeof bundle === 'object' && bundle !== null && !Array.isArray(bundle)) {
    return Object.fromEntries(Object.entries(bundle).map(([type, data]) => [type, encoded(data)]));
  }
  throw new TypeError(
    `Symbol.for('Jupyter.display') must return an object of MIME types, got ${inspect(bundle)}`,
  );
}

/** Bytes travel as base64 text. */
function encoded(data: unknown): unknown {
  return data instanceof Uint8Array ? Buffer.from(data).toString('base64') : data;
}
