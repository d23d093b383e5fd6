// @ts-check
// The ledger: what each lesson reached when it was last run from top to bottom, and of which sources that is true.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at } from '../setup/paths.mjs';
import { codeOf, readNotebook } from './notebook.mjs';

/**
 * @typedef {object} Entry a lesson's run from top to bottom
 * @property {string} lesson the notebook's name
 * @property {string} sources hash of what the run depends on
 * @property {{ node: string, tensorflow: string }} versions
 * @property {number} seconds from the kernel's start to the last cell's end
 * @property {number} cpuSeconds of the kernel, over all cores: busy neighbours do not change it much
 * @property {number} megabytes the kernel's peak of resident memory
 * @property {readonly { metric: string, unit: string, name: string, value: number }[]} reached
 */

const folder = at('test', 'notebooks', 'ledger');

/** The two digits of a lesson's file. @param {string} file */
export const numberOf = (file) => path.basename(file).slice(0, 2);

/** Where a lesson's entry stands. @param {string} number */
export const ledgerFile = (number) => path.join(folder, `${number}.json`);

/**
 * A hash of what is the lesson's own and can change its numbers: the text of its code cells, in order. Words, slide types,
 * the exercises (each is checked before it is tried, with undefined) and the quiz change no number. The library and the engine
 * change them all: for those, a share of
 * the lessons runs in full at each commit.
 * @param {string} file the notebook
 */
export function hashOfSources(file) {
  const code = JSON.stringify(codeOf(readNotebook(file)));
  return createHash('sha256').update(code).digest('hex').slice(0, 16);
}

/** A lesson's entry; undefined where it has none. @param {string} number @returns {Entry | undefined} */
export function entryOf(number) {
  const file = ledgerFile(number);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Whether the lesson's own sources are those of its entry. @param {string} file the notebook */
export const isRecorded = (file) => entryOf(numberOf(file))?.sources === hashOfSources(file);

/**
 * Writes a lesson's entry.
 * @param {string} file the notebook
 * @param {Omit<Entry, 'lesson' | 'versions'>} run its sources hashed before it began: a file may be changed meanwhile
 * @returns {string} the entry's file
 */
export function record(file, { sources, seconds, cpuSeconds, megabytes, reached }) {
  /** @type {Entry} */
  const entry = {
    lesson: path.basename(file, '.ipynb'),
    sources,
    versions: { node: process.versions.node, tensorflow: requiredTensorFlow() },
    seconds: Math.round(seconds),
    cpuSeconds: Math.round(cpuSeconds),
    megabytes: Math.round(megabytes),
    reached: reached.map(({ metric, unit, name, value }) => ({
      metric,
      unit,
      name,
      value: Number(value.toPrecision(6)),
    })),
  };
  mkdirSync(folder, { recursive: true });
  const target = ledgerFile(numberOf(file));
  writeFileSync(target, `${JSON.stringify(entry, null, 2)}\n`);
  return target;
}

/** The version of TensorFlow that set-up installs: another one may reach other numbers. */
export function requiredTensorFlow() {
  const text = readFileSync(at('requirements.txt'), 'utf8');
  return /^tensorflow[\w-]*==([\w.]+)/m.exec(text)?.[1] ?? 'unknown';
}
