// @ts-check
// Makes the book: a page of each lesson, the first page, the glossary, the index for the search.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { frontOf } from '../lessons/front.mjs';
import { copySharedAssets } from '../publishing/assets.mjs';
import { cellsOf } from '../publishing/cells.mjs';
import { withoutDeadLinks } from '../publishing/links.mjs';
import { at, build } from '../setup/paths.mjs';
import { chapterOf } from './chapter.mjs';
import { bookPage, contentsHtml, pageName } from './page.mjs';

/** Where the book goes. */
export const bookFolder = path.join(build, 'book');

/** What search looks through, and how; search.js reads the index with the same options. */
export const searchOptions = {
  fields: ['title', 'text'],
  storeFields: ['title', 'chapter', 'address', 'text'],
};

/** @typedef {{ id: number, title: string, text: string, chapter: string, address: string }} Entry */

/**
 * Writes the book of some lessons, and all that it needs, into a folder.
 * @param {{ source: string, executed: string }[]} lessons
 * @param {string} [folder]
 * @returns {Promise<string[]>} the pages' files
 */
export async function makeBook(lessons, folder = bookFolder) {
  const fronts = lessons.map(({ source }) => frontOf(source));
  const published = new Set(fronts.map(({ file }) => file));
  const glossary = glossaryNotebook();
  const all = await cellsOf([...lessons.map(({ executed }) => executed), glossary]);
  copyAssets(folder);
  /** @type {Entry[]} */
  const entries = [];
  const pages = all.map((cells, i) => {
    withoutDeadLinks(cells, published, { 'GLOSSARY.md': 'glossary.html' });
    const { html, parts } = chapterOf(cells);
    const front = fronts[i];
    const file = front ? pageName(front.file) : 'glossary.html';
    const title = front ? `${front.number} · ${front.title}` : 'Glossary';
    for (const { id, title: heading, text } of parts)
      entries.push({ id: entries.length, title: heading, text, chapter: title, address: `${file}#${id}` });
    return { file, title, page: bookPage({ title, html, file, fronts, parts }) };
  });
  const first = bookPage({ title: 'Contents', html: contentsHtml(fronts), file: 'index.html', fronts });
  writeFileSync(path.join(folder, 'assets', 'search-index.js'), searchIndex(entries));
  return [{ file: 'index.html', page: first }, ...pages].map(({ file, page }) => {
    writeFileSync(path.join(folder, file), page);
    return path.join(folder, file);
  });
}

/** The index as a script: a page opened from a disk may not fetch files. @param {Entry[]} entries */
function searchIndex(entries) {
  const index = new MiniSearch(searchOptions);
  index.addAll(entries);
  return `window.codebookSearch = ${JSON.stringify({ options: searchOptions, index: JSON.stringify(index) })};\n`;
}

/** The glossary as a notebook of one cell, so that it takes the same way as a lesson. */
function glossaryNotebook() {
  const source = readFileSync(at('notebooks', 'GLOSSARY.md'), 'utf8').replace(/^Back to .*$/m, '');
  const cells = [{ cell_type: 'markdown', id: 'glossary', metadata: {}, source }];
  const file = path.join(build, 'publishing', 'glossary.ipynb');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  return file;
}

/** @param {string} folder */
function copyAssets(folder) {
  copySharedAssets(folder);
  const assets = path.join(folder, 'assets');
  cpSync(at('node_modules', 'minisearch', 'dist', 'umd', 'index.js'), path.join(assets, 'minisearch.js'));
  cpSync(at('scripts', 'book', 'static'), assets, { recursive: true });
}
