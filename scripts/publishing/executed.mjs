// @ts-check
// Lessons with their outputs: executed where that was not done since the notebook's last change.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { executeNotebook, lessonFiles } from '../lessons/execute.mjs';
import { isCode, outputsOf, readNotebook } from '../lessons/notebook.mjs';
import { build } from '../setup/paths.mjs';
import { readWords, SetupError, step } from '../setup/report.mjs';

/**
 * The lessons whose numbers are given (all without any), executed.
 * @param {string[]} numbers
 * @param {{ fresh?: boolean }} [options] fresh: execute them even if that was done
 * @returns {Promise<{ source: string, executed: string }[]>}
 */
export async function executedLessons(numbers, { fresh = false } = {}) {
  const sources = chosenLessons(numbers);
  const lessons = [];
  for (const source of sources) {
    const executed = path.join(build, 'lessons', path.basename(source));
    if (fresh || !isCurrent(source, executed)) await execute(source);
    lessons.push({ source, executed });
  }
  return lessons;
}

/** @param {string[]} numbers */
function chosenLessons(numbers) {
  const known = lessonFiles();
  const numberOf = (/** @type {string} */ file) => path.basename(file).slice(0, 2);
  const unknown = numbers.filter((number) => !known.some((file) => numberOf(file) === number));
  if (!unknown.length)
    return numbers.length ? known.filter((file) => numbers.includes(numberOf(file))) : known;
  throw new SetupError({
    problem: 'There is no such lesson.',
    got: unknown.join(' '),
    expected: known.map(numberOf).join(', '),
    remedy: 'name lessons by their numbers, or none for all of them',
  });
}

/**
 * Whether a lesson was executed to its end since its last change.
 * @param {string} source
 * @param {string} executed
 */
export function isCurrent(source, executed) {
  if (!existsSync(executed) || statSync(executed).mtimeMs < statSync(source).mtimeMs) return false;
  const notebook = readNotebook(executed);
  const ran = notebook.cells
    .filter(isCode)
    .every(({ execution_count }) => typeof execution_count === 'number');
  return ran && !outputsOf(notebook).some(({ output_type }) => output_type === 'error');
}

/** @param {string} source */
async function execute(source) {
  const name = path.basename(source, '.ipynb');
  step(`executing ${name}`);
  const { error, seconds } = await executeNotebook(source);
  if (error) {
    throw new SetupError({
      problem: `Lesson ${name} did not run to its end.`,
      got: error.trim().split('\n').slice(-6).join('\n    '),
      expected: 'no error',
      remedy: `npm run lessons -- ${name.slice(0, 2)}; or leave this lesson out by naming the others`,
    });
  }
  step(`executed ${name}`, `(${seconds.toFixed(0)} s)`);
}

/** How the commands are used that take the words which {@link readLessonWords} reads. @param {string} command */
export const lessonWordsUsage = (command) => `npm run ${command} -- [NN …] [--fresh]
  NN        numbers of lessons, such as 02 05; all without any
  --fresh   run them even if that was done since their last change`;

/**
 * Reads the words after `npm run slides --` or `npm run book --`: numbers of lessons, and `--fresh`.
 * @param {string[]} words
 * @returns {{ numbers: string[], fresh: boolean }}
 */
export function readLessonWords(words) {
  const { words: numbers, flags } = readWords(words, { fresh: 'flag' });
  return { numbers, fresh: flags.fresh === true };
}
