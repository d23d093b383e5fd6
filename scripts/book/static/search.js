// Search in the page: MiniSearch over the parts of all chapters. Nothing is sent anywhere.
/* global MiniSearch */

const { options, index } = window.codebookSearch;
const search = MiniSearch.loadJSON(index, options);
const field = document.getElementById('search');
const found = document.getElementById('found');

/** A piece of text around the first word found. @param {string} text @param {string[]} terms */
function excerpt(text, terms) {
  const at = terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...at, text.length) - 40);
  return `${start > 0 ? '…' : ''}${text.slice(start, start + 110)}${text.length > start + 110 ? '…' : ''}`;
}

/** @param {{ title: string, chapter: string, address: string, text: string, terms: string[] }} result */
function item({ title, chapter, address, text, terms }) {
  const link = Object.assign(document.createElement('a'), { href: address, textContent: title });
  const where = Object.assign(document.createElement('span'), { className: 'where', textContent: chapter });
  const piece = Object.assign(document.createElement('span'), { textContent: excerpt(text, terms) });
  const entry = document.createElement('li');
  entry.append(link, where, piece);
  return entry;
}

function show() {
  const query = field.value.trim();
  found.replaceChildren();
  if (!query) return;
  const results = search.search(query, {
    prefix: true,
    fuzzy: 0.15,
    combineWith: 'AND',
    boost: { title: 3 },
  });
  const count = document.createElement('p');
  count.textContent = results.length === 1 ? '1 place' : `${results.length || 'No'} places`;
  const list = document.createElement('ol');
  list.append(...results.slice(0, 12).map(item));
  found.append(count, ...(results.length ? [list] : []));
}

field.addEventListener('input', show);
show();
