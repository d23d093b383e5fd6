import { describe, readNumbers, requireLength, type Values } from '../checks/arguments.js';

/** A line's values: along y only, or with its own places along x. */
export type LineValues = Values | { readonly x: Values; readonly y: Values };

/** One line, read and checked. */
export interface Line {
  readonly label: string;
  readonly x: number[];
  readonly y: number[];
  /** Half the length of each error bar. */
  readonly errors: number[] | undefined;
}

/** What all lines of a figure have in common. */
export interface LineContext {
  /** Place of each value along x, for lines without places of their own. */
  readonly x?: Values;
  /** Half the length of each error bar, by the line's name. */
  readonly errors?: Readonly<Record<string, Values>>;
}

/**
 * Reads lines. Places are the line's own, or the common ones, or 1, 2, 3 …
 *
 * @throws when there is none, when x, y or errors differ in length, on NaN, on a negative error, on errors of a
 * line that is not there.
 */
export function readLines(
  name: string,
  series: Readonly<Record<string, LineValues>>,
  context: LineContext,
): Line[] {
  const { errors = {} } = context;
  const stray = Object.keys(errors).find((label) => !(label in series));
  if (stray !== undefined) throw new TypeError(`${name}: errors has "${stray}", which is no series.`);
  const common = context.x === undefined ? undefined : Array.from(readNumbers(name, 'x', context.x));
  const lines = Object.entries(series).map(([label, values]) => {
    const { x, y } = readPlaces(name, label, values, common);
    const given = errors[label];
    return {
      label,
      x,
      y,
      errors: given === undefined ? undefined : readErrors(name, label, given, y.length),
    };
  });
  if (lines.length === 0) throw new TypeError(`${name}: series is empty; pass e.g. { training: losses }.`);
  return lines;
}

function readPlaces(
  name: string,
  label: string,
  values: LineValues,
  common?: number[],
): { x: number[]; y: number[] } {
  const own = isPair(values) ? Array.from(readNumbers(name, `${label}.x`, values.x)) : common;
  const y = Array.from(readNumbers(name, label, isPair(values) ? values.y : values));
  if (own) requireLength(name, `values of "${label}" for x`, y.length, own.length);
  return { x: own ?? Array.from(y, (_, i) => i + 1), y };
}

function isPair(values: LineValues): values is { readonly x: Values; readonly y: Values } {
  return typeof values === 'object' && values !== null && 'x' in values && 'y' in values;
}

function readErrors(name: string, label: string, given: Values, count: number): number[] {
  const errors = Array.from(readNumbers(name, `errors.${label}`, given));
  requireLength(name, `errors of "${label}"`, errors.length, count);
  const negative = errors.find((error) => error < 0);
  if (negative !== undefined)
    throw new RangeError(
      `${name}: errors.${label} holds ${describe(negative)}; a half-length is at least 0.`,
    );
  return errors;
}
