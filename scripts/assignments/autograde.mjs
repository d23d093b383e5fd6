// @ts-check
// Grades submissions, each on its own, and says of each student what was odd.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { at, venvProgram } from '../setup/paths.mjs';
import { SetupError, step } from '../setup/report.mjs';
import { course, namedAssignments, studentsIn } from './course.mjs';
import { jupyterEnvironment } from './nbgrader.mjs';
import { tellUnmarked } from './unmarked.mjs';

/**
 * What became of one submission.
 * @typedef {object} Outcome
 * @property {string} student
 * @property {'graded' | 'before' | 'failed'} state before: it was graded already, and nothing newer came
 * @property {string[]} warnings
 * @property {string | null} problem why it could not be graded
 */

/** Runs and grades submissions. One that cannot be graded does not keep the others. @param {import('./instructor.mjs').Words} words */
export async function autograde({ names, flags }) {
  for (const name of namedAssignments('autograde', names)) {
    const students = wanted(name, flags.student);
    const outcomes = await graded(name, students, flags.again === true);
    await tellUnmarked(name, flags.student);
    report(name, outcomes);
  }
}

/** The students whose submissions are to be graded. @param {string} name @param {string | true | undefined} student */
function wanted(name, student) {
  const submitted = studentsIn('submitted', name).sort();
  const chosen = student === undefined ? submitted : submitted.filter((one) => one === student);
  if (chosen.length) return chosen;
  const folder = path.join(course(), 'submitted', String(student ?? 'STUDENT'), name);
  throw new SetupError({
    problem: `There is nothing to grade for ${name}.`,
    got: `no folder ${folder}`,
    expected: submitted.length ? `one of ${submitted.join(', ')}` : 'submissions',
    remedy: `npm run assignments -- collect ${name}, or copy notebooks to submitted/STUDENT/${name}/${name}.ipynb`,
  });
}

/**
 * @param {string} name
 * @param {string[]} students
 * @param {boolean} again
 * @returns {Promise<Outcome[]>}
 */
async function graded(name, students, again) {
  const script = at('scripts', 'assignments', 'grading', 'autograde.py');
  const words = [script, ...(again ? ['--again'] : []), name, ...students];
  const child = spawn(venvProgram('python'), words, { cwd: course(), env: jupyterEnvironment() });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-2000);
  });
  const closed = new Promise((resolve) => child.on('close', resolve));
  /** @type {Outcome[]} */
  const outcomes = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const outcome = /** @type {Outcome} */ (JSON.parse(line)); // printed by autograde.py
    for (const warning of outcome.warnings) console.log(`  ${outcome.student}: ${warning}`);
    outcomes.push(outcome);
  }
  if ((await closed) !== 0) throw endedEarly(name, students.slice(outcomes.length), complaint);
  return outcomes;
}

/** @param {string} name @param {string[]} left @param {string} complaint */
function endedEarly(name, left, complaint) {
  return new SetupError({
    problem: `Grading ${name} ended before ${left.join(', ')}.`,
    got: complaint.trim().split('\n').slice(-3).join('\n    ') || 'no word why',
    expected: 'nbgrader to run to its end',
    remedy: `see all that nbgrader said in ${path.join(course(), 'nbgrader.log')}, and run the same command again`,
  });
}

/** @param {string} name @param {Outcome[]} outcomes */
function report(name, outcomes) {
  const those = (/** @type {Outcome['state']} */ state) => outcomes.filter((one) => one.state === state);
  const listed = (/** @type {Outcome[]} */ some) => some.map(({ student }) => student).join(', ');
  step(`graded ${name}:`, listed(those('graded')) || 'nobody');
  if (those('before').length)
    step('graded before:', `${listed(those('before'))} (--again grades them again)`);
  const failed = those('failed');
  if (!failed.length) return;
  throw new SetupError({
    problem: `Some submissions of ${name} could not be graded: ${listed(failed)}.`,
    got: failed.map(({ student, problem }) => `${student}: ${problem}`).join('\n            '),
    expected: 'notebooks that can be read',
    remedy: `look at ${path.join(course(), 'submitted')} and the log ${path.join(course(), 'nbgrader.log')}`,
  });
}
