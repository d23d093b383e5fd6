/** Four digits are enough for reading, but a count such as 65536 is told as it is. */
const leastDigits = (value: number) => (Math.abs(value) < 1e4 ? 4 : 10);

const rounded = (value: number, digits: number) => Number(value.toPrecision(digits));

/**
 * A number as text, in four significant digits or as many more as tell it from another number: 0.1004 beside 0.1.
 * Used where an exercise says that one number is not the other; two that print alike would teach nothing.
 */
export function toldApart(value: number, other: number): string {
  for (let digits = leastDigits(value); digits <= 17; digits++)
    if (rounded(value, digits) !== rounded(other, digits)) return String(rounded(value, digits));
  return String(value);
}
