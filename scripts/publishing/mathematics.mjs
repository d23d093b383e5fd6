// @ts-check
// Formulas, set by KaTeX while a page is made: no script runs for them in the page, and screen readers get MathML.
import katex from 'katex';
import { SetupError } from '../setup/report.mjs';

const formula = /\$\$([\s\S]+?)\$\$|(?<!\\)\$([^$]+?)(?<!\\)\$/g;

/**
 * Replaces `$…$` and `$$…$$` in the text below an element by set formulas.
 * @param {Element} element
 * @param {string} where the notebook, for errors
 */
export function setFormulas(element, where) {
  const document = element.ownerDocument;
  const walker = document.createTreeWalker(element, 4); // NodeFilter.SHOW_TEXT
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode)); // only text is shown
  for (const text of texts) {
    if (!text.data.includes('$') || text.parentElement?.closest('code, pre, script, style')) continue;
    const template = document.createElement('template');
    template.innerHTML = withFormulas(text.data, where);
    text.replaceWith(template.content);
  }
}

/** @param {string} text @param {string} where */
function withFormulas(text, where) {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(formula)) {
    html += escapeHtml(text.slice(end, match.index)) + setFormula(match, where);
    end = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(end));
}

/** @param {RegExpMatchArray} match @param {string} where */
function setFormula([whole, displayed, inline], where) {
  try {
    return katex.renderToString((displayed ?? inline ?? '').trim(), {
      displayMode: displayed !== undefined,
      strict: 'ignore',
    });
  } catch (error) {
    throw new SetupError({
      problem: `A formula in ${where} cannot be set.`,
      got: whole,
      expected: 'LaTeX that KaTeX knows (katex.org/docs/supported lists it)',
      remedy: `mend the formula: ${error instanceof Error ? error.message : error}`,
    });
  }
}

/** @param {string} text */
const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
