import { displaySymbol } from '../jupyter/display.js';
import { escapeHtml } from '../jupyter/html.js';
import { Feedback } from './feedback.js';
import { markAnswer } from './marking.js';
import { recordQuiz } from './progress.js';
import type { QuizDefinition } from './questions.js';

/** What was made of a learner's answers to a quiz. */
export class QuizResult {
  /** Number of right answers. */
  readonly score: number;

  constructor(
    readonly name: string,
    /** Feedback on each question, in order. */
    readonly feedback: readonly Feedback[],
    readonly note?: string,
  ) {
    this.score = feedback.filter(({ passed }) => passed).length;
  }

  private summary(): string {
    const all = this.feedback.length;
    const again =
      this.score === all ? '' : ' Change the answers that are not right yet, and run the cell again.';
    return `${this.score} of ${all} right.${again}${this.note ? ` ${this.note}` : ''}`;
  }

  /** The result as text. */
  toString(): string {
    return [...this.feedback.map(String), this.summary()].join('\n');
  }

  /** Jupyter's display hook (Deno's convention). */
  [displaySymbol](): Readonly<Record<string, string>> {
    const html = `${this.feedback.map((one) => one.toHtml()).join('')}<p>${escapeHtml(this.summary())}</p>`;
    return { 'text/html': html, 'text/plain': this.toString() };
  }
}

/**
 * Marks the answers to a quiz and notes the result in the learner's progress.
 *
 * @throws when there are not as many answers as questions, or when an answer is not of its question's kind.
 */
export function markQuiz(
  { name, questions }: QuizDefinition,
  answers: readonly (string | number)[],
): QuizResult {
  if (answers.length !== questions.length)
    throw new RangeError(
      `quiz "${name}": got ${answers.length} answers, expected ${questions.length}, one a question.`,
    );
  const feedback = questions.map((question, i) => {
    const outcome = markAnswer(question, answers[i] ?? '');
    if ('problem' in outcome) throw new RangeError(`quiz "${name}": question ${i + 1}: ${outcome.problem}`);
    return new Feedback(outcome.right ? 'right' : 'wrong', outcome.feedback, undefined, `Question ${i + 1}`);
  });
  const score = feedback.filter(({ passed }) => passed).length;
  return new QuizResult(name, feedback, recordQuiz(name, score, questions.length));
}
