import { readNumber } from './answer-number.js';
import { type ChoiceQuestion, letterOf, type NumberQuestion, type Question } from './questions.js';

/** What was made of one answer. */
export interface Marked {
  readonly right: boolean;
  readonly feedback: string;
  /** The answer as it was understood: 'ac' for "C, a", 32 for "32 px". It is marked alike when it is given again. */
  readonly answer: string | number;
}

/** An answer that is not of its question's kind, and so neither right nor wrong. */
export interface Unmarked {
  /** What was expected, and what was given. */
  readonly problem: string;
}

/**
 * Marks an answer: a letter ("b") for one, letters ("ac", "C, a" or "none") for many, a number for a number, as a number
 * or as text (see {@link readNumber}). The library and the page in the reader's browser both run this very function.
 */
export function markAnswer(question: Question, given: string | number): Marked | Unmarked {
  return question.kind === 'number' ? markNumber(question, given) : markChoice(question, given);
}

function markChoice(question: ChoiceQuestion, given: string | number): Marked | Unmarked {
  const { answers, kind } = question;
  const chosen = readLetters(question, given);
  if (chosen === undefined) {
    const last = letterOf(answers.length - 1);
    return unmarked(
      kind === 'one' ? `Choose one of a to ${last}` : `Choose from a to ${last}, or "none"`,
      given,
    );
  }
  const isChosen = (index: number) => chosen.includes(letterOf(index));
  const told = answers.flatMap(({ feedback }, i) => {
    if (!isChosen(i)) return [];
    return kind === 'one' ? [feedback] : [`${letterOf(i)}: ${feedback}`];
  });
  const missed = answers.filter(({ correct }, i) => correct && !isChosen(i)).length;
  const more = told.length > 0 ? 'more' : 'of them';
  if (kind === 'many' && missed > 0) told.push(`${missed} ${more} ${missed === 1 ? 'is' : 'are'} true.`);
  return {
    right: answers.every(({ correct = false }, i) => correct === isChosen(i)),
    feedback: told.join(' ') || 'Right: none of them is.',
    answer: chosen || 'none',
  };
}

/** The letters in order, each once; none of them for "none"; undefined where they are no answer to the question. */
function readLetters({ answers, kind }: ChoiceQuestion, given: string | number): string | undefined {
  const text = String(given)
    .toLowerCase()
    .replaceAll(/\band\b|[\s,;.()+&/]/g, '');
  if (/^none(of(them|these))?$/.test(text)) return kind === 'many' ? '' : undefined;
  const letters = [...new Set(text)].sort();
  const known = letters.every((letter) => letter >= 'a' && letter <= letterOf(answers.length - 1));
  const enough = kind === 'one' ? letters.length === 1 : letters.length > 0;
  return known && enough ? letters.join('') : undefined;
}

function markNumber(question: NumberQuestion, given: string | number): Marked | Unmarked {
  const { value, tolerance = 0, unit, feedback } = question;
  if (typeof given === 'string' && isCount(question) && thousandsPoint.test(given.trim()))
    return {
      problem: `Is the point in "${given}" for thousands? Write it as in 12345 or 12,345.`,
    };
  const answer = typeof given === 'number' ? given : readNumber(given, unit);
  if (answer === undefined || !Number.isFinite(answer))
    return unmarked(`Answer with one number${unit ? ` (in ${unit})` : ', without a unit'}`, given);
  const isNear = (other: number, within: number) =>
    Math.abs(answer - other) <= within + 1e-9 * Math.abs(other); // what a computer's rounding adds
  if (isNear(value, tolerance)) return { right: true, feedback: feedback.right, answer };
  const slips = saysPercent(unit, given) ? withoutFractions(question) : feedback.slips;
  const slip = slips?.find((one) => isNear(one.value, one.tolerance ?? tolerance));
  return { right: false, feedback: slip?.say ?? feedback.wrong, answer };
}

/** Whether an answer in per cent says so: "0.9 %" is then no fraction. */
const saysPercent = (unit: string | undefined, given: string | number) =>
  unit === '%' && /%|per ?cent/i.test(String(given));

/** The slips but for those that are a hundredth of the right value or of another slip. */
function withoutFractions({ value, feedback: { slips = [] } }: NumberQuestion): typeof slips {
  const all = [value, ...slips.map((slip) => slip.value)];
  const isFraction = (one: number) =>
    Math.abs(one) < 1 && all.some((other) => Math.abs(100 * one - other) <= 1e-2 * Math.abs(other));
  return slips.filter((slip) => !isFraction(slip.value));
}

/** Digits in threes with points between them: thousands to many, a decimal point to others. */
const thousandsPoint = /^[+−–-]?\s*[1-9]\d{0,2}(\.\d{3})+(?![\d.])/;

/** Whether a whole number above a thousand is asked for, exactly. */
const isCount = ({ value, tolerance = 0 }: NumberQuestion) =>
  Number.isInteger(value) && Math.abs(value) >= 1000 && tolerance < 1;

function unmarked(expected: string, given: string | number): Unmarked {
  const nothing = String(given).trim() === '';
  return { problem: nothing ? `${expected}.` : `${expected}, got "${given}".` };
}
