// A lesson's slides: its cells, grouped by their slide types.
import { outputs } from '../publishing/cells.mjs';

/** @typedef {import('../publishing/cells.mjs').Cell} Cell */
/** A slide: the HTML of what is seen, and of what only the speaker sees. @typedef {{ body: string, notes: string }} Slide */

/** Code of more lines than this is not shown on a slide. */
const mostLines = 12;

/**
 * Groups a lesson's cells into slides: columns of slides one below the other.
 * What the deck skips in prose becomes the speaker's notes of the slide before.
 * @param {Cell[]} cells
 * @returns {Slide[][]}
 */
export function slidesOf(cells) {
  /** @type {Slide[][]} */
  const columns = [];
  for (const cell of cells) {
    if (cell.slide === 'slide' || (cell.slide === 'subslide' && !columns.length))
      columns.push([{ body: '', notes: '' }]);
    else if (cell.slide === 'subslide') columns.at(-1)?.push({ body: '', notes: '' });
    const slide = columns.at(-1)?.at(-1);
    if (slide) add(slide, cell);
  }
  const filled = columns.map((column) => column.filter(({ body }) => body.trim() !== ''));
  return filled.filter((column) => column.length);
}

/** @param {Slide} slide @param {Cell} cell */
function add(slide, cell) {
  if (cell.slide === 'notes' || (cell.slide === 'skip' && cell.kind === 'markdown'))
    slide.notes += proseOf(cell);
  if (cell.slide === 'notes' || cell.slide === 'skip') return;
  const content = cell.kind === 'markdown' ? proseOf(cell) : codeOf(cell);
  slide.body += cell.slide === 'fragment' && content ? `<div class="fragment">${content}</div>` : content;
}

/** @param {Cell} cell */
const proseOf = (cell) => cell.element.querySelector('.prose')?.outerHTML ?? '';

/**
 * Of a code cell a slide shows what it made (figures, tables, text), or its code where it made nothing to look at.
 * @param {Cell} cell
 */
function codeOf(cell) {
  const code = cell.element.querySelector('.code');
  if (cell.tags.includes('exercise')) return code?.outerHTML ?? '';
  const made = [...cell.element.querySelectorAll('.output')].filter(
    (output) => !outputs.isProgress(output) && !outputs.isQuiz(output),
  );
  if (made.length) return made.map((output) => (outputs.isPicture(output) ? framed(output) : output.outerHTML)).join('');
  if (cell.tags.includes('quiz') || lineCount(code) > mostLines) return '';
  return code?.outerHTML ?? '';
}

/** @param {Element | null} code */
const lineCount = (code) => code?.textContent?.trim().split('\n').length ?? 0;

/**
 * A figure in a frame that deck.js scales to the room that the slide's text leaves.
 * @param {Element} output
 */
function framed(output) {
  const image = output.querySelector('img');
  const [width, height] = ['width', 'height'].map((side) => Number(image?.getAttribute(side)) || undefined);
  const size = width && height ? ` data-width="${width}" data-height="${height}"` : '';
  return `<div class="frame"${size}><div class="scaled">${output.innerHTML}</div></div>`;
}
