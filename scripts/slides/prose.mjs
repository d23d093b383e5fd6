// @ts-check
// What of a lesson's prose stands on a slide: its first sentences. The rest is for the speaker.

/** Sentences of text that a slide holds at most; lists, tables and displayed formulas are not counted. */
export const mostSentences = 3;

/** Plain sentences before a figure, up to which the speaker says them and the figure speaks at once. */
const mostLeading = 6;

/** What ends a sentence within a text: a mark, then space, then something that begins one ("Fig. 2", "et al. 2011" do not). */
const end = /(?<=[.!?][”")]?)(?<!\b(?:al|vs|eq|cf|no|Fig)\.)\s+(?=[\p{Lu}“"(]|$)/u;

/**
 * The sentences of a paragraph, each as nodes that may be put elsewhere.
 * @param {Element} paragraph
 * @returns {Node[][]}
 */
export function sentencesOf(paragraph) {
  const document = paragraph.ownerDocument;
  /** @type {Node[][]} */
  const sentences = [[]];
  for (const node of paragraph.childNodes) {
    if (node.nodeType !== 3) {
      sentences.at(-1)?.push(node.cloneNode(true));
      continue;
    }
    const pieces = (node.textContent ?? '').split(end);
    pieces.forEach((piece, i) => {
      if (i > 0) sentences.push([]);
      if (piece) sentences.at(-1)?.push(document.createTextNode(piece));
    });
    if (/[.!?][”")]?\s+$/.test(node.textContent ?? '')) sentences.push([]);
  }
  return sentences.filter((nodes) => textOf(nodes).trim());
}

/** @param {Node[]} nodes */
const textOf = (nodes) => nodes.map(({ textContent }) => textContent).join('');

/** @param {Node[]} nodes @param {Element} like */
function htmlOf(nodes, like) {
  const holder = like.ownerDocument.createElement('span');
  holder.append(...nodes);
  return holder.innerHTML.trim();
}

/**
 * Prose as a slide shows it: headings, lists, tables and displayed formulas, and of the paragraphs the first sentences.
 * @param {Element} prose changed in place
 */
export function condense(prose) {
  const paragraphs = [...prose.children]
    .filter((child) => child.tagName === 'P' && !isFormula(child))
    .map((paragraph) => ({ paragraph, sentences: sentencesOf(paragraph), kept: 0 }));
  let room = mostSentences;
  for (let round = 1; room > 0 && paragraphs.some(({ sentences }) => sentences.length >= round); round++)
    for (const one of paragraphs)
      if (room > 0 && one.sentences.length >= round) {
        one.kept = round;
        room--;
      }
  for (const { paragraph, sentences, kept } of paragraphs) {
    const shown =
      leads(paragraph) && kept < sentences.length
        ? [...sentences.slice(0, Math.max(0, kept - 1)), ...sentences.slice(-1)]
        : sentences.slice(0, kept);
    if (shown.length)
      paragraph.replaceChildren(...shown.flatMap((nodes, i) => (i ? [' ', ...nodes] : nodes)));
    else paragraph.remove();
  }
}

/** Whether a paragraph introduces what stands below it. @param {Element} paragraph */
const leads = (paragraph) =>
  /:\s*$/.test(paragraph.textContent ?? '') && paragraph.nextElementSibling !== null;

/** @param {Element} element whether it is a displayed formula, alone in its paragraph or not */
const isFormula = (element) => element.querySelector('.katex-display') !== null;

/** Whether prose says so little that it needs no slide of its own before its figure. @param {Element} prose */
export function isBrief(prose) {
  const others = [...prose.children].filter((child) => !/^(H\d|P)$/.test(child.tagName));
  const sentences = [...prose.querySelectorAll('p')].flatMap((paragraph) => sentencesOf(paragraph));
  return others.length === 0 && sentences.length <= mostLeading && !isFormula(prose);
}

/**
 * What a "What to notice" says first: the slide's takeaway.
 * @param {Element} prose
 * @returns {string | undefined} its HTML; undefined where the prose notices nothing
 */
export function takeawayOf(prose) {
  const paragraph = [...prose.querySelectorAll('p')].find(
    ({ firstElementChild, textContent }) =>
      firstElementChild?.tagName === 'STRONG' && /^\s*What to notice/.test(textContent ?? ''),
  );
  if (!paragraph) return undefined;
  const rest = /** @type {Element} */ (paragraph.cloneNode(true)); // a clone of an element is one
  rest.firstElementChild?.remove();
  const [first] = sentencesOf(rest);
  return first && htmlOf(first, rest);
}

/** The questions that prose asks, for the speaker to ask the room. @param {Element} prose @returns {string[]} their HTML */
export function questionsIn(prose) {
  const all = [...prose.querySelectorAll('p, li')].flatMap((block) =>
    sentencesOf(block)
      .filter((nodes) => /\?\s*$/.test(textOf(nodes)))
      .map((nodes) => htmlOf(nodes, block)),
  );
  return all;
}
