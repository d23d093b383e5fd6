// @ts-check
// Which submissions have written answers that nobody has marked.
import path from 'node:path';
import { mustRun } from '../setup/command.mjs';
import { venvProgram } from '../setup/paths.mjs';
import { course } from './course.mjs';

const question = `
import json, sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///" + sys.argv[1]) as gradebook:
    submissions = gradebook.assignment_submissions(sys.argv[2])
    print("unmarked:" + json.dumps([one.student.id for one in submissions if one.needs_manual_grade]))
`;

/**
 * Says whose written answers of an assignment count 0 points until somebody marks them.
 * @param {string} name
 * @param {unknown} [student] whom to ask about alone
 */
export async function tellUnmarked(name, student) {
  const database = path.join(course(), 'gradebook.db');
  const words = ['-c', question, database, name];
  const output = await mustRun(`Asking for unmarked answers of ${name}`, venvProgram('python'), words);
  /** @type {string[]} */
  const all = JSON.parse(/^unmarked:(.*)$/m.exec(output)?.[1] ?? '[]');
  const students = all.filter((one) => student === undefined || one === student);
  if (students.length === 0) return;
  console.log(`  written answers not marked yet, 0 points until then: ${students.sort().join(', ')}`);
  console.log('  to do: npm run assignments -- marking');
}
