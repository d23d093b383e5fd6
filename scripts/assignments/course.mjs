// @ts-check
// Where a course keeps its files, and the assignments it has.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { at } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';

/** nbgrader's settings. */
export const configuration = at('notebooks', 'assignments', 'nbgrader_config.py');

/** The instructor's notebooks, with solutions. */
export const sources = at('notebooks', 'assignments', 'source');

/** The course's folder: submissions, grades, feedback. CODEBOOK_COURSE sets another one. */
export const course = () => path.resolve(process.env.CODEBOOK_COURSE ?? at('notebooks', 'assignments'));

/** The folder where students find and leave assignments. CODEBOOK_EXCHANGE sets another one. */
export const exchange = () => path.resolve(process.env.CODEBOOK_EXCHANGE ?? path.join(course(), 'exchange'));

/** A student's own copies. CODEBOOK_WORK sets another folder. */
export const work = () => path.resolve(process.env.CODEBOOK_WORK ?? at('notebooks', 'assignments', 'work'));

/** The names of all assignments. @returns {string[]} */
export function assignmentNames() {
  return readdirSync(sources)
    .filter((name) => existsSync(path.join(sources, name, `${name}.ipynb`)))
    .sort();
}

/**
 * Checks the assignments named on the command line.
 * @param {string} verb
 * @param {string[]} given
 * @returns {string[]}
 */
export function namedAssignments(verb, given) {
  const known = assignmentNames();
  const unknown = given.filter((name) => !known.includes(name));
  if (given.length && !unknown.length) return given;
  throw new SetupError({
    problem: given.length ? 'There is no such assignment.' : `${verb}: which assignment?`,
    got: unknown.join(', ') || 'no name',
    expected: `one or more of ${known.join(', ')}`,
    remedy: `npm run assignments -- ${verb} ${known[0] ?? 'NAME'}`,
  });
}

/** The students of whom a step's folder holds an assignment. @param {string} step @param {string} name */
export function studentsIn(step, name) {
  const folder = path.join(course(), step);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((student) => existsSync(path.join(folder, student, name)));
}
