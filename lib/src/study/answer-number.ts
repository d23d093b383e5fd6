/** Signs that stand between groups of digits: 25,088 and 25 088, also with a narrow space, 25_088 and 25'088. */
const separator = "[,_'’ \\u00a0\\u2009\\u202f]";
const grouped = `[1-9]\\d{0,2}(?:${separator}\\d{2,3})*${separator}\\d{3}(?:\\.\\d+)?`;
const decimalComma = '\\d+,\\d+';
const plain = '\\d+\\.?\\d*|\\.\\d+';
const powerOfTen = 'e([+-]?\\d+)|\\s*[×x*·]\\s*10\\s*\\^\\s*([+-]?\\d+)';
const written = new RegExp(
  `^([+-]?)\\s*(${grouped}|${decimalComma}|${plain})(?:${powerOfTen})?(?![\\d.,])(.*)$`,
);
const fraction = new RegExp(
  `^([+-]?)\\s*(${decimalComma}|${plain})\\s*/\\s*(${decimalComma}|${plain})(?![\\d.,])(.*)$`,
);

/**
 * Reads the one number that a learner wrote: "25,088", "0,5", "−3", "1e-3", "2.5 × 10^4", "1/3" and "½", "≈ 63"; also with
 * the question's unit behind it, in any case, and in per cent, which is a hundredth where the question has no unit.
 *
 * A comma groups digits as English does where three follow ("3,100" is 3100), and is a decimal comma elsewhere.
 *
 * @param unit the question's, if it has one
 * @returns undefined for anything else: words, another unit, a range, nothing.
 */
export function readNumber(text: string, unit?: string): number | undefined {
  const plainText = plainSigns(text);
  const parts = fraction.exec(plainText);
  if (parts !== null) return readFraction(parts, unit);
  const [, sign = '', digits = '', exponent, power, behind = ''] = written.exec(plainText) ?? [];
  const shift = digits === '' ? undefined : shiftOf(behind, unit);
  if (shift === undefined) return undefined;
  // Shifted as text: 73.1 / 100 is not 0.731.
  const number = Number(`${sign}${withPoint(digits)}e${Number(exponent ?? power ?? 0) + shift}`);
  return Number.isFinite(number) ? number : undefined;
}

/** The text with one sign for each thing: minus, powers (10⁴ is 10^4), fractions (½ is 1/2); "about" and "=" left out. */
function plainSigns(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[≈~=]\s*/, '')
    .replace(/^–/, '-')
    .replaceAll('−', '-')
    .replaceAll(/(?<=10)[⁻⁰¹²³⁴-⁹]+/g, (power) => `^${power.normalize('NFKC').replace('−', '-')}`)
    .replaceAll(/[¼-¾⅐-⅞]/g, (one) => ` ${one.normalize('NFKC').replace('⁄', '/')}`)
    .trim();
}

function readFraction([, sign = '', above = '', below = '', behind = '']: RegExpExecArray, unit?: string) {
  const shift = shiftOf(behind, unit);
  const quotient = Number(`${sign}${withPoint(above)}`) / Number(withPoint(below));
  return shift === undefined || !Number.isFinite(quotient) ? undefined : quotient * 10 ** shift;
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
