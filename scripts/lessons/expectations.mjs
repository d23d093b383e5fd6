// @ts-check
// The numbers that a lesson must reach, and what lies outside them.
import { existsSync, readFileSync } from 'node:fs';
import { at } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';

/**
 * @typedef {object} Expectation a row of a lesson's tables of results, and the range that is honest for it
 * @property {string} metric
 * @property {string} name
 * @property {number} from
 * @property {number} to
 * @typedef {{ metric: string, name: string, value: number }} Reached
 */

/** Where the expectations of a lesson stand. @param {string} number two digits */
export const expectationsFile = (number) => at('test', 'notebooks', 'expectations', `${number}.json`);

/**
 * What a lesson's tables must hold. The published numbers' sources stand in the lessons.
 * @param {string} number two digits
 * @returns {readonly Expectation[]}
 */
export function expectationsOf(number) {
  const file = expectationsFile(number);
  if (!existsSync(file)) {
    throw new SetupError({
      problem: `Lesson ${number} has no expectations.`,
      got: `no file ${file}`,
      expected: '{ "why": "…", "numbers": [{ "metric": "…", "name": "…", "from": 1, "to": 2 }] }',
      remedy: `npm run lessons -- ${number} prints what the lesson reaches; write down what it must reach`,
    });
  }
  return JSON.parse(readFileSync(file, 'utf8')).numbers;
}

/**
 * The rows that are expected and not there, one sentence each.
 * @param {readonly Expectation[]} expected
 * @param {readonly Reached[]} reached
 */
export function missingRows(expected, reached) {
  return expected
    .filter((row) => find(row, reached) === undefined)
    .map(({ metric, name }) => `no row “${name}” in a table “${metric}”`);
}

/**
 * The numbers that are outside what is expected, or not there, one sentence each.
 * @param {readonly Expectation[]} expected
 * @param {readonly Reached[]} reached
 */
export function outside(expected, reached) {
  const wrong = expected.flatMap((row) => {
    const value = find(row, reached)?.value;
    if (value === undefined || (value >= row.from && value <= row.to)) return [];
    return [`“${row.metric}” of “${row.name}” is ${value}, expected ${row.from} to ${row.to}`];
  });
  return [...missingRows(expected, reached), ...wrong];
}

/** @param {Expectation} row @param {readonly Reached[]} reached */
const find = ({ metric, name }, reached) =>
  reached.find((result) => result.metric === metric && result.name === name);
