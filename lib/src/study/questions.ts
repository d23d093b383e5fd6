/** One answer to choose, with what is said to who chooses it. */
export interface Choice {
  readonly text: string;
  readonly correct?: boolean;
  /** Why it is right, or what is wrong with it. */
  readonly feedback: string;
}

/** A question with exactly one right answer (`one`), or with any number of them (`many`). */
export interface ChoiceQuestion {
  readonly kind: 'one' | 'many';
  readonly ask: string;
  readonly answers: readonly Choice[];
}

/** A question whose answer is a number. */
export interface NumberQuestion {
  readonly kind: 'number';
  readonly ask: string;
  readonly value: number;
  /** Greatest difference that still counts as right; 0 by default. */
  readonly tolerance?: number;
  readonly unit?: string;
  readonly feedback: {
    readonly right: string;
    readonly wrong: string;
    /** Numbers that a known slip leads to, and what to say to each. */
    readonly slips?: readonly NumberSlip[];
  };
}

/** A number that a known slip leads to. */
export interface NumberSlip {
  readonly value: number;
  /** Greatest difference at which `say` is still true; the question's by default. */
  readonly tolerance?: number;
  readonly say: string;
}

/** A question of a quiz. */
export type Question = ChoiceQuestion | NumberQuestion;

/** A quiz as pure data: three to five questions, each of whose answers has feedback. */
export interface QuizDefinition {
  /** Name by which progress is kept, e.g. "05_undercomplete_codes". */
  readonly name: string;
  readonly questions: readonly Question[];
}

/** The letter of the answer at `index`: a, b, c … */
export const letterOf = (index: number): string => String.fromCharCode(97 + index);

/**
 * Checks that a quiz can be asked.
 *
 * @throws with the question's number: no text, fewer than two answers, none right (or several where one is
 * asked for), an answer without feedback, a value that is no number.
 */
export function checkQuiz({ name, questions }: QuizDefinition): void {
  if (!name || !Array.isArray(questions) || questions.length === 0)
    throw new TypeError(
      `quiz: a quiz needs a name and questions, got ${JSON.stringify({ name, questions })?.slice(0, 80)}.`,
    );
  questions.forEach((question, i) => {
    const fault = faultOf(question);
    if (fault) throw new TypeError(`quiz "${name}": question ${i + 1}: ${fault}`);
  });
}

function faultOf(question: Question): string | undefined {
  if (!question.ask) return 'there is no question in "ask".';
  if (question.kind === 'number') {
    const { value, feedback } = question;
    if (!Number.isFinite(value)) return `value must be a finite number, got ${value}.`;
    return feedback?.right && feedback.wrong
      ? undefined
      : 'feedback needs a sentence for right and one for wrong.';
  }
  if (question.kind !== 'one' && question.kind !== 'many')
    return `kind must be "one", "many" or "number", got ${JSON.stringify((question as { kind?: unknown }).kind)}.`; // from JSON
  const { answers = [], kind } = question;
  if (answers.length < 2) return 'there must be at least two answers.';
  const mute = answers.findIndex(({ text, feedback }) => !text || !feedback);
  if (mute >= 0) return `answer ${letterOf(mute)} needs a text and feedback.`;
  const right = answers.filter(({ correct }) => correct).length;
  if (kind === 'one' && right !== 1) return `exactly one answer must be correct, got ${right}.`;
  return undefined;
}
