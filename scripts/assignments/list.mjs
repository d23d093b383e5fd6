// @ts-check
// npm run assignments -- list: how far each assignment is.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { assignmentNames, course, exchange, studentsIn } from './course.mjs';
import { mustGrade } from './nbgrader.mjs';

/** Prints a line an assignment: whether it is out, until when, and how many submissions went through each step. */
export async function list() {
  const due = await dueDates();
  const names = assignmentNames();
  const longest = Math.max(...names.map((name) => name.length));
  for (const name of names) {
    const counts = ['submitted', 'autograded', 'feedback'].map((s) => `${studentsIn(s, name).length} ${s}`);
    const out = isReleased(name) ? `released, ${due.get(name) ?? 'without a due date'}` : 'not released';
    console.log(`${name.padEnd(longest)}   ${out}; ${counts.join(', ')}`);
  }
}

/** @param {string} name */
function isReleased(name) {
  if (!existsSync(exchange())) return false;
  return readdirSync(exchange()).some((id) => existsSync(path.join(exchange(), id, 'outbound', name)));
}

/** The due dates in the gradebook, in words. @returns {Promise<Map<string, string>>} by the assignment's name */
async function dueDates() {
  if (!existsSync(path.join(course(), 'gradebook.db'))) return new Map();
  const output = await mustGrade('Reading the gradebook', ['db', 'assignment', 'list']);
  // nbgrader keeps UTC, and prints no zone.
  const lines = output.matchAll(/^(\S+) \(due: (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/gm);
  return new Map(
    [...lines].map(([, name = '', day, time]) => [
      name,
      `due ${new Date(`${day}T${time}Z`).toLocaleString()}`,
    ]),
  );
}
