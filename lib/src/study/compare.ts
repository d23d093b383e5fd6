import { type NumberArray, toNumberArray, unravel } from './number-array.js';

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
  /** Greatest difference from the right value; 1e-4 × max(1, |right value|) by default. */
  readonly tolerance?: number;
}

/**
 * Compares an answer with what is expected: shape first, then NaN, then range, then values.
 *
 * @returns undefined when it is right, or a sentence that says what is wrong without giving the answer away.
 */
export function compare(answer: unknown, expected: Expectation): string | undefined {
  if (typeof expected.values === 'string') return compareText(answer, expected.values);
  if (typeof expected.values === 'boolean') return compareTruth(answer, expected.values);
  const got = toNumberArray(answer);
  if (typeof got === 'string') return got;
  const right = expected.values === undefined ? undefined : toNumberArray(expected.values);
  if (typeof right === 'string')
    throw new TypeError(`compare: expected.values cannot be compared with: ${right}`);
  const shape = expected.shape ?? right?.shape;
  return (
    (shape && compareShape(got.shape, shape)) ??
    findNotFinite(got) ??
    (expected.range && compareRange(got, expected.range, expected.rangeReason)) ??
    (right && compareValues(got, right, expected.tolerance))
  );
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

const shapeText = (shape: readonly number[]) =>
  shape.length === 0 ? 'a single number' : `[${shape.join(', ')}]`;

function compareShape(got: readonly number[], expected: readonly number[]): string | undefined {
  if (got.join() === expected.join()) return undefined;
  const said = `The shape is ${shapeText(got)}, expected ${shapeText(expected)}.`;
  if (got.length > 1 && [...got].reverse().join() === expected.join()) return `${said} Is it transposed?`;
  const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
  if (size(got) === 1 && expected.length === 0) return `${said} Take the one number out of it: […][0].`;
  if (size(got) === size(expected)) return `${said} The number of values is right: reshape it.`;
  if (expected.length === got.length - 1)
    return `${said} There is an axis too many: a sum or a mean is missing.`;
  return said;
}

function findNotFinite({ shape, values }: NumberArray): string | undefined {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]))
      return `The value${placeText(i, shape)} is ${values[i]}. Look for a division by 0, or the logarithm of 0.`;
  }
  return undefined;
}

function placeText(flat: number, shape: readonly number[]): string {
  return shape.length === 0 ? '' : ` at [${unravel(flat, shape).join(', ')}]`;
}

function compareRange(
  { shape, values }: NumberArray,
  [low, high]: readonly [number, number],
  reason?: string,
) {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < low || value > high) {
      const why = reason === undefined ? '' : ` (${reason})`;
      return `The value${placeText(i, shape)} is ${short(value)}; it must lie between ${low} and ${high}${why}.`;
    }
  }
  return undefined;
}

/** Four digits are enough, but a count such as 65536 is told as it is. */
const short = (value: number) => String(Number(value.toPrecision(Math.abs(value) < 1e4 ? 4 : 10)));

function compareValues(got: NumberArray, right: NumberArray, tolerance?: number): string | undefined {
  const near = (a: number, b: number) => Math.abs(a - b) <= (tolerance ?? 1e-4 * Math.max(1, Math.abs(b)));
  const wrong: number[] = [];
  for (let i = 0; i < right.values.length; i++)
    if (!near(got.values[i] ?? 0, right.values[i] ?? 0)) wrong.push(i);
  const first = wrong[0];
  if (first === undefined) return undefined;
  return relation(got.values, right.values, near) ?? whereWrong(got, right, wrong, first);
}

/** Factors that tell of a known slip. */
const slips: readonly (readonly [number, string])[] = [
  [-1, 'The sign is reversed.'],
  [2, 'It is twice as large: is there a factor ½, or does something count double?'],
  [0.5, 'It is half as large: is there a factor ½ too many?'],
  [100, 'It is 100 times too large: a fraction is asked for, not per cent.'],
  [0.01, 'It is 100 times too small: per cent are asked for, not a fraction.'],
  [784, 'It is 784 times too large: a sum over pixels where a mean is asked for?'],
  [1 / 784, 'It is 784 times too small: a mean over pixels where a sum is asked for?'],
  [255, 'It is 255 times too large: pixels from 0 to 1 are meant.'],
  [1 / 255, 'It is 255 times too small: pixels from 0 to 255 are meant.'],
];

type Near = (a: number, b: number) => boolean;

/** Finds one factor or one difference between all values and the right ones. */
function relation(got: ArrayLike<number>, right: ArrayLike<number>, near: Near): string | undefined {
  const all = (map: (value: number) => number) =>
    Array.from(right).every((value, i) => near(map(got[i] ?? 0), value));
  const slip = slips.find(([factor]) => all((value) => value / factor));
  if (slip) return slip[1];
  if (right.length < 2) return undefined;
  const pivot = Array.from(right).findIndex((value) => Math.abs(value) > 1e-9);
  const factor = (got[pivot] ?? 0) / (right[pivot] ?? 1);
  if (factor !== 0 && all((value) => value / factor))
    return `Every value is ${short(factor)} times the right one: look at the reduction (sum or mean) and at constants.`;
  const offset = (got[0] ?? 0) - (right[0] ?? 0);
  if (all((value) => value - offset))
    return `Every value is ${short(Math.abs(offset))} too ${offset > 0 ? 'large' : 'small'}: is something to be subtracted or added?`;
  return undefined;
}

function whereWrong(got: NumberArray, right: NumberArray, wrong: readonly number[], first: number): string {
  const value = got.values[first] ?? 0;
  const side = value > (right.values[first] ?? 0) ? 'large' : 'small';
  if (right.values.length === 1) return `${short(value)} is too ${side}.`;
  return (
    `${wrong.length} of ${right.values.length} values are wrong. ` +
    `The first is at [${unravel(first, right.shape).join(', ')}]: ${short(value)} is too ${side}.`
  );
}
