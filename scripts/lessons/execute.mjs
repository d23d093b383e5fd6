// @ts-check
// Runs lessons in fresh kernels and gathers what they took and what they reached.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { at, build, root, venv, venvProgram } from '../setup/paths.mjs';
import { dataOf, outputsOf, readNotebook } from './notebook.mjs';

/** The MIME type under which `results` of the library leaves its numbers. */
export const resultsMime = 'application/vnd.codebook.results+json';

/** The lessons' files, in the book's order. @returns {string[]} */
export function lessonFiles() {
  return readdirSync(at('notebooks'))
    .filter((name) => /^\d\d_\w+\.ipynb$/.test(name))
    .sort()
    .map((name) => at('notebooks', name));
}

/** Where executed notebooks lie; those that were only run through lie apart, so that no page is made of them. */
export const executedFolder = { full: path.join(build, 'lessons'), quick: path.join(build, 'lessons-quick') };

/**
 * @typedef {object} Options
 * @property {(cell: number, of: number) => void} [onCell]
 * @property {number} [timeoutSeconds] of a cell
 * @property {boolean} [quick] run every cell, but let `fit` train a few steps only: no number means anything
 */

/**
 * Executes a notebook in a fresh kernel, with an empty record of progress: pages and decks show nobody's answers, and
 * nothing of the reader's is changed.
 * @param {string} file
 * @param {Options} [options]
 * @returns {Promise<{ file: string, executed: string, seconds: number, cpuSeconds: number, peakBytes: number, error: string | null }>}
 */
export async function executeNotebook(file, options = {}) {
  const record = mkdtempSync(path.join(tmpdir(), 'codebook-record-'));
  try {
    return await executeWith(path.join(record, 'progress.json'), file, options);
  } finally {
    rmSync(record, { recursive: true, force: true });
  }
}

/**
 * @param {string} record the file of progress
 * @param {string} file
 * @param {Options} options
 * @returns {ReturnType<typeof executeNotebook>}
 */
async function executeWith(record, file, { onCell, timeoutSeconds = 600, quick = false }) {
  const executed = path.join(executedFolder[quick ? 'quick' : 'full'], path.basename(file));
  mkdirSync(path.dirname(executed), { recursive: true });
  accessSync(path.dirname(executed), constants.W_OK);
  const script = at('scripts', 'lessons', 'execute.py');
  const env = {
    ...process.env,
    JUPYTER_PREFER_ENV_PATH: '1',
    JUPYTER_PATH: path.join(venv, 'share', 'jupyter'),
    CODEBOOK_PROGRESS: record,
    CODEBOOK_QUICK: quick ? '1' : '',
  };
  const child = spawn(venvProgram('python'), [script, file, executed, `--timeout=${timeoutSeconds}`], {
    cwd: root,
    env,
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-4000);
  });
  let end = { seconds: 0, cpuSeconds: 0, peakBytes: 0, error: /** @type {string | null} */ ('') };
  const closed = new Promise((resolve) => child.on('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const facts = JSON.parse(line);
    if ('cell' in facts) onCell?.(facts.cell, facts.of);
    else end = facts;
  }
  await closed;
  return {
    file,
    executed,
    ...end,
    error: end.error === '' ? `the notebook did not run: ${complaint}` : end.error,
  };
}

/**
 * @typedef {{ name: string, value: number, published?: number, source?: string }} Row
 * @typedef {{ metric: string, unit: string, rows: Row[], quick?: true }} Table
 */

/**
 * The numbers a lesson reached, as its executed notebook holds them.
 * @param {string} executed
 * @returns {({ metric: string, unit: string, quick?: true } & Row)[]}
 */
export function resultsIn(executed) {
  const tables = outputsOf(readNotebook(executed)).flatMap((output) => {
    const table = dataOf(output)[resultsMime];
    // The library's `results` is the only writer of this MIME type.
    return table === undefined ? [] : [/** @type {Table} */ (/** @type {unknown} */ (table))];
  });
  return tables.flatMap(({ metric, unit, rows, quick }) =>
    rows.map((row) => ({ metric, unit, ...row, ...(quick && { quick }) })),
  );
}
