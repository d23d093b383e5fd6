import { type NumberArray, toNumberArray, unravel } from './number-array.js';
import { shapeAdvice, shapeFault } from './shape-fault.js';
import { toldApart } from './told-apart.js';
import { type Pair, relationOf, toleranceAt } from './value-relation.js';

/** What an answer must be. Every part that is given is checked, in this order. */
export interface Expectation {
  /** Length of each axis; `[]` for a single number. That of `values` by default. */
  readonly shape?: readonly number[];
  /** Least and greatest value that can be right at all, with a reason where it is not plain. */
  readonly range?: readonly [number, number];
  /** Why values must lie in `range`: "a correlation lies between −1 and 1". */
  readonly rangeReason?: string;
  /** The right values: a number, nested arrays, a typed array, a tensor; a truth value; or a text. */
  readonly values?: unknown;
  /**
   * Greatest difference from the right value. By default 1e-4 × max(1, |right value|), and at most 0.01 where the right
   * value is a whole number, so that no count may be wrong by one.
   */
  readonly tolerance?: number;
}

/** What was found: what is wrong, if anything is; and the numbers side by side, where there are any. */
export interface Comparison {
  readonly fault?: string | undefined;
  readonly pair?: Pair;
  /** Where the shape is wrong: that it is, without advice; and the numbers, if the right ones are known. */
  readonly misshapen?: { readonly said: string; readonly pair?: Pair };
}

/**
 * Compares an answer with what is expected: shape first, then NaN, then what is true of all values at once (a factor,
 * the sign, …), then the range, then value by value. Nothing is said of the answer that does not hold of it.
 *
 * @returns undefined when it is right, or a sentence that says what is wrong without giving the answer away.
 */
export function compare(answer: unknown, expected: Expectation): string | undefined {
  const { fault, pair } = comparison(answer, expected, 'kept');
  return fault === undefined || pair === undefined ? fault : (relationOf([pair]) ?? fault);
}

/**
 * As {@link compare}, but with the values' own fault alone, so that the caller may first look for what is true of
 * several answers at once.
 *
 * @param rightValue 'told' beside the wrong one (for one call of a function), or 'kept' (it is the answer).
 */
export function comparison(answer: unknown, expected: Expectation, rightValue: 'told' | 'kept'): Comparison {
  if (typeof expected.values === 'string') return { fault: compareText(answer, expected.values) };
  if (typeof expected.values === 'boolean') return { fault: compareTruth(answer, expected.values) };
  if (typeof answer === 'boolean') return { fault: `It is a truth value, ${answer}; expected numbers.` };
  const got = toNumberArray(answer);
  if (typeof got === 'string') return { fault: got };
  const right = expected.values === undefined ? undefined : toNumberArray(expected.values);
  if (typeof right === 'string')
    throw new TypeError(`compare: expected.values cannot be compared with: ${right}`);
  const { tolerance, range } = expected;
  const shape = expected.shape ?? right?.shape;
  const pair = right && { got, right, tolerance };
  const misshapen = shape && shapeFault(got, shape);
  if (misshapen !== undefined) return comparedInShape(misshapen, pair);
  const early = findNotFinite(got);
  if (early !== undefined) return { fault: early };
  const outside = range && compareRange(got, range, expected, right);
  if (pair === undefined) return { fault: outside };
  return { fault: outside ?? compareValues(pair, rightValue), pair };
}

function comparedInShape(said: string, pair?: Pair): Comparison {
  const advice = pair && shapeAdvice([pair]);
  return {
    fault: advice === undefined ? said : `${said} ${advice}`,
    misshapen: pair === undefined ? { said } : { said, pair },
  };
}

function compareText(answer: unknown, right: string): string | undefined {
  if (typeof answer !== 'string') return `Expected a text in quotes, got ${typeof answer}.`;
  const plain = (text: string) => text.trim().toLowerCase();
  return plain(answer) === plain(right) ? undefined : `"${answer}" is not it.`;
}

function compareTruth(answer: unknown, right: boolean): string | undefined {
  if (typeof answer !== 'boolean') return `Expected true or false, got ${typeof answer}.`;
  return answer === right ? undefined : `${answer}, and it should be ${right}.`;
}

const notANumber =
  'That comes from arithmetic with undefined (a place that a list does not have, an arrow function without "return"), ' +
  'from 0 / 0 or 0 · log 0, or from a root, logarithm or arc cosine of a number that has none.';
const infinite = 'Look for a division by 0, a logarithm of 0, or a power that is too large.';

function findNotFinite({ shape, values }: NumberArray): string | undefined {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value))
      return `The value${placeText(i, shape)} is ${value}. ${Number.isNaN(value) ? notANumber : infinite}`;
  }
  return undefined;
}

function placeText(flat: number, shape: readonly number[]): string {
  return shape.length === 0 ? '' : ` at [${unravel(flat, shape).join(', ')}]`;
}

/** What lies beyond the range, by more than the right value there allows. */
function compareRange(
  { shape, values }: NumberArray,
  [low, high]: readonly [number, number],
  { rangeReason, tolerance }: Expectation,
  right?: NumberArray,
): string | undefined {
  for (let i = 0; i < values.length; i++) {
    const [value, meant] = [values[i] ?? Number.NaN, right?.values[i]];
    const slack = meant === undefined ? 0 : toleranceAt(meant, tolerance);
    if (value >= low - slack && value <= high + slack) continue;
    const why = rangeReason === undefined ? '' : ` (${rangeReason})`;
    const shown = toldApart(value, value < low ? low : high);
    return `The value${placeText(i, shape)} is ${shown}; it must lie between ${low} and ${high}${why}.`;
  }
  return undefined;
}

function compareValues({ got, right, tolerance }: Pair, rightValue: 'told' | 'kept'): string | undefined {
  const wrong = Array.from(right.values).flatMap((value, i) =>
    Math.abs((got.values[i] ?? Number.NaN) - value) <= toleranceAt(value, tolerance) ? [] : [i],
  );
  const [first] = wrong;
  if (first === undefined) return undefined;
  const [value, meant] = [got.values[first] ?? Number.NaN, right.values[first] ?? Number.NaN];
  const told = rightValue === 'told' ? `: it should be ${toldApart(meant, value)}` : '';
  const said = `${toldApart(value, meant)} is too ${value > meant ? 'large' : 'small'}${told}.`;
  if (right.values.length === 1) return said;
  const where = `[${unravel(first, right.shape).join(', ')}]`;
  if (wrong.length === 1) return `1 of ${right.values.length} values is wrong, at ${where}: ${said}`;
  return `${wrong.length} of ${right.values.length} values are wrong. The first is at ${where}: ${said}`;
}
