// @ts-check
// The start page's table of lessons.
import { readFileSync, writeFileSync } from 'node:fs';
import { at } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { lessonFiles } from './execute.mjs';
import { frontOf } from './front.mjs';

const begin = '<!-- lessons -->';
const end = '<!-- /lessons -->';

/**
 * The start page with its table renewed: a row for each lesson, between two marks.
 * @param {string} page
 * @param {string[]} lessons the notebooks
 * @returns {string}
 */
export function startPage(page, lessons) {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new SetupError({
      problem: 'START.md has no place for the table of lessons.',
      got: 'a page without its two marks',
      expected: `${begin} and ${end}, each on a line of its own`,
      remedy: 'put them back',
    });
  }
  return `${page.slice(0, from + begin.length)}\n${tableOf(lessons)}\n${page.slice(to)}`;
}

/** Writes the table of lessons into the start page, from what the lessons say of themselves. @returns {string} the file */
export function renewContents() {
  const file = at('notebooks', 'START.md');
  writeFileSync(file, startPage(readFileSync(file, 'utf8'), lessonFiles()));
  return file;
}

/** @param {string[]} lessons */
function tableOf(lessons) {
  const rows = lessons.map((lesson) => {
    const { file, number, title, question, readMinutes, runTime } = frontOf(lesson);
    return `| [${number} · ${title}](${file}) | ${cell(question)} | ${readMinutes} min | ${runTime} |`;
  });
  return [
    '',
    '| lesson | question | to read and do | to run |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');
