// @ts-check
// What of a lesson is still to be written: the places that carry the pencil of its skeleton.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readNotebook, textOf } from '../lessons/notebook.mjs';
import { root } from '../setup/paths.mjs';
import { filesOf } from './files.mjs';

/** The mark of a place to be written. */
export const pencil = '✎';

/**
 * One line for each place to be written in a lesson's files, and for each file that is missing: the file, the cell or line,
 * and what should stand there.
 * @param {string} name the lesson, such as 09_weight_decay
 * @param {string} [folder] the project
 */
export function unwritten(name, folder = root) {
  return Object.values(filesOf(name, folder)).flatMap((file) => {
    const shown = path.relative(folder, file);
    if (!existsSync(file)) return [`${shown} is missing`];
    return placesOf(file)
      .filter(({ text }) => text.includes(pencil))
      .map(({ place, text }) => `${shown}, ${place}: ${text.trim()}`);
  });
}

/** A file's lines, each with where it stands. @param {string} file */
function placesOf(file) {
  if (!file.endsWith('.ipynb')) return linesOf(readFileSync(file, 'utf8'), (line) => `line ${line}`);
  return readNotebook(file).cells.flatMap((cell, i) => linesOf(textOf(cell), () => `cell ${i + 1}`));
}

/** @param {string} text @param {(line: number) => string} place */
const linesOf = (text, place) => text.split('\n').map((line, i) => ({ place: place(i + 1), text: line }));
