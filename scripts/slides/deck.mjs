// @ts-check
// A lesson's slides: its cells, grouped by their slide types into pages of text and pages that show one thing.

import { condense, isBrief, questionsIn, takeawayOf } from './prose.mjs';
import { codeBlock, showsOf } from './shows.mjs';

/** @typedef {import('../publishing/cells.mjs').Cell} Cell */
/** @typedef {import('./shows.mjs').Show} Show */
/**
 * A slide: its kind, the HTML of what is seen, and of what only the speaker sees.
 * @typedef {{ kind: 'text' | 'figure' | 'table', body: string, notes: string }} Slide
 */

/**
 * A part of the talk while it is gathered: text, then what is shown, each with what the speaker says to it.
 * @typedef {object} Part
 * @property {string} heading the HTML of its heading; empty where it has none of its own
 * @property {Element[]} prose
 * @property {string[]} code
 * @property {string[]} said to the text
 * @property {string[]} asked
 * @property {{ show: Show, takeaway?: string, said: string[], asked: string[] }[]} shown
 */

/**
 * Groups a lesson's cells into slides: columns of slides one below the other.
 * @param {Cell[]} cells
 * @returns {Slide[][]}
 */
export function slidesOf(cells) {
  /** @type {Part[][]} */
  const columns = [];
  for (const cell of cells) {
    if (cell.slide === 'slide' || (cell.slide === 'subslide' && !columns.length)) columns.push([newPart()]);
    else if (cell.slide === 'subslide') columns.at(-1)?.push(newPart());
    const part = columns.at(-1)?.at(-1);
    if (part && cell.kind === 'markdown') addProse(part, cell);
    else if (part && cell.slide !== 'skip' && cell.slide !== 'notes') addCode(part, cell);
  }
  return columns.map(composed).filter((column) => column.length);
}

/** @returns {Part} */
const newPart = () => ({ heading: '', prose: [], code: [], said: [], asked: [], shown: [] });

/** @param {Part} part @param {Cell} cell */
function addProse(part, cell) {
  const prose = cell.element.querySelector('.prose');
  if (!prose) return;
  const place = part.shown.at(-1) ?? part;
  place.said.push(spoken(prose));
  place.asked.push(...questionsIn(prose));
  const takeaway = takeawayOf(prose);
  const shown = part.shown.at(-1);
  if (takeaway !== undefined && shown) shown.takeaway ??= takeaway;
  else if (cell.slide !== 'skip' && cell.slide !== 'notes' && !shown) addText(part, prose);
}

/** @param {Part} part @param {Element} prose */
function addText(part, prose) {
  const heading = prose.querySelector('h1, h2, h3');
  part.heading ||= heading?.innerHTML ?? '';
  part.prose.push(prose);
}

/** @param {Part} part @param {Cell} cell */
function addCode(part, cell) {
  const shows = showsOf(cell);
  for (const show of shows) part.shown.push({ show, said: [], asked: [] });
  if (!shows.length && !part.shown.length) part.code.push(codeBlock(cell));
}

/** Prose for the speaker's window, which has no style sheet for formulas: MathML is enough. @param {Element} prose */
function spoken(prose) {
  const copy = /** @type {Element} */ (prose.cloneNode(true)); // a clone of an element is one
  for (const drawn of copy.querySelectorAll('.katex-html, h1, h2, h3')) drawn.remove();
  return copy.innerHTML.trim();
}

/** Sets the slides of a column; one without a heading repeats the one before it. @param {Part[]} column @returns {Slide[]} */
function composed(column) {
  let heading = '';
  return column.flatMap((part) => {
    heading = part.heading || heading;
    const text = textSlide(part, heading);
    const opening = text ? [] : part.said;
    const questions = text ? [] : part.asked;
    const shown = together(part.shown).map((group, i) =>
      showSlide(group, heading, i === 0 ? opening : [], i === 0 ? questions : []),
    );
    return [...(text ? [text] : []), ...shown];
  });
}

/** The slide of a part's text; none where a line only leads to the figure. @param {Part} part @param {string} heading @returns {Slide | undefined} */
function textSlide(part, heading) {
  const code = part.code.join('');
  if (!part.prose.length && !code) return undefined;
  if (part.shown.length && !code && part.prose.every(isBrief)) return undefined;
  part.prose.forEach((prose) => {
    withoutTimes(prose);
    condense(prose);
  });
  const own = part.prose.some((prose) => prose.querySelector('h1, h2, h3'));
  const head = own ? '' : `<h2>${heading}</h2>`;
  return {
    kind: 'text',
    body: head + part.prose.map(({ outerHTML }) => outerHTML).join('') + code,
    notes: notesOf(part.asked, part.said),
  };
}

/** Takes out of a front what a talk does not need: how long it takes to read, and what it builds on. @param {Element} prose */
function withoutTimes(prose) {
  for (const row of prose.querySelectorAll('tr'))
    if (/^(Time|Builds on)$/.test(row.firstElementChild?.textContent?.trim() ?? '')) row.remove();
}

/**
 * Tables of one cell after another stand together on a slide; each figure has its own.
 * @param {Part['shown']} shown
 */
function together(shown) {
  /** @type {Part['shown'][]} */
  const groups = [];
  for (const one of shown) {
    const last = groups.at(-1);
    const joins =
      one.show.kind === 'table' &&
      last?.at(-1)?.show.kind === 'table' &&
      !last.at(-1)?.takeaway &&
      last.length < 3;
    if (joins) last?.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** @param {Part['shown']} group @param {string} heading @param {string[]} said @param {string[]} asked @returns {Slide} */
function showSlide(group, heading, said, asked) {
  const kind = group[0]?.show.kind ?? 'figure';
  const takeaway = group.find((one) => one.takeaway)?.takeaway;
  const shows = group.map(({ show }) => show.html).join('');
  const point = takeaway ? `<p class="takeaway fragment">${takeaway}</p>` : '';
  const questions = [...asked, ...group.flatMap((one) => one.asked)];
  const notice =
    takeaway && !questions.length ? ['What do you notice? (Half a minute, then the takeaway.)'] : questions;
  return {
    kind,
    body: `<h2 class="again">${heading}</h2><div class="show">${shows}</div>${point}`,
    notes: notesOf(notice, [...said, ...group.flatMap((one) => one.said)]),
  };
}

/** @param {string[]} asked @param {string[]} said */
function notesOf(asked, said) {
  const questions = asked.map((question) => `<p><strong>Ask the room:</strong> ${question}</p>`).join('');
  return questions + said.filter(Boolean).join('\n');
}
