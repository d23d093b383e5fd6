import type { Exercise } from '../../../lib/dist/study/exercise.js';
import { numbersOf, type Side, sidesOf } from './sides.js';
import type { Said } from './tried.js';

/** How each kind of hint begins, or what it holds. */
const kinds: readonly (readonly [Exclude<Said, RegExp>, RegExp])[] = [
  ['sign', /^The sign is reversed\.$/],
  ['per cent', /100 times too large/],
  ['fraction', /100 times too small/],
  ['pixels', /784 times too/],
  ['double', /twice as large/],
  ['half', /half as large/],
  ['factor', /^Every value is [-\d.e+]+ times/],
  ['offset', /^Every value is [\d.e+-]+ too (large|small)/],
  ['reshape', /in another shape/],
  ['reduction', /The (sum|mean) over axis \d is missing/],
  ['transposed', /It is transposed/],
  ['throws', /function throws/],
  ['nothing', /returns nothing/],
  ['promise', /returns a promise/],
  ['shape', /The shape is/],
  ['NaN', /is NaN\./],
  ['infinite', /is -?Infinity\./],
  ['range', /must lie between/],
  ['kind', /It is |Expected |Give the function|cannot be read|Its rows differ|empty array/],
  ['plain', /is too (large|small)|and it should be/],
];

/** The kind of hint that a message is, unless it is the author's own words. */
export const kindOf = (message: string): Said | undefined =>
  kinds.find(([, text]) => text.test(message))?.[0];

const close = (a: number, b: number) => Math.abs(a - b) <= 2e-3 * Math.max(Math.abs(a), Math.abs(b)) + 1e-3;

/** Whether all answers are what a rule makes of the right values. */
const all = (sides: readonly Side[], rule: (right: number) => number) =>
  sides.every(({ got, right }) => {
    const [a, b] = [numbersOf(got), numbersOf(right)];
    return a?.length === b?.length && b?.every((value, i) => close(a?.[i] ?? Number.NaN, rule(value)));
  });

const isTold = (sides: readonly Side[]) =>
  sides.some(({ right }) => numbersOf(right)?.some((value) => Math.abs(value) > 1e-3));

/** Counts again what a message claims of an answer: undefined where it holds, else what is not true. */
export function falseClaim(task: Exercise, answer: unknown, message: string): string | undefined {
  const sides = sidesOf(task, answer);
  const factor = { sign: -1, 'per cent': 100, fraction: 0.01, double: 2, half: 0.5 } as const;
  const kind = kindOf(message);
  const times = (by: number) =>
    isTold(sides) && all(sides, (right) => by * right) ? undefined : `not ${by} times`;
  if (typeof kind === 'string' && kind in factor) return times(factor[kind as keyof typeof factor]); // it is one of its keys
  if (kind === 'pixels') return times(message.includes('large') ? 784 : 1 / 784);
  if (/255 times/.test(message)) return times(message.includes('large') ? 255 : 1 / 255);
  if (kind === 'factor') return times(Number(/is ([-\d.e+]+) times/.exec(message)?.[1]));
  if (kind === 'offset') {
    const [, size = '', side] = /is ([\d.e+-]+) too (large|small)/.exec(message) ?? [];
    const by = Number(size) * (side === 'large' ? 1 : -1);
    return all(sides, (right) => right + by) ? undefined : `not ${by} apart`;
  }
  return falseDetail(sides, message);
}

/** What a message says of one place: that two numbers differ, and print differently. */
function falseDetail(sides: readonly Side[], message: string): string | undefined {
  const pair = /([-\d.e+]+) is too (large|small): it should be ([-\d.e+]+)\.$/.exec(message);
  if (pair) {
    const [, got, side, right] = pair;
    if (got === right) return 'two numbers print alike';
    return Number(got) > Number(right) === (side === 'large') ? undefined : 'the wrong side';
  }
  const reduction = /The (sum|mean) over axis 0 is missing/.exec(message);
  if (reduction) {
    const holds = sides.every(({ got, right }) => {
      const values = numbersOf(got) ?? [];
      const sum = values.reduce((all, value) => all + value, 0);
      return values.length === 0 || close(reduction[1] === 'sum' ? sum : sum / values.length, Number(right));
    });
    return holds ? undefined : 'no reduction leads to the right value';
  }
  if (/again and again/.test(message)) {
    const isRepeated = ({ got, right }: Side) =>
      numbersOf(got)?.every((value) => close(value, Number(right)));
    return sides.every((side) => isRepeated(side) ?? true) ? undefined : 'not the right answer again';
  }
  if (/is NaN\./.test(message))
    return sides.some(({ got }) => numbersOf(got)?.some(Number.isNaN)) ? undefined : 'no value is NaN';
  if (/is -?Infinity\./.test(message))
    return sides.some(({ got }) => numbersOf(got)?.some((v) => Math.abs(v) === Infinity))
      ? undefined
      : 'all is finite';
  return undefined;
}
