/** Signs that stand between groups of digits: 25,088 and 25 088, also with a narrow space, and 25_088. */
const separator = '[,_ \\u00a0\\u2009\\u202f]';
const grouped = `[1-9]\\d{0,2}(?:${separator}\\d{2,3})*${separator}\\d{3}(?:\\.\\d+)?`;
const decimalComma = '\\d+,\\d+';
const plain = '\\d+\\.?\\d*|\\.\\d+';
const written = new RegExp(
  `^([+-]?)\\s*(${grouped}|${decimalComma}|${plain})(?:e([+-]?\\d+))?(?![\\d.,])(.*)$`,
);

/**
 * Reads the one number that a learner wrote: "25,088", "0,5", "−3", "1e-3"; also with the question's unit behind it,
 * in any case, and in per cent, which is a hundredth where the question has no unit.
 *
 * A comma groups digits as English does where three follow ("3,100" is 3100), and is a decimal comma elsewhere.
 *
 * @param unit the question's, if it has one
 * @returns undefined for anything else: words, another unit, a range, a fraction, nothing.
 */
export function readNumber(text: string, unit?: string): number | undefined {
  const parts = written.exec(text.trim().toLowerCase().replace(/^–/, '-').replaceAll('−', '-'));
  if (parts === null) return undefined;
  const [, sign = '', digits = '', exponent = '0', behind = ''] = parts;
  const shift = shiftOf(behind, unit);
  if (shift === undefined) return undefined;
  // Shifted as text: 73.1 / 100 is not 0.731.
  const number = Number(`${sign}${withPoint(digits)}e${Number(exponent) + shift}`);
  return Number.isFinite(number) ? number : undefined;
}

function withPoint(digits: string): string {
  const isGrouped = new RegExp(`^${grouped}$`).test(digits);
  return isGrouped ? digits.replaceAll(new RegExp(separator, 'g'), '') : digits.replace(',', '.');
}

/** Power of ten by which what stands behind the number changes it, or undefined where that is not the question's unit. */
function shiftOf(behind: string, unit?: string): number | undefined {
  const given = plainUnit(behind);
  if (given === '' || (unit !== undefined && given === plainUnit(unit))) return 0;
  return given === '%' && !unit ? -2 : undefined;
}

/** A unit without what does not matter: case, spaces, the s of a word's plural (bits, not ms), the way to write per cent. */
function plainUnit(unit: string): string {
  return unit
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .replace(/^per-?cent$/, '%')
    .replace(/(?<=\p{L}{3})s$/u, '');
}
