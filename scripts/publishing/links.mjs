// @ts-check
// Links between lessons: to the pages that are made, and to nothing that is not there.

/** @typedef {import('./cells.mjs').Cell} Cell */

/**
 * Points links to notebooks at their pages; a link to what is not published becomes plain text.
 * @param {Cell[]} cells changed in place
 * @param {Set<string>} published file names of the notebooks with a page
 * @param {Record<string, string>} [others] addresses of other pages, by the link's own address
 */
export function withoutDeadLinks(cells, published, others = {}) {
  for (const { element } of cells) {
    for (const link of element.querySelectorAll('a[href]')) {
      const address = link.getAttribute('href') ?? '';
      if (/^(https?:|mailto:|#)/.test(address)) continue;
      const target = others[address] ?? pageOf(address, published);
      if (target) link.setAttribute('href', target);
      else link.replaceWith(...link.childNodes);
    }
  }
}

/** @param {string} address @param {Set<string>} published */
function pageOf(address, published) {
  const [file = '', part] = address.split('#', 2);
  if (!published.has(file)) return undefined;
  return file.replace('.ipynb', '.html') + (part ? `#${part}` : '');
}
