// @ts-check
// The file of npm run bench -- --json: what all runs with that file measured, so that one run may do a model, the next another.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { SetupError } from '../setup/report.mjs';

/**
 * @typedef {import('./race.mjs').Run} Run
 * @typedef {{ gigaflops: number, gigabytes: number }} Limits
 * @typedef {{ machine: string, limits: Limits, runs: Run[] }} Results
 */

/** This machine and Node, in a line. */
export function machine() {
  const [first] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} × ${first?.model ?? 'unknown'}, ${memory} GB, ${os.type()}, Node ${process.versions.node}`;
}

/**
 * @param {string} file @returns {Results}
 * @throws {SetupError} where there is no such file, or another
 */
export function readResults(file) {
  const wrong = (/** @type {string} */ got, /** @type {unknown} */ cause) =>
    new SetupError(
      {
        problem: `${file} holds no results of npm run bench.`,
        got,
        expected: 'a file that --json wrote',
        remedy: 'npm run bench -- --json FILE makes one; choose another name, or leave the file as it was',
      },
      cause,
    );
  if (!existsSync(file)) throw wrong('no file', undefined);
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(results.runs)) return results;
  } catch (error) {
    throw wrong(String(error), error);
  }
  throw wrong('JSON without runs', undefined);
}

/** Adds a run to the file, which is made where it is not there. @param {string} file @param {Run} run @param {Limits} limits */
export function addRun(file, run, limits) {
  const runs = existsSync(file) ? readResults(file).runs : [];
  const results = { machine: machine(), limits, runs: [...runs, run] };
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
}

/**
 * All runs of a model with as many examples as its last one, as one run: their turns one after another, null where a program
 * had none; loss and memory of the last with rounds.
 * @param {readonly Run[]} runs @param {string} model @returns {Run | undefined}
 */
export function together(runs, model) {
  const own = runs.filter((run) => run.model === model);
  const last = own.at(-1);
  if (!last) return undefined;
  const alike = own.filter(({ examples }) => examples === last.examples);
  const names = [...new Set(alike.flatMap(({ programs }) => programs.map(({ name }) => name)))];
  return { ...last, programs: names.map((name) => joined(alike, name)) };
}

/** @param {readonly Run[]} runs @param {string} name @returns {import('./race.mjs').Measured} */
function joined(runs, name) {
  const find = (/** @type {Run} */ run) => run.programs.find((program) => program.name === name);
  const turns = (/** @type {'firsts' | 'rounds'} */ times) =>
    runs.flatMap((run) => {
      const most = Math.max(...run.programs.map((program) => program[times].length));
      return Array.from({ length: most }, (_, i) => find(run)?.[times][i] ?? null);
    });
  const all = runs.flatMap((run) => find(run) ?? []);
  const facts = all.findLast(({ rounds }) => rounds.length > 0) ?? all.at(-1);
  return { ...facts, name, firsts: turns('firsts'), rounds: turns('rounds') };
}
