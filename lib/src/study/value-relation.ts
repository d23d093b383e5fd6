import { type NumberArray, transposed } from './number-array.js';
import { toldApart } from './told-apart.js';

/** What was given and what is right, of one shape, and how far they may be apart. */
export interface Pair {
  readonly got: NumberArray;
  readonly right: NumberArray;
  readonly tolerance?: number | undefined;
}

/** Two numbers at the same place, and their tolerance. */
interface Place {
  readonly got: number;
  readonly right: number;
  readonly tolerance: number;
}

/**
 * The greatest difference from a right value: what the exercise says; else 1e-4 × max(1, |right|), but never more than
 * 0.01 from a whole number, so that a count that is wrong by one is wrong.
 */
export function toleranceAt(right: number, given?: number): number {
  if (given !== undefined) return given;
  const relative = 1e-4 * Math.max(1, Math.abs(right));
  return Number.isInteger(right) ? Math.min(relative, 0.01) : relative;
}

/**
 * One thing that is true of *all* values at once: they are transposed, reversed in sign, a factor or a difference away
 * from the right ones. It is said only where it holds at every place, and where the right values are such that it
 * could have failed: nothing is "100 times" 0, and one number alone is always some factor of another.
 */
export function relationOf(pairs: readonly Pair[]): string | undefined {
  const places = pairs.flatMap(placesOf);
  if (places.every(({ got, right, tolerance }) => Math.abs(got - right) <= tolerance)) return undefined;
  return (
    transposition(pairs) ??
    knownFactor(places) ??
    (isVaried(places) ? anyFactor(places) : undefined) ??
    offset(places)
  );
}

function placesOf({ got, right, tolerance }: Pair): Place[] {
  return Array.from(right.values, (value, i) => {
    return { got: got.values[i] ?? Number.NaN, right: value, tolerance: toleranceAt(value, tolerance) };
  });
}

const isZero = ({ right, tolerance }: Place) => Math.abs(right) <= tolerance;

/** Whether every value is `factor` times the right one: within the tolerance, and within a thousandth. */
function areTimes(places: readonly Place[], factor: number): boolean {
  if (places.every(isZero)) return false;
  return places.every((place) => {
    const { got, right, tolerance } = place;
    if (isZero(place)) return Math.abs(got) <= tolerance;
    return Math.abs(got / factor - right) <= Math.min(tolerance, 1e-3 * Math.abs(right));
  });
}

/** Whether two right values differ in size, neither being 0. */
function isVaried(places: readonly Place[]): boolean {
  const sizes = places.filter((place) => !isZero(place)).map(({ right }) => Math.abs(right));
  return sizes.length > 1 && Math.max(...sizes) > 1.01 * Math.min(...sizes);
}

/** Factors that tell of a known slip, where the right values allow it. */
const slips: readonly { factor: number; say: string; when?: (places: readonly Place[]) => boolean }[] = [
  { factor: -1, say: 'The sign is reversed.' },
  {
    factor: 100,
    say: '100 times too large: per cent, where a fraction is asked for?',
    when: (places) =>
      places.every(({ right }) => Math.abs(right) <= 1) &&
      places.some(({ right }) => !Number.isInteger(right)),
  },
  {
    factor: 0.01,
    say: '100 times too small: a fraction, where per cent are asked for?',
    when: (places) =>
      places.every(({ got }) => Math.abs(got) <= 1) && places.some(({ right }) => !Number.isInteger(right)),
  },
  { factor: 784, say: '784 times too large: a sum over pixels, where a mean is asked for?' },
  { factor: 1 / 784, say: '784 times too small: a mean over pixels, where a sum is asked for?' },
  { factor: 255, say: '255 times too large: pixels from 0 to 255, where 0 to 1 is meant?' },
  { factor: 1 / 255, say: '255 times too small: pixels from 0 to 1, where 0 to 255 is meant?' },
  { factor: 2, say: 'twice as large as it should be: does something count double?', when: isVaried },
  { factor: 0.5, say: 'half as large as it should be: is a factor 2 missing?', when: isVaried },
];

function knownFactor(places: readonly Place[]): string | undefined {
  const slip = slips.find(({ factor, when }) => (when?.(places) ?? true) && areTimes(places, factor));
  if (slip === undefined || slip.factor === -1) return slip?.say;
  return `${subject(places)} is ${slip.say}`;
}

const subject = (places: readonly Place[]) => (places.length === 1 ? 'It' : 'Every value');

function anyFactor(places: readonly Place[]): string | undefined {
  const pivot = places.find((place) => !isZero(place));
  if (pivot === undefined) return undefined;
  const factor = pivot.got / pivot.right;
  if (factor === 0 || !areTimes(places, factor)) return undefined;
  return `Every value is ${toldApart(factor, 1)} times the right one: look at constants, and at sums and means.`;
}

function offset(places: readonly Place[]): string | undefined {
  const [first] = places;
  if (first === undefined || new Set(places.map(({ right }) => right)).size < 2) return undefined;
  const difference = first.got - first.right;
  const isShifted = ({ got, right, tolerance }: Place) =>
    Math.abs(got - right - difference) <= Math.min(tolerance, 1e-3 * Math.abs(difference));
  if (!places.every(isShifted)) return undefined;
  const [size, side] = [toldApart(Math.abs(difference), 0), difference > 0 ? 'large' : 'small'];
  return `Every value is ${size} too ${side}.`;
}

function transposition(pairs: readonly Pair[]): string | undefined {
  if (pairs.some(({ right }) => right.shape.length !== 2)) return undefined;
  const isRight = ({ right, got, tolerance }: Pair) => areAlike(transposed(got), right, tolerance);
  return pairs.every(isRight) ? 'It is transposed: rows and columns are exchanged.' : undefined;
}

/** Whether two arrays have one shape and the same numbers within the tolerance; NaN is like NaN. */
export function areAlike(got: NumberArray, right: NumberArray, tolerance?: number): boolean {
  if (got.shape.join() !== right.shape.join()) return false;
  return Array.from(right.values).every((value, i) => {
    const other = got.values[i] ?? Number.NaN;
    return Object.is(other, value) || Math.abs(other - value) <= toleranceAt(value, tolerance);
  });
}
