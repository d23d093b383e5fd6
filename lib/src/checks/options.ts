import { describe } from './arguments.js';

/** All names of a record of options. An option that an interface has and this lacks does not type-check. */
export type OptionNames<O extends object> = { readonly [Name in keyof Required<O>]: true };

/**
 * Refuses options that a function does not know, so that a misspelt one is not ignored in silence. It is the first thing
 * that a function with options does.
 *
 *     checkOptions('kMeans', options, { seed: true, starts: true });
 *
 * @param names every option of `options`' type: the one place, beside the type itself, where an option is named.
 * @throws TypeError when `options` is not an object, or has an option outside `names`.
 */
export function checkOptions<O extends object>(
  caller: string,
  options: O,
  names: OptionNames<NoInfer<O>>,
): void {
  checkKeys(caller, options, Object.keys(names));
}

/** As {@link checkOptions}, for records whose names are known only as the program runs, such as the series of a figure. */
export function checkKeys(caller: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError(`${caller}: options must be an object, got ${describe(options)}`);
  const stray = Object.keys(options).find((key) => !known.includes(key));
  if (stray !== undefined)
    throw new TypeError(`${caller}: unknown option "${stray}"; known are ${known.join(', ')}`);
}

/** @throws RangeError unless a seed is a whole number from 0 to 2³² − 1: larger ones would repeat the numbers of smaller ones. */
export function checkSeed(caller: string, seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new RangeError(`${caller}: seed must be a whole number from 0 to 2^32 - 1, got ${seed}`);
}

/** @throws RangeError unless `value` is a whole number ≥ 1. */
export function wholeNumber(caller: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${caller}: ${name} must be a whole number ≥ 1, got ${value}`);
}
