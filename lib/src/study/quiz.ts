import { readFile } from 'node:fs/promises';
import { displaySymbol } from '../jupyter/display.js';
import { checkQuiz, letterOf, type Question, type QuizDefinition } from './questions.js';
import { quizCall } from './quiz-call.js';
import { quizHtml } from './quiz-html.js';
import { keepAnswersOf } from './quiz-keeping.js';
import { markQuiz, type QuizResult } from './quiz-result.js';

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
    const samples = { one: 'a', many: 'ab', number: 42 };
    return quizCall(
      this.address,
      this.definition.questions.map(({ kind }) => samples[kind]),
    );
  }

  /** Jupyter's display hook (Deno's convention). What is answered in the form is kept by the kernel that shows it. */
  [displaySymbol](): Readonly<Record<string, string>> {
    keepAnswersOf(this.definition);
    return { 'text/html': this.toHtml(), 'text/plain': this.toString() };
  }

  /** The questions as a form that marks itself; nothing is loaded, and nothing sent but to the kernel that showed it. */
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
  const asked = new Quiz(definition, typeof source === 'string' ? quoted(source) : '…');
  return answers === undefined ? asked : markQuiz(definition, answers);
}

/** A text as program text. */
const quoted = (text: string) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;

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
