// @ts-check
// Executed notebooks as HTML, cell by cell, by nbconvert; formulas set.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { mustRun } from '../setup/command.mjs';
import { at, build, venvProgram } from '../setup/paths.mjs';
import { setFormulas } from './mathematics.mjs';

/**
 * A cell as HTML.
 * @typedef {object} Cell
 * @property {'markdown' | 'code' | 'raw'} kind
 * @property {string} slide nbconvert's slide type: slide, subslide, fragment, skip, notes or -
 * @property {string[]} tags
 * @property {Element} element
 */

const folder = path.join(build, 'publishing');

/**
 * Converts executed notebooks.
 * @param {string[]} notebooks
 * @returns {Promise<Cell[][]>} the cells of each
 */
export async function cellsOf(notebooks) {
  mkdirSync(folder, { recursive: true });
  const options = [
    '--to=html',
    '--template=cells',
    `--TemplateExporter.extra_template_basedirs=${at('scripts', 'publishing', 'templates')}`,
    '--HTMLExporter.exclude_anchor_links=True',
    '--log-level=ERROR',
    `--output-dir=${folder}`,
  ];
  await mustRun('nbconvert', venvProgram('python'), ['-m', 'nbconvert', ...options, ...notebooks]);
  return notebooks.map((notebook) => parsed(notebook));
}

/** @param {string} notebook @returns {Cell[]} */
function parsed(notebook) {
  const name = path.basename(notebook, '.ipynb');
  const { document } = new JSDOM(readFileSync(path.join(folder, `${name}.html`), 'utf8')).window;
  for (const prose of document.querySelectorAll('.prose')) setFormulas(prose, name);
  return [...document.querySelectorAll('section.cell')].map((element) => ({
    kind: /** @type {Cell['kind']} */ (element.getAttribute('data-kind')), // written by our template
    slide: element.getAttribute('data-slide') ?? '-',
    tags: (element.getAttribute('data-tags') ?? '').split(' ').filter(Boolean),
    element,
  }));
}

/** What an output is, as far as pages treat it differently. */
export const outputs = {
  /** The bar and curve that `fit` shows while it trains. @param {Element} output */
  isProgress: (output) => output.querySelector('progress') !== null,
  /** A figure or picture. @param {Element} output */
  isPicture: (output) => output.querySelector('figure, img') !== null && !outputs.isProgress(output),
  /** A form with a quiz. @param {Element} output */
  isQuiz: (output) => output.querySelector('form') !== null,
};
