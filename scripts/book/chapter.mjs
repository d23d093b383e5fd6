// @ts-check
// A lesson as a chapter: its cells in order, headings that can be linked, and the texts that search looks through.
import { outputs } from '../publishing/cells.mjs';

/** @typedef {import('../publishing/cells.mjs').Cell} Cell */
/** A part of a chapter under one heading. @typedef {{ id: string, level: number, title: string, text: string }} Part */

/**
 * Makes a chapter of cells, changed in place.
 * @param {Cell[]} cells
 * @returns {{ html: string, parts: Part[] }}
 */
export function chapterOf(cells) {
  for (const { element } of cells) {
    foldProgress(element);
    for (const plot of element.querySelectorAll('script.plot')) plot.remove(); // for slides only
    for (const pre of element.querySelectorAll('pre')) pre.setAttribute('tabindex', '0');
    for (const table of element.querySelectorAll('table')) letScroll(table);
  }
  const parts = headingsOf(cells);
  return { html: cells.map(({ element }) => element.outerHTML).join('\n'), parts };
}

/** Puts a table into a box of its own, which scrolls on a narrow screen, also by keyboard. @param {Element} table */
function letScroll(table) {
  const box = table.ownerDocument.createElement('div');
  box.className = 'wide';
  box.setAttribute('tabindex', '0');
  table.replaceWith(box);
  box.append(table);
}

/** Training's bars and curves, folded away. @param {Element} element */
function foldProgress(element) {
  const bars = [...element.querySelectorAll('.output')].filter(outputs.isProgress);
  if (!bars.length) return;
  const details = element.ownerDocument.createElement('details');
  details.innerHTML = '<summary>How training went</summary>';
  bars[0]?.before(details);
  details.append(...bars);
}

/** Gives each heading an id of its own, and gathers what stands under it. @param {Cell[]} cells @returns {Part[]} */
function headingsOf(cells) {
  /** @type {Part[]} */
  const parts = [];
  const taken = new Set();
  for (const { element, kind } of cells) {
    if (kind !== 'markdown') continue;
    for (const node of element.querySelectorAll('.prose > *')) {
      const level = Number(/^H([1-4])$/.exec(node.tagName)?.[1]);
      if (level) parts.push({ id: identify(node, taken), level, title: readable(node), text: '' });
      else if (parts.length) addText(parts.at(-1), readable(node));
    }
  }
  return parts;
}

/** @param {Part | undefined} part @param {string} text */
function addText(part, text) {
  if (part) part.text = `${part.text} ${text}`.trim();
}

/** @param {Element} heading @param {Set<string>} taken */
function identify(heading, taken) {
  const words = readable(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const stem = words.replaceAll(/^-|-$/g, '') || 'part';
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
  taken.add(id);
  heading.id = id;
  return id;
}

/** Text as it is read: of a formula its LaTeX, once. @param {Element} node */
function readable(node) {
  const copy = /** @type {Element} */ (node.cloneNode(true)); // a clone of an element is one
  for (const formula of copy.querySelectorAll('.katex'))
    formula.replaceWith(formula.querySelector('annotation')?.textContent ?? '');
  return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
