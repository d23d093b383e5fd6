// @ts-check
// A lesson's slides: its cells, grouped by their slide types.
import { outputs } from '../publishing/cells.mjs';

/** @typedef {import('../publishing/cells.mjs').Cell} Cell */
/** A piece of a slide. @typedef {{ html: string, kind: 'text' | 'figure' | 'table' }} Block */
/** A slide: the HTML of what is seen, and of what only the speaker sees. @typedef {{ body: string, notes: string }} Slide */

/** Code of more lines than this is not shown on a slide. */
const mostLines = 14;

/**
 * Groups a lesson's cells into slides: columns of slides one below the other.
 * What the deck skips in prose becomes the speaker's notes of the slide before.
 * @param {Cell[]} cells
 * @returns {Slide[][]}
 */
export function slidesOf(cells) {
  /** @type {{ blocks: Block[], notes: string }[][]} */
  const columns = [];
  for (const cell of cells) {
    if (cell.slide === 'slide' || (cell.slide === 'subslide' && !columns.length))
      columns.push([{ blocks: [], notes: '' }]);
    else if (cell.slide === 'subslide') columns.at(-1)?.push({ blocks: [], notes: '' });
    const slide = columns.at(-1)?.at(-1);
    if (slide) add(slide, cell);
  }
  const filled = columns.map((column) => column.filter(({ blocks }) => blocks.length));
  return filled.filter((column) => column.length).map(composed);
}

/** @param {{ blocks: Block[], notes: string }} slide @param {Cell} cell */
function add(slide, cell) {
  if (cell.slide === 'notes' || (cell.slide === 'skip' && cell.kind === 'markdown'))
    slide.notes += spoken(cell);
  if (cell.slide === 'notes' || cell.slide === 'skip') return;
  const blocks = cell.kind === 'markdown' ? [textBlock(proseOf(cell))] : codeBlocks(cell);
  for (const { html, kind } of blocks.filter((block) => block.html))
    slide.blocks.push({
      kind,
      html: cell.slide === 'fragment' ? `<div class="fragment">${html}</div>` : html,
    });
}

/**
 * Sets each slide of a column; a slide without a heading repeats the
 * one before it.
 * @param {{ blocks: Block[], notes: string }[]} column
 * @returns {Slide[]}
 */
function composed(column) {
  let heading = '';
  return column.map(({ blocks, notes }) => {
    const own = /<h[12][^>]*>([\s\S]*?)<\/h[12]>/.exec(blocks.map(({ html }) => html).join(''))?.[1];
    heading = own ?? heading;
    const repeated = own === undefined && heading ? `<h2 class="again">${heading}</h2>` : '';
    return { body: repeated + besides(blocks), notes };
  });
}

/**
 * Sets tables beside the slide's one figure, or beside each other, where the first of them stands.
 * @param {Block[]} blocks
 * @returns {string}
 */
function besides(blocks) {
  const figures = blocks.filter(({ kind }) => kind === 'figure');
  const tables = blocks.filter(({ kind }) => kind === 'table');
  const inRow = [...figures, ...tables];
  if (figures.length > 1 || !tables.length || inRow.length < 2)
    return blocks.map(({ html }) => html).join('');
  const stacked = tables.map(({ html }) => html).join('');
  const right = figures.length ? `<div class="stack">${stacked}</div>` : stacked;
  const row = `<div class="beside">${figures.map(({ html }) => html).join('')}${right}</div>`;
  const first = blocks.find((block) => inRow.includes(block));
  return blocks.map((block) => (block === first ? row : inRow.includes(block) ? '' : block.html)).join('');
}

/** @param {Cell} cell */
const proseOf = (cell) => cell.element.querySelector('.prose')?.outerHTML ?? '';

/** Prose for the speaker's window, which has no style sheet for formulas: MathML is enough. @param {Cell} cell */
function spoken(cell) {
  const prose = cell.element.querySelector('.prose');
  for (const drawn of prose?.querySelectorAll('.katex-html') ?? []) drawn.remove();
  return prose?.innerHTML ?? '';
}

/** @param {string} html @returns {Block} */
const textBlock = (html) => ({ html, kind: 'text' });

/**
 * Of a code cell a slide shows what it made: figures and tables alone, printed text below its code, which tells what it
 * means. Where a cell made nothing to look at, it is the code that is shown.
 * @param {Cell} cell
 * @returns {Block[]}
 */
function codeBlocks(cell) {
  const code = cell.element.querySelector('.code');
  if (cell.tags.includes('exercise')) return [textBlock(code?.outerHTML ?? '')];
  const made = [...cell.element.querySelectorAll('.output')].filter(
    (output) => !outputs.isProgress(output) && !outputs.isQuiz(output),
  );
  const blocks = made.map(outputBlock);
  const shows = blocks.some(({ kind }) => kind !== 'text');
  if (shows || cell.tags.includes('quiz') || lineCount(code) > mostLines) return blocks;
  return [textBlock(code?.outerHTML ?? ''), ...blocks];
}

/** @param {Element} output @returns {Block} */
function outputBlock(output) {
  if (outputs.isPicture(output)) return { html: framed(output), kind: 'figure' };
  return { html: output.outerHTML, kind: output.querySelector('table') ? 'table' : 'text' };
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
