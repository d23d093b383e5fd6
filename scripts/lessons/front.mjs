// @ts-check
// What a lesson says of itself in its first cell: title, question, minutes.
import path from 'node:path';
import { SetupError } from '../setup/report.mjs';
import { readNotebook, textOf } from './notebook.mjs';

/**
 * @typedef {object} Front
 * @property {string} file the notebook's file name
 * @property {string} number two digits
 * @property {string} title without the number
 * @property {string} question one sentence
 * @property {number} readMinutes
 * @property {string} runTime as printed: "2 minutes"
 */

/**
 * Reads a lesson's front. The first cell must begin with `# NN · Title`, then have the question in bold and a table
 * row `| Time | 35 minutes to read, 2 minutes to run |`.
 * @param {string} file a notebook
 * @returns {Front}
 */
export function frontOf(file) {
  const [first] = readNotebook(file).cells;
  const text = first ? textOf(first) : '';
  const title = /^# (\d\d) · (.+)$/m.exec(text);
  const question = /^\*\*(.+?)\*\*\s*$/ms.exec(text);
  const time =
    /^\| Time \| (?:about )?(\d+) minutes? to read(?: and do)?, (?:about )?(.+?) to run\b.*\|\s*$/m.exec(
      text,
    );
  if (!title) throw noFront(file, 'a title', '# 02 · Principal component analysis');
  if (!question) throw noFront(file, 'a question in bold', '**How few numbers hold a digit?**');
  if (!time) throw noFront(file, 'a row with the time', '| Time | 35 minutes to read, 2 minutes to run |');
  return {
    file: path.basename(file),
    number: title[1] ?? '',
    title: (title[2] ?? '').trim(),
    question: (question[1] ?? '').replaceAll(/\s+/g, ' '),
    readMinutes: Number(time[1]),
    runTime: time[2] ?? '',
  };
}

/** @param {string} file @param {string} missing @param {string} example */
function noFront(file, missing, example) {
  return new SetupError({
    problem: `The first cell of ${path.basename(file)} has not all that the list of lessons needs.`,
    got: `no ${missing}`,
    expected: example,
    remedy: 'write it into the first cell of the notebook',
  });
}
