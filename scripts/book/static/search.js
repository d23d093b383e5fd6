// Search in the page: MiniSearch over the parts of all chapters. Nothing is sent anywhere.

const search = MiniSearch.loadJSON(codebookSearch.index, codebookSearch.options);
const field = document.querySelector('input#search');
const found = document.getElementById('found');

/** A piece of text around the first word found. @param {string} text @param {string[]} terms */
function excerpt(text, terms) {
  const places = terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...places, text.length) - 40);
  return `${start > 0 ? '…' : ''}${text.slice(start, start + 110)}${text.length > start + 110 ? '…' : ''}`;
}

/** @param {import('minisearch').SearchResult} result with the stored fields that scripts/book/make.mjs names */
function item({ title, chapter, address, text, terms }) {
  const link = Object.assign(document.createElement('a'), { href: address, textContent: title });
  const where = Object.assign(document.createElement('span'), { textContent: chapter });
  const piece = Object.assign(document.createElement('span'), { textContent: excerpt(text, terms) });
  const entry = document.createElement('li');
  entry.append(link, where, piece);
  return entry;
}

/** Shows what the words in the field lead to. @param {string} query */
function show(query) {
  found?.replaceChildren();
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
  found?.append(count, ...(results.length ? [list] : []));
}

if (field instanceof HTMLInputElement) {
  field.addEventListener('input', () => show(field.value.trim()));
  show(field.value.trim());
}
