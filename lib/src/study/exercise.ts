import { compare, type Expectation } from './compare.js';
import { Feedback } from './feedback.js';
import { type Case, checkFunction, type FunctionFindings, type WrongRule } from './function-check.js';
import { toPlain } from './number-array.js';
import { recordAttempt, recordHint, recordSolution } from './progress.js';

/** A slip that is worth words of its own, where the answer is a value. */
export interface WrongValue {
  /** The answer that it leads to: such values, or a test of the answer. */
  readonly answer: unknown;
  /** What is wrong, and where to look. */
  readonly say: string;
}

/** A slip: of a function the wrong rule that it makes, which must explain every case; else the wrong value. */
export type Mistake = WrongRule | WrongValue;

/** An exercise: what is right, what often goes wrong, hints in steps, and a solution. */
export interface ExerciseDefinition extends Expectation {
  /** For a function: calls of it, in the order in which they are tried. */
  readonly cases?: readonly Case[];
  /** Anything else to test: a sentence when something is wrong, undefined when not. */
  readonly test?: (answer: never) => string | undefined;
  /** Slips, looked for before the values are compared. */
  readonly mistakes?: readonly Mistake[];
  /** Said when the answer is right: why it is. */
  readonly right?: string;
  /** From a nudge to nearly all of it. */
  readonly hints: readonly string[];
  /** The solution as program text whose last line is the answer. */
  readonly solution: string;
}

/** An exercise with its name, by which progress is kept: "05.compression". */
export interface Exercise extends ExerciseDefinition {
  readonly name: string;
}

const definitionNames = [
  ...['shape', 'range', 'rangeReason', 'values', 'tolerance', 'cases', 'test', 'mistakes', 'right', 'hints'],
  'solution',
];

/**
 * Defines an exercise. Lessons keep theirs in a file of their own, so that no answer stands in the notebook.
 *
 * @throws when there is nothing to compare with, no hint, no solution, or an unknown part.
 */
export function exercise(name: string, definition: ExerciseDefinition): Exercise {
  const unknown = Object.keys(definition).find((key) => !definitionNames.includes(key));
  if (unknown)
    throw new TypeError(
      `exercise "${name}": unknown part "${unknown}". Known: ${definitionNames.join(', ')}.`,
    );
  const { values, cases, test, shape, range, hints, solution, mistakes = [] } = definition;
  if ([values, cases, test, shape, range].every((part) => part === undefined))
    throw new TypeError(`exercise "${name}": say what is right: values, cases, shape, range or test.`);
  if (hints.length === 0 || solution.trim() === '')
    throw new TypeError(`exercise "${name}": at least one hint and a solution are needed.`);
  if (mistakes.some((one) => 'rule' in one !== (cases !== undefined)))
    throw new TypeError(
      `exercise "${name}": a mistake is a "rule" where there are cases, else an "answer": one result shows no rule.`,
    );
  return { name, ...definition };
}

/**
 * Checks an answer: shape first, then range, then values; says what is wrong, not only that it is, and notes
 * the attempt in the learner's progress. Never throws for a wrong answer; `undefined` means "not tried yet".
 */
export function check(task: Exercise, answer: unknown): Feedback {
  if (answer === undefined || answer === null)
    return new Feedback('open', `Exercise ${task.name}: give your answer to check(…). A nudge: hint(…).`);
  const { fault, remark } = findingsOf(task, answer);
  const unsaved = recordAttempt(task.name, fault === undefined);
  const message = fault ?? task.right ?? 'Your answer agrees with the expected one.';
  const lines = [remark === undefined ? message : `${message} ${remark}`, ...(unsaved ? [unsaved] : [])];
  return new Feedback(fault === undefined ? 'right' : 'wrong', lines.join('\n'));
}

function findingsOf(task: Exercise, answer: unknown): FunctionFindings {
  const { cases, mistakes = [], range, rangeReason } = task;
  if (cases === undefined) {
    const fault = findFault(task, answer);
    return fault === undefined ? {} : { fault };
  }
  const bounds = { ...(range ? { range } : {}), ...(rangeReason ? { rangeReason } : {}) };
  const found = checkFunction(
    answer,
    cases.map((one) => ({ ...bounds, ...one })),
    mistakes.filter((one) => 'rule' in one),
  );
  const fault = found.fault ?? runTest(task, answer);
  return fault === undefined ? found : { fault };
}

function findFault(task: Exercise, answer: unknown): string | undefined {
  const { shape, range, values } = task;
  const isCompared = [shape, range, values].some((part) => part !== undefined);
  return (
    findMistake(task, answer) ??
    (isCompared ? compare(answer, task) : undefined) ??
    runTest(task, toPlain(answer))
  );
}

function findMistake({ mistakes = [], tolerance }: Exercise, answer: unknown): string | undefined {
  const near = tolerance === undefined ? {} : { tolerance };
  const made = mistakes.find((one) => {
    if ('rule' in one) return false;
    const { answer: values } = one;
    // A test of the answer is the author's; it takes whatever the learner gives.
    return typeof values === 'function'
      ? values(answer) === true
      : compare(answer, { values, ...near }) === undefined;
  });
  return made?.say;
}

function runTest({ test }: Exercise, answer: unknown): string | undefined {
  try {
    return test?.(answer as never); // the author's test says what it takes; if it throws, that is told below
  } catch (error) {
    return `The answer could not be tested: ${messageOf(error)}`;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * The exercise's hint, in steps from a nudge to nearly all of it: `hint(task)`, then `hint(task, 2)` …
 *
 * @throws when `step` is not a whole number from 1.
 */
export function hint(task: Exercise, step = 1): Feedback {
  if (!Number.isInteger(step) || step < 1)
    throw new RangeError(`hint: step must be a whole number from 1, got ${String(step)}.`);
  const { hints, name } = task;
  const text = hints[step - 1];
  const heading = `Hint ${Math.min(step, hints.length)} of ${hints.length}`;
  if (text === undefined)
    return new Feedback(
      'note',
      'There is no further hint. To see a solution: solution(…).',
      undefined,
      heading,
    );
  const unsaved = recordHint(name, step);
  const more = step < hints.length ? ` More: hint(…, ${step + 1}).` : '';
  return new Feedback('note', `${text}${more}${unsaved ? `\n${unsaved}` : ''}`, undefined, heading);
}

/** One solution of the exercise, as program text; that it was looked at is noted in the learner's progress. */
export function solution(task: Exercise): Feedback {
  const unsaved = recordSolution(task.name);
  const message = `One of many for exercise ${task.name}. Close it, and write it again in your own way.`;
  return new Feedback('note', unsaved ? `${message}\n${unsaved}` : message, task.solution, 'Solution');
}
