// @ts-check
// What an instructor does: release, collect, feedback, grades.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError, step } from '../setup/report.mjs';
import { course, exchange, namedAssignments, sources, studentsIn } from './course.mjs';
import { complaints, grading, mustGrade, warnings } from './nbgrader.mjs';
import { tellUnmarked } from './unmarked.mjs';

/** @typedef {{ names: string[], flags: Record<string, string | true> }} Words */

/** Makes the students' version and puts it into the exchange. @param {Words} words */
export async function release({ names, flags }) {
  const due = flags.due ? dateOf(String(flags.due)) : undefined;
  for (const name of namedAssignments('release', names)) {
    await mustGiveItselfAllPoints(name);
    await mustGrade(`Making ${name}`, ['generate_assignment', name, '--force']);
    if (due) await setDueDate(name, due);
    await mustGrade(`Releasing ${name}`, ['release_assignment', name, '--force']);
    step(`released ${name} to ${exchange()}`, due ? `due ${due.toLocaleString()}` : 'without a due date');
  }
}

/** Runs the source: a test that its own answers do not pass is the author's mistake. @param {string} name */
async function mustGiveItselfAllPoints(name) {
  const { code, output } = await grading('check_source', [name]);
  if (code === 0) return;
  const mistakes = [...output.matchAll(/^mistake: (.*)$/gm)].map(([, mistake]) => mistake);
  throw new SetupError({
    problem: `${name} is not released: its tests do not give its own answers all points.`,
    got: mistakes.join('\n            ') || complaints(output) || output.trim().slice(-500),
    expected: 'each test to pass, and to end with a number of points or with a statement',
    remedy: `mend ${path.join(sources, name, `${name}.ipynb`)}, and release it again`,
  });
}

/** @param {string} due */
function dateOf(due) {
  const date = new Date(due);
  if (!Number.isNaN(date.getTime())) return date;
  throw new SetupError({
    problem: '--due is not a date.',
    got: due,
    expected: 'a date and a time, with a time zone if not yours: 2026-12-01T18:00 or 2026-12-01T18:00+01:00',
    remedy: 'npm run assignments -- release lesson-02 --due 2026-12-01T18:00',
  });
}

/** @param {string} name @param {Date} due */
async function setDueDate(name, due) {
  const words = ['db', 'assignment', 'add', name, `--duedate=${due.toISOString().replace('Z', ' UTC')}`];
  await mustGrade(`Setting the due date of ${name}`, words);
}

/** Takes the newest submission of each student out of the exchange. @param {Words} words */
export async function collect({ names, flags }) {
  for (const name of namedAssignments('collect', names)) {
    const words = ['collect', name, flags['before-due'] ? '--before-duedate' : '--update'];
    const output = await mustGrade(`Collecting ${name}`, words, {
      remedy: `release it first: npm run assignments -- release ${name}`,
    });
    for (const warning of warnings(output)) console.log(`  ${warning}`);
    step(`collected ${name}:`, studentsIn('submitted', name).join(', ') || 'nobody has submitted yet');
  }
}

/** Writes each student's marked notebook as HTML and puts it into the exchange. @param {Words} words */
export async function feedback({ names, flags }) {
  for (const name of namedAssignments('feedback', names)) {
    const one = flags.student ? [`--student=${flags.student}`] : [];
    const remedy = `npm run assignments -- autograde ${name}`;
    await mustGrade(`Writing feedback for ${name}`, ['generate_feedback', name, '--force', ...one], {
      remedy,
    });
    for (const student of throughExchange(name)) {
      if (flags.student && flags.student !== student) continue;
      await mustGrade(`Releasing feedback for ${name}`, ['release_feedback', name, `--student=${student}`]);
    }
    await tellUnmarked(name, flags.student);
    step(`feedback for ${name}:`, studentsIn('feedback', name).join(', '));
  }
}

/** The students whose submission came through the exchange; only they can fetch feedback there. @param {string} name */
function throughExchange(name) {
  const secret = (/** @type {string} */ student) =>
    path.join(course(), 'submitted', student, name, 'submission_secret.txt');
  return studentsIn('submitted', name).filter((student) => existsSync(secret(student)));
}

/** Writes all grades into a table. @param {Words} words */
export async function grades({ flags }) {
  const file = path.resolve(String(flags.to ?? path.join(course(), 'grades.csv')));
  await mustGrade('Writing the grades', ['export', `--to=${file}`]);
  step('grades written to', file);
}
