// @ts-check
// Formulas, set by KaTeX while a page is made: no script runs for them in the page, and screen readers get MathML.
import katex from 'katex';
import { SetupError } from '../setup/report.mjs';

const formula = /\$\$([\s\S]+?)\$\$|\$([^$]+?)\$/g;

/**
 * What the template writes for an escaped dollar, `\$` or `\\$` (JupyterLab shows both as a dollar), so that Markdown does
 * not take the backslash away: two characters that Unicode reserves for a program's own use.
 */
const escapedDollar = /[\uFDD0\uFDD1]/g;

/** An escaped dollar as it was written, for code and formulas. @param {string} text */
const asWritten = (text) => text.replaceAll('\uFDD0', '\\$').replaceAll('\uFDD1', '\\\\$');

/** An escaped dollar as it is read. @param {string} text */
const asDollar = (text) => text.replaceAll(escapedDollar, '$');

/**
 * Replaces `$…$` and `$$…$$` in the text below an element by set formulas, and escaped dollars by dollars.
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
    if (text.parentElement?.closest('code, pre, script, style')) text.data = asWritten(text.data);
    else if (text.data.includes('$')) text.replaceWith(...setText(document, text.data, where));
    else text.data = asDollar(text.data);
  }
  for (const { attributes } of element.querySelectorAll('*'))
    for (const attribute of attributes) attribute.value = asDollar(attribute.value);
}

/** @param {Document} document @param {string} text @param {string} where */
function setText(document, text, where) {
  const template = document.createElement('template');
  template.innerHTML = withFormulas(text, where);
  return template.content.childNodes;
}

/** @param {string} text @param {string} where */
function withFormulas(text, where) {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(formula)) {
    html += escapeHtml(asDollar(text.slice(end, match.index))) + setFormula(match, where);
    end = match.index + match[0].length;
  }
  return html + escapeHtml(asDollar(text.slice(end)));
}

/** @param {RegExpMatchArray} match @param {string} where */
function setFormula([whole, displayed, inline], where) {
  try {
    return katex.renderToString(asWritten(displayed ?? inline ?? '').trim(), {
      displayMode: displayed !== undefined,
      strict: 'ignore',
    });
  } catch (error) {
    throw new SetupError({
      problem: `A formula in ${where} cannot be set.`,
      got: asWritten(whole),
      expected: 'LaTeX that KaTeX knows (katex.org/docs/supported lists it)',
      remedy: `mend the formula: ${error instanceof Error ? error.message : error}`,
    });
  }
}

/** @param {string} text */
const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
