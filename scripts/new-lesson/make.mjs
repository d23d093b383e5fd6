// @ts-check
// Makes the files of a new lesson from the skeleton.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { notebookFrom } from './cells.mjs';
import { filesOf } from './files.mjs';

const skeleton = path.join(import.meta.dirname, 'skeleton');
const templates = /** @type {const} */ ({
  notebook: 'lesson.md',
  exercises: 'exercises.ts',
  quiz: 'quiz.json',
  solution: 'solution.test.ts.txt',
  expectations: 'expectations.json',
});

/**
 * Writes a lesson's five files; none where one of them is there.
 * @param {string} name such as 09_weight_decay
 * @param {string} [folder] the project
 * @returns {string[]} the files
 * @throws {SetupError} for a name that no lesson can have, and where a file would be overwritten
 */
export function makeLesson(name, folder = root) {
  if (!/^\d\d_[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) throw wrongName(name);
  const files = filesOf(name, folder);
  const there = Object.values(files).find((file) => existsSync(file));
  if (there) throw taken(name, path.relative(folder, there));
  const entries = Object.entries(templates).map(([kind, template]) => {
    const text = filled(readFileSync(path.join(skeleton, template), 'utf8'), name);
    // The kinds are the keys of both.
    const file = files[/** @type {keyof typeof templates} */ (kind)];
    return /** @type {const} */ ([file, kind === 'notebook' ? asJson(notebookFrom(text)) : text]);
  });
  for (const [file, text] of entries) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return Object.values(files);
}

/** The skeleton's words with the lesson's in their place. @param {string} text @param {string} name */
function filled(text, name) {
  const number = name.slice(0, 2);
  const words = name.slice(3).replaceAll('_', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return text
    .replaceAll(/\bNUMBER\b/g, String(Number(number)))
    .replaceAll(/\bNAME\b/g, name)
    .replaceAll(/\bTITLE\b/g, title)
    .replaceAll(/\bNN\b/g, number);
}

/** @param {unknown} value */
const asJson = (value) => `${JSON.stringify(value, null, 1)}\n`;

/** @param {string} name */
function wrongName(name) {
  return new SetupError({
    problem: 'A lesson cannot have this name.',
    got: name || 'no name',
    expected: 'two digits and words in small letters, with _ between: 09_weight_decay',
    remedy: 'npm run new-lesson -- 09_weight_decay',
  });
}

/** @param {string} name @param {string} file */
function taken(name, file) {
  return new SetupError({
    problem: `There is a lesson ${name.slice(0, 2)} already, or a part of it.`,
    got: file,
    expected: 'a number that no lesson has',
    remedy: 'take another number, or delete that file',
  });
}
