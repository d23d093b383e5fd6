import type { Exercise } from '../../../lib/dist/study/exercise.js';

/** One answer beside the right one. */
export interface Side {
  readonly got: unknown;
  readonly right: unknown;
}

/** Answers to each case of an exercise, or the one answer, beside the right ones; an error is its own answer. */
export function sidesOf({ cases, values }: Exercise, answer: unknown): Side[] {
  if (cases === undefined) return [{ got: answer, right: values }];
  return cases.map((one) => {
    try {
      const got = typeof answer === 'function' ? answer(...structuredClone(one.arguments)) : answer;
      if (got instanceof Promise) got.catch(() => undefined); // it was told already that this is a promise
      return { got, right: one.values };
    } catch (got) {
      return { got, right: one.values };
    }
  });
}

/** The numbers of an answer in order; undefined where it has none. */
export function numbersOf(value: unknown): number[] | undefined {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.flatMap((one) => numbersOf(one) ?? [Number.NaN]);
  if (
    typeof value === 'object' &&
    value !== null &&
    'dataSync' in value &&
    typeof value.dataSync === 'function'
  )
    return Array.from<number>(value.dataSync());
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as ArrayLike<number>) // any typed array is array-like
    : undefined;
}
