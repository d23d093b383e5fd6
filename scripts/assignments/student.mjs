// @ts-check
// What a student does: fetch, validate, submit, fetch feedback.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError, step } from '../setup/report.mjs';
import { assignmentNames, namedAssignments, work } from './course.mjs';
import { grading, mustGrade } from './nbgrader.mjs';

/** @typedef {{ names: string[], flags: Record<string, string | true> }} Words */

/** Copies a released assignment into the student's folder. @param {Words} words */
export async function fetch({ names }) {
  for (const name of namedAssignments('fetch', names)) {
    const words = ['fetch_assignment', name];
    const remedy = `if it is not released yet, ask for it; to begin again, move ${path.join(work(), name)} away`;
    await mustGrade(`Fetching ${name}`, words, { cwd: work(), remedy });
    step(`fetched ${name}`, path.join(work(), name, `${name}.ipynb`));
  }
}

/** Runs a student's notebook and shows which of the tests that can be seen fail. @param {Words} words */
export async function validate({ names }) {
  if (!names.length) namedAssignments('validate', names);
  for (const name of names) {
    const file = notebookOf(name);
    const { code, output } = await grading('validate', [file], { cwd: path.dirname(file) });
    const said = output.replace(/^\[[^\]]*\| [A-Z]+\].*\n/gm, '').trim();
    console.log(`${path.basename(file)}\n${said}\n`);
    if (code !== 0 || !said.includes('Success!')) process.exitCode = 1;
  }
}

/** An assignment's name or a file, as the file. @param {string} given */
function notebookOf(given) {
  const candidates = [path.resolve(given), path.join(work(), given, `${given}.ipynb`)];
  const file = candidates.find((candidate) => candidate.endsWith('.ipynb') && existsSync(candidate));
  if (file) return file;
  throw new SetupError({
    problem: 'validate: there is no such notebook.',
    got: given,
    expected: `a file, or one of ${assignmentNames().join(', ')} after fetching it`,
    remedy: `npm run assignments -- fetch ${given}`,
  });
}

/** Puts the student's notebook into the exchange. @param {Words} words */
export async function submit({ names, flags }) {
  for (const name of namedAssignments('submit', names)) {
    const student = flags.student ? [`--student=${flags.student}`] : [];
    const remedy = `npm run assignments -- fetch ${name}, answer it, and submit again`;
    await mustGrade(`Submitting ${name}`, ['submit', name, ...student], { cwd: work(), remedy });
    step(`submitted ${name}`);
  }
}

/** Copies the feedback to a student's submissions into the student's folder. @param {Words} words */
export async function fetchFeedback({ names }) {
  for (const name of namedAssignments('fetch-feedback', names)) {
    await mustGrade(`Fetching feedback on ${name}`, ['fetch_feedback', name], { cwd: work() });
    step(`feedback on ${name}`, path.join(work(), name, 'feedback'));
  }
}
