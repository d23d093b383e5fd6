import { compare, type Expectation } from './compare.js';
import { Feedback } from './feedback.js';
import { recordAttempt, recordHint, recordSolution } from './progress.js';

/** One call of the learner's function, and what it must return. */
export interface Case extends Expectation {
  readonly arguments: readonly unknown[];
  /** Words for the call, e.g. "for an image of zeros"; its arguments by default. */
  readonly when?: string;
}

/** A slip that is worth words of its own. */
export interface Mistake {
  /** The answer that it leads to: such values, or a test of the answer. */
  readonly answer: unknown;
  /** What is wrong, and where to look. */
  readonly say: string;
}

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
  const { values, cases, test, shape, range, hints, solution } = definition;
  if ([values, cases, test, shape, range].every((part) => part === undefined))
    throw new TypeError(`exercise "${name}": say what is right: values, cases, shape, range or test.`);
  if (hints.length === 0 || solution.trim() === '')
    throw new TypeError(`exercise "${name}": at least one hint and a solution are needed.`);
  return { name, ...definition };
}

/**
 * Checks an answer: shape first, then range, then values; says what is wrong, not only that it is, and notes
 * the attempt in the learner's progress. Never throws for a wrong answer; `undefined` means "not tried yet".
 */
export function check(task: Exercise, answer: unknown): Feedback {
  if (answer === undefined || answer === null)
    return new Feedback('open', `Exercise ${task.name}: give your answer to check(…). A nudge: hint(…).`);
  const wrong = findFault(task, answer);
  const unsaved = recordAttempt(task.name, wrong === undefined);
  const message = wrong ?? task.right ?? 'Your answer agrees with the expected one.';
  return new Feedback(wrong === undefined ? 'right' : 'wrong', unsaved ? `${message}\n${unsaved}` : message);
}

function findFault(task: Exercise, answer: unknown): string | undefined {
  if (task.cases) return checkFunction(task, task.cases, answer) ?? runTest(task, answer);
  const { shape, range, rangeReason } = task;
  const outside = compare(answer, {
    ...(shape ? { shape } : {}),
    ...(range ? { range, ...(rangeReason ? { rangeReason } : {}) } : {}),
    ...(typeof task.values === 'string' ? { values: task.values } : {}),
  });
  const isNumeric = shape !== undefined || range !== undefined || task.values !== undefined;
  return (
    findMistake(task, answer) ??
    (isNumeric ? (outside ?? (task.values === undefined ? undefined : compare(answer, task))) : undefined) ??
    runTest(task, answer)
  );
}

function findMistake({ mistakes = [], tolerance }: Exercise, answer: unknown): string | undefined {
  const near = tolerance === undefined ? {} : { tolerance };
  const made = mistakes.find(({ answer: values }) =>
    // A test of the answer is the author's; it takes whatever the learner gives.
    typeof values === 'function'
      ? values(answer) === true
      : compare(answer, { values, ...near }) === undefined,
  );
  return made?.say;
}

function runTest({ test }: Exercise, answer: unknown): string | undefined {
  try {
    return test?.(answer as never); // the author's test says what it takes; if it throws, that is told below
  } catch (error) {
    return `The answer could not be tested: ${messageOf(error)}`;
  }
}

function checkFunction(task: Exercise, cases: readonly Case[], answer: unknown): string | undefined {
  if (typeof answer !== 'function')
    return `Give the function itself, without calling it; got ${Array.isArray(answer) ? 'a list' : typeof answer}.`;
  for (const one of cases) {
    const call = one.when ?? `for ${one.arguments.map(argumentText).join(', ')}`;
    let result: unknown;
    try {
      result = answer(...one.arguments.map(copied)); // so that a sort in place spoils no later attempt
    } catch (error) {
      return `Your function throws ${call}: ${messageOf(error)}`;
    }
    if (result === undefined)
      return `Your function returns nothing ${call}: is a "return" missing, or was nothing found?`;
    const wrong = findMistake(task, result) ?? compare(result, one);
    if (wrong) return `Result ${call}: ${wrong}`;
  }
  return undefined;
}

function copied(argument: unknown): unknown {
  return Array.isArray(argument) ? argument.map(copied) : argument;
}

function argumentText(argument: unknown): string {
  if (typeof argument === 'object' && argument !== null && 'shape' in argument)
    return `an array of shape [${String(argument.shape)}]`;
  const text = JSON.stringify(argument) ?? String(argument);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
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
