/** @throws RangeError naming the first option that the function does not know, and those that it knows. */
export function refuseUnknown(caller: string, options: object, names: ReadonlySet<string>): void {
  const stray = Object.keys(options).find((key) => !names.has(key));
  if (stray !== undefined)
    throw new RangeError(`${caller}: unknown option ${stray}; known are ${[...names].join(', ')}`);
}

/** @throws RangeError unless `value` is a whole number ≥ 1. */
export function wholeNumber(caller: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${caller}: ${name} must be a whole number ≥ 1, got ${value}`);
}
