/** Numbers as a figure takes them: an array, a typed array, or a tensor (anything with `dataSync`). */
export type Values = ArrayLike<number> | { dataSync(): ArrayLike<number> };

/**
 * Reads numbers out of an array, a typed array or a tensor; never modifies them.
 *
 * @throws when `values` is not such a thing, is empty, or holds NaN or an infinity.
 */
export function readNumbers(name: string, argument: string, values: Values): ArrayLike<number> {
  const numbers = asArrayLike(values);
  if (numbers === undefined)
    throw new TypeError(
      `${name}: ${argument} must be an array of numbers or a tensor, got ${describe(values)}. ` +
        'Pass a Float32Array, a plain array, or a tensor.',
    );
  if (numbers.length === 0) throw new RangeError(`${name}: ${argument} is empty; there is nothing to draw.`);
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isFinite(numbers[i]))
      throw new RangeError(
        `${name}: ${argument}[${i}] is ${describe(numbers[i])}, expected a finite number. ` +
          'If this is a loss, the training diverged: lower the learning rate.',
      );
  }
  return numbers;
}

function asArrayLike(values: unknown): ArrayLike<number> | undefined {
  if (typeof values !== 'object' || values === null) return undefined;
  // Checked on the line itself: an object with a function `dataSync` is what the type says, a tensor.
  if ('dataSync' in values && typeof values.dataSync === 'function')
    return values.dataSync() as ArrayLike<number>;
  // Checked on the line itself; that its elements are numbers is checked by the caller, one by one.
  if ('length' in values && typeof values.length === 'number') return values as ArrayLike<number>;
  return undefined;
}

/** Returns `text`; throws when it is no text, saying that each axis needs a title with its unit. */
export function requireTitle(name: string, argument: string, text: unknown): string {
  if (typeof text !== 'string' || text.trim() === '')
    throw new TypeError(
      `${name}: ${argument} must be a text, got ${describe(text)}. ` +
        'Name the quantity and its unit, e.g. "loss (nats per image)".',
    );
  return text;
}

/** Returns `value`; throws when it is not a whole number of at least `least`. */
export function requireWhole(name: string, argument: string, value: unknown, least = 1): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least)
    throw new RangeError(
      `${name}: ${argument} must be a whole number of at least ${least}, got ${describe(value)}.`,
    );
  return value;
}

/** Throws unless both numbers agree; `what` says what is being counted. */
export function requireLength(name: string, what: string, got: number, expected: number): void {
  if (got !== expected) throw new RangeError(`${name}: ${what}: got ${got}, expected ${expected}.`);
}

/** A value in a few characters, for an error message. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null)
    return `an object (${value.constructor?.name ?? 'no class'})`;
  return String(value);
}
