import type { Exercise } from '../../../lib/dist/study/exercise.js';

/** What is said to an answer: that it is right, a kind of hint, or the author's own words. */
export type Said =
  | 'right'
  | 'sign'
  | 'per cent'
  | 'fraction'
  | 'pixels'
  | 'double'
  | 'half'
  | 'factor'
  | 'offset'
  | 'transposed'
  | 'reshape'
  | 'reduction'
  | 'shape'
  | 'NaN'
  | 'infinite'
  | 'range'
  | 'kind'
  | 'throws'
  | 'nothing'
  | 'promise'
  | 'plain'
  | RegExp;

/** Answers that students tried: what they did, the answer, and what must be said to it. */
export type Tried = readonly (readonly [what: string, answer: unknown, said: Said])[];

/** The tried answers of a lesson, exercise by exercise. */
export type TriedOfLesson = readonly (readonly [task: Exercise, tried: Tried])[];

/** The sum of a list. */
export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
