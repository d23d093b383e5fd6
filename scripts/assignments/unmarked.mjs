// @ts-check
// Which submissions have written answers that nobody has marked.
import path from 'node:path';
import { capture } from '../setup/command.mjs';
import { venvProgram } from '../setup/paths.mjs';
import { course } from './course.mjs';

const question = `
import sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///" + sys.argv[1]) as gradebook:
    for submission in gradebook.assignment_submissions(sys.argv[2]):
        if submission.needs_manual_grade:
            print(submission.student.id)
`;

/** Says whose written answers of an assignment count 0 points until somebody marks them. @param {string} name */
export async function tellUnmarked(name) {
  const database = path.join(course(), 'gradebook.db');
  const { code, output } = await capture(venvProgram('python'), ['-c', question, database, name]);
  const students = output.trim().split('\n').filter(Boolean);
  if (code !== 0 || students.length === 0) return;
  console.log(`  written answers not marked yet, 0 points until then: ${students.sort().join(', ')}`);
  console.log('  to do: npm run assignments -- marking');
}
