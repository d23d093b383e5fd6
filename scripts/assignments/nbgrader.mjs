// @ts-check
// Runs nbgrader's own commands with this project's settings.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { capture } from '../setup/command.mjs';
import { at, venv, venvProgram } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { configuration, course } from './course.mjs';

/**
 * Runs one nbgrader command to its end.
 * @param {string[]} words the command and its arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options] the folder to run it in (the course's by default)
 * @returns {Promise<{ code: number, output: string }>}
 */
export function nbgrader(words, options) {
  return python(['-m', 'nbgrader', ...words], options);
}

/**
 * Runs one of this project's own programs on nbgrader's parts, in scripts/assignments/grading.
 * @param {string} name
 * @param {string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function grading(name, words, options) {
  return python([at('scripts', 'assignments', 'grading', `${name}.py`), ...words], options);
}

/** @param {string[]} words @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options] */
async function python(words, { cwd = course(), env = {} } = {}) {
  mkdirSync(course(), { recursive: true });
  mkdirSync(cwd, { recursive: true });
  const run = await capture(venvProgram('python'), words, { cwd, env: { ...jupyterEnvironment(), ...env } });
  return { code: run.code, output: readable(run.output) };
}

/** The environment in which Jupyter finds this project's kernel and settings, and nbgrader its own programs. */
export const jupyterEnvironment = () => ({
  ...process.env,
  PATH: `${path.dirname(venvProgram('python'))}${path.delimiter}${process.env.PATH}`,
  JUPYTER_PREFER_ENV_PATH: '1',
  JUPYTER_PATH: path.join(venv, 'share', 'jupyter'),
  JUPYTER_CONFIG_PATH: path.dirname(configuration),
  PYTHONPATH: [at('scripts', 'assignments'), process.env.PYTHONPATH].filter(Boolean).join(path.delimiter),
  PYTHONWARNINGS: 'ignore',
  CODEBOOK_QUICK: '',
});

/**
 * Runs an nbgrader command that must succeed.
 * @param {string} what the step, for the error
 * @param {string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, remedy?: string }} [options]
 * @returns {Promise<string>} what it printed
 */
export async function mustGrade(what, words, { remedy, ...options } = {}) {
  const { code, output } = await nbgrader(words, options);
  if (code === 0) return output;
  throw new SetupError({
    problem: `${what} did not succeed.`,
    got: complaints(output) || output.trim().split('\n').slice(-3).join('\n    ') || `exit code ${code}`,
    expected: `nbgrader ${words.join(' ')} to succeed`,
    remedy: remedy ?? `see all that nbgrader said in ${path.join(course(), 'nbgrader.log')}`,
  });
}

/** The lines of nbgrader's log that say what went wrong, without time and place. @param {string} output */
export function complaints(output) {
  const lines = output
    .split('\n')
    .filter((line) => /\| (ERROR|CRITICAL)\]|^\w*(Error|Exception)\b/.test(line));
  return [...new Set(lines.map(withoutOrigin))].slice(0, 8).join('\n    ');
}

/**
 * The lines that warn, without time and place. That a test's checksum differs is no warning: hidden tests come back so.
 * @param {string} output
 */
export function warnings(output) {
  const lines = output.split('\n').filter((line) => /\| WARNING\]/.test(line) && !/'checksum'/.test(line));
  return [...new Set(lines.map(withoutOrigin))];
}

/** @param {string} line */
const withoutOrigin = (line) => line.replace(/^\[[^\]]*\]\s*/, '');

/** Without colours, and with CRLF made LF. @param {string} text */
const readable = (text) => stripVTControlCharacters(text).replaceAll('\r\n', '\n');
