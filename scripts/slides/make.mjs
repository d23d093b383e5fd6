// @ts-check
// Makes the decks of some lessons.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { frontOf } from '../lessons/front.mjs';
import { copySharedAssets } from '../publishing/assets.mjs';
import { cellsOf } from '../publishing/cells.mjs';
import { withoutDeadLinks } from '../publishing/links.mjs';
import { at, build } from '../setup/paths.mjs';
import { slidesOf } from './deck.mjs';
import { deckPage, decksPage } from './page.mjs';

/** Where decks go. */
export const slidesFolder = path.join(build, 'slides');

/**
 * Writes the deck of each lesson, the list of decks and all that they need into a folder.
 * @param {{ source: string, executed: string }[]} lessons
 * @param {string} [folder]
 * @returns {Promise<{ file: string, title: string, slides: number }[]>} the decks
 */
export async function makeSlides(lessons, folder = slidesFolder) {
  copyAssets(folder);
  const fronts = lessons.map(({ source }) => frontOf(source));
  const published = new Set(fronts.map(({ file }) => file));
  const all = await cellsOf(lessons.map(({ executed }) => executed));
  writeFileSync(path.join(folder, 'index.html'), decksPage(fronts));
  return fronts.map((front, i) => {
    const cells = all[i] ?? [];
    withoutDeadLinks(cells, published);
    const columns = slidesOf(cells);
    const file = path.join(folder, front.file.replace('.ipynb', '.html'));
    writeFileSync(file, deckPage(front, columns));
    return { file, title: `${front.number} ${front.title}`, slides: columns.flat().length };
  });
}

/** @param {string} folder */
function copyAssets(folder) {
  copySharedAssets(folder);
  const assets = path.join(folder, 'assets');
  mkdirSync(assets, { recursive: true });
  const reveal = at('node_modules', 'reveal.js', 'dist');
  cpSync(path.join(reveal, 'reveal.js'), path.join(assets, 'reveal.js'));
  cpSync(path.join(reveal, 'reveal.css'), path.join(assets, 'reveal.css'));
  cpSync(path.join(reveal, 'plugin', 'notes.js'), path.join(assets, 'notes.js'));
  cpSync(at('scripts', 'slides', 'static'), assets, { recursive: true });
}
