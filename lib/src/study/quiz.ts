import { readFile } from 'node:fs/promises';
import { displaySymbol } from '../jupyter/display.js';
import { escapeHtml } from '../jupyter/html.js';
import { Feedback } from './feedback.js';
import { recordQuiz } from './progress.js';
import { checkQuiz, letterOf, markAnswer, type Question, type QuizDefinition } from './questions.js';
import { quizHtml } from './quiz-html.js';

/**
 * A quiz to show in a cell: a form with feedback at each answer where scripts run (a trusted notebook, an
 * exported page; no network), and the questions as text anywhere. The text does not hold the answers.
 */
export class Quiz {
  /** @param address the first argument of `quiz` in the lesson, so that the learner is told what to write. */
  constructor(
    readonly definition: QuizDefinition,
    readonly address: string,
  ) {
    checkQuiz(definition);
  }

  /** The questions as text. */
  toString(): string {
    const asked = this.definition.questions.map((question, i) => `${i + 1}. ${questionText(question)}`);
    return `${asked.join('\n\n')}\n\nTo answer here, give your answers in turn: ${this.example()}`;
  }

  private example(): string {
    const samples = this.definition.questions.map(
      ({ kind }) => ({ one: "'a'", many: "'ab'", number: '42' })[kind],
    );
    return `await quiz(${this.address}, [${samples.join(', ')}])`;
  }

  /** Jupyter's display hook (Deno's convention). */
  [displaySymbol](): Readonly<Record<string, string>> {
    return { 'text/html': this.toHtml(), 'text/plain': this.toString() };
  }

  /** The questions as a form that marks itself; nothing is loaded or sent. */
  toHtml(): string {
    return quizHtml(this.definition, this.address);
  }
}

function questionText(question: Question): string {
  if (question.kind === 'number')
    return `${question.ask}${question.unit ? ` (in ${question.unit})` : ' (a number)'}`;
  const how = question.kind === 'one' ? 'one answer' : 'any number of answers';
  const answers = question.answers.map(({ text }, i) => `   ${letterOf(i)}) ${text}`);
  return [`${question.ask} (${how})`, ...answers].join('\n');
}

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
 * Asks a quiz; with `answers`, marks them, explains each and notes the result in the learner's progress.
 *
 * @param source the quiz itself, or a JSON file of it, relative to the notebook
 * @throws when the file is missing or is no quiz, when there are not as many answers as questions, or when an
 * answer is not of its question's kind.
 */
export async function quiz(source: string | QuizDefinition): Promise<Quiz>;
export async function quiz(
  source: string | QuizDefinition,
  answers: readonly (string | number)[],
): Promise<QuizResult>;
export async function quiz(
  source: string | QuizDefinition,
  answers?: readonly (string | number)[],
): Promise<Quiz | QuizResult> {
  const definition = typeof source === 'string' ? await readQuiz(source) : source;
  const asked = new Quiz(definition, typeof source === 'string' ? `'${source}'` : '…');
  return answers === undefined ? asked : markAll(definition, answers);
}

async function readQuiz(file: string): Promise<QuizDefinition> {
  try {
    // The file's content is checked by the Quiz that is made of it.
    return JSON.parse(await readFile(file, 'utf8')) as QuizDefinition;
  } catch (cause) {
    throw new Error(
      `quiz: cannot read ${file} from ${process.cwd()}: give a JSON file beside the notebook.`,
      { cause },
    );
  }
}

function markAll({ name, questions }: QuizDefinition, answers: readonly (string | number)[]): QuizResult {
  if (answers.length !== questions.length)
    throw new RangeError(
      `quiz "${name}": got ${answers.length} answers, expected ${questions.length}, one a question.`,
    );
  const feedback = questions.map((question, i) => {
    try {
      const { right, feedback: text } = markAnswer(question, answers[i] ?? '');
      return new Feedback(right ? 'right' : 'wrong', text, undefined, `Question ${i + 1}`);
    } catch (cause) {
      throw new RangeError(
        `quiz "${name}": question ${i + 1}: ${cause instanceof Error ? cause.message : cause}`,
        { cause },
      );
    }
  });
  const score = feedback.filter(({ passed }) => passed).length;
  return new QuizResult(name, feedback, recordQuiz(name, score, questions.length));
}
