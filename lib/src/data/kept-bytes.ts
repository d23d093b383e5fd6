import { lentBytes } from '@codebook/engine';
import { many, newValues } from './new-values.js';

/** A data set's values as they lie in memory: float32, or bytes of which each stands for byte / 255. */
export type KeptValues = Float32Array | Uint8Array;

/** What a data set is here: values, and what else there is. */
interface HasValues {
  readonly values: Float32Array;
}

/** Where the values of sets of bytes lie, until someone reads them as an array of floats. */
interface Store {
  kept: KeptValues;
}

/** The first `length` numbers of a store are a set's. */
const sets = new WeakMap<object, { readonly store: Store; readonly length: number }>();

/**
 * A data set whose values are kept as bytes, a quarter of the memory; few are kept as floats. Its `values` are made when
 * they are first read, and lie in memory from then on in place of the bytes, for the reader may write into them.
 * @param parts everything else that the set has.
 * @param bytes each stands for byte / 255.
 */
export function datasetOfBytes<D extends HasValues>(parts: Omit<D, 'values'>, bytes: Uint8Array): D {
  if (bytes.length >= many) return setOf<D>(parts, { kept: bytes }, bytes.length);
  // With its values it is what the parts are of.
  return { ...parts, values: scaledBytes(bytes) } as unknown as D;
}

/** A set of the first examples, in the same memory; `parts` are all that it has besides values. */
export function firstPart<D extends HasValues>(dataset: D, parts: Omit<D, 'values'>, length: number): D {
  const store = sets.get(dataset)?.store;
  if (store) return setOf(parts, store, length);
  // With its values it is what the parts are of.
  return { ...parts, values: dataset.values.subarray(0, length) } as unknown as D;
}

function setOf<D extends HasValues>(parts: Omit<D, 'values'>, store: Store, length: number): D {
  let values: Float32Array | undefined;
  const get = (): Float32Array => {
    if (store.kept instanceof Uint8Array) store.kept = scaledBytes(store.kept);
    values ??= length === store.kept.length ? store.kept : store.kept.subarray(0, length);
    return values;
  };
  // With its values it is what the parts are of.
  const made = Object.defineProperty({ ...parts }, 'values', { get, enumerable: true }) as unknown as D;
  sets.set(made, { store, length });
  return made;
}

/** The values of a set as they lie in memory: nothing is copied, and no array of floats is made. */
export function keptValues(dataset: HasValues): KeptValues {
  const set = sets.get(dataset);
  return set?.store.kept instanceof Uint8Array ? set.store.kept.subarray(0, set.length) : dataset.values;
}

/** Everything that a set has besides its values, which are not read. */
export function withoutValues<D extends HasValues>(dataset: D): Omit<D, 'values'> {
  const { values: _, ...rest } = Object.getOwnPropertyDescriptors(dataset);
  // All properties but one.
  return Object.defineProperties({}, rest as PropertyDescriptorMap) as Omit<D, 'values'>;
}

/** Whether something has the values of a data set; they are not read. */
export function hasValues(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return sets.has(data) || ('values' in data && data.values instanceof Float32Array);
}

/** Numbers `start` … `end − 1` as floats: of floats a view, of bytes a new array. */
export function floatsOf(values: KeptValues, start: number, end: number): Float32Array {
  const part = values.subarray(start, end);
  return part instanceof Float32Array ? part : scaledBytes(part);
}

/** Writes numbers, from that at `start` on, over all of `into`. */
export function readFloats(values: KeptValues, start: number, into: Float32Array): void {
  if (values instanceof Float32Array) into.set(values.subarray(start, start + into.length));
  else for (let i = 0; i < into.length; i++) into[i] = scaled[values[start + i] ?? 0] ?? 0;
}

/** An array for bytes, not yet set: that of a whole data set lies where training reads it without a copy. */
export function newBytes(length: number): Uint8Array {
  return length >= many && length % 4 === 0 ? lentBytes(length) : new Uint8Array(length);
}

/** Bytes 0 … 255 as numbers in [0, 1]: value / 255. */
export function scaledBytes(bytes: Uint8Array): Float32Array {
  const values = newValues(bytes.length);
  readFloats(bytes, 0, values);
  return values;
}

const scaled = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);
