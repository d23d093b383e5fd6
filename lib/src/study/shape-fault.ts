import { type NumberArray, reducedAlong, transposed } from './number-array.js';
import { areAlike, type Pair } from './value-relation.js';

const shapeText = (shape: readonly number[]) =>
  shape.length === 0 ? 'a single number' : `[${shape.join(', ')}]`;

/** That an answer has another shape than the expected one; undefined where it has that one. */
export function shapeFault(got: NumberArray, expected: readonly number[]): string | undefined {
  if (got.shape.join() === expected.join()) return undefined;
  return `The shape is ${shapeText(got.shape)}, expected ${shapeText(expected)}.`;
}

/** What would bring an answer to the right one, and whether it does so for a pair of the two. */
interface Advice {
  readonly say: string;
  readonly holds: (pair: Pair) => boolean;
  /** Whether a pair could have shown that it does not hold; every pair by default. */
  readonly tells?: (pair: Pair) => boolean;
}

/**
 * What brings answers of a wrong shape to the right ones: *all* of them, so that nothing is said that fits one call of a
 * function by chance; undefined where nothing does.
 */
export function shapeAdvice(pairs: readonly Pair[]): string | undefined {
  const axes = [...(pairs[0]?.got.shape ?? []).keys()];
  return [transposition, reshaping, ...axes.flatMap(alongAxis), single].find(
    ({ holds, tells = () => true }) => pairs.every(holds) && pairs.some(tells),
  )?.say;
}

const leads = (changed: NumberArray, { right, tolerance }: Pair) => areAlike(changed, right, tolerance);

const transposition: Advice = {
  say: 'It is transposed: rows and columns are exchanged.',
  holds: (pair) => pair.got.shape.length === 2 && leads(transposed(pair.got), pair),
};

const reshaping: Advice = {
  say: 'The numbers are right, in another shape: reshape it.',
  holds: (pair) =>
    pair.right.shape.length > 0 &&
    pair.got.values.length === pair.right.values.length &&
    leads({ shape: pair.right.shape, values: pair.got.values }, pair),
};

const single: Advice = {
  say: 'Give the number itself.',
  holds: ({ got, right }) => right.shape.length === 0 && got.values.length === 1,
};

/** An axis of length 1 is its own sum and mean: neither is seen to be missing there. */
function alongAxis(axis: number): Advice[] {
  const tells = ({ got }: Pair) => (got.shape[axis] ?? 1) > 1;
  const reduced = (pair: Pair, by: 'sum' | 'mean') =>
    axis < pair.got.shape.length && leads(reducedAlong(pair.got, axis, by), pair);
  const repeated: Advice = {
    say: `Along axis ${axis} stands the right answer again and again: give it once.`,
    holds: (pair) => reduced(pair, 'mean') && isRepeated(pair.got, axis),
    tells,
  };
  const missing = (by: 'sum' | 'mean'): Advice => {
    return { say: `The ${by} over axis ${axis} is missing.`, holds: (pair) => reduced(pair, by), tells };
  };
  return [repeated, missing('sum'), missing('mean')];
}

/** Whether the array holds the same at every place of an axis. */
function isRepeated({ shape, values }: NumberArray, axis: number): boolean {
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const block = inner * (shape[axis] ?? 1);
  return Array.from(values).every((value, i) => value === values[i - (i % block) + (i % inner)]);
}
