// @ts-check
// What a code cell puts before the audience: its figures and tables; where it has none, its code.
import { outputs } from '../publishing/cells.mjs';

/** @typedef {import('../publishing/cells.mjs').Cell} Cell */
/** Something that a slide is about. @typedef {{ html: string, kind: 'figure' | 'table' }} Show */

/** Code of more lines than this is not shown on a slide. */
const mostLines = 14;

/** Code that prepares: nobody reads it on a wall. */
const plumbing = /^import |\bawait (?:fit|mnist)\(/m;

/**
 * The figures and tables that a cell made; training's bars, quizzes and printed text are not shown.
 * @param {Cell} cell
 * @returns {Show[]}
 */
export function showsOf(cell) {
  return [...cell.element.querySelectorAll('.output')]
    .filter((output) => !outputs.isProgress(output) && !outputs.isQuiz(output))
    .filter((output) => outputs.isPicture(output) || output.querySelector('table'))
    .map((output) =>
      outputs.isPicture(output)
        ? { kind: 'figure', html: framed(output) }
        : { kind: 'table', html: output.outerHTML },
    );
}

/**
 * A cell's code with what it printed; nothing where it only prepares, or is too long to be read.
 * @param {Cell} cell
 * @returns {string}
 */
export function codeBlock(cell) {
  const code = cell.element.querySelector('.code');
  const text = code?.textContent?.trim() ?? '';
  const isExercise = cell.tags.includes('exercise');
  if (cell.tags.includes('quiz') || plumbing.test(text)) return '';
  if (!isExercise && text.split('\n').length > mostLines) return '';
  const printed = isExercise ? [] : [...cell.element.querySelectorAll('.output.text')];
  return [code, ...printed].map((element) => element?.outerHTML ?? '').join('');
}

/**
 * A figure in a frame, which figures.js fills: Plotly's own JSON where the figure has it, and the picture for where it
 * cannot be drawn.
 * @param {Element} output
 */
function framed(output) {
  const figure = output.querySelector('figure');
  const image = output.querySelector('img');
  const plot = output.querySelector('script.plot');
  const size = ['width', 'height'].map(
    (side) => Number(figure?.getAttribute(`data-${side}`) ?? image?.getAttribute(side)) || undefined,
  );
  const data = size.every(Boolean) ? ` data-width="${size[0]}" data-height="${size[1]}"` : '';
  if (!plot || !figure || figure.hasAttribute('data-steps'))
    return `<div class="frame"${data}><div class="scaled">${output.innerHTML}</div></div>`;
  const label = (figure.getAttribute('aria-label') ?? '').replaceAll('"', '&quot;');
  return `<div class="frame"${data}><figure role="img" aria-label="${label}">${image?.outerHTML ?? ''}</figure>${plot.outerHTML}</div>`;
}
