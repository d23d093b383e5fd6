import { lentArray } from '@codebook/engine';

/** Numbers that make an array a whole data set rather than a few examples. */
export const many = 2 ** 22;

/** An array for the values of a data set, not yet set: large ones lie where training reads them without a copy. */
export function newValues(length: number): Float32Array {
  return length >= many ? lentArray(length) : new Float32Array(length);
}
