// @ts-check
// A page of the book: head, list of lessons with search, chapter, ways on.

/** @typedef {import('../lessons/front.mjs').Front} Front */
/** @typedef {import('./chapter.mjs').Part} Part */

/**
 * @typedef {object} PageParts
 * @property {string} title
 * @property {string} html what stands in <main>
 * @property {string} file the page's own file name
 * @property {Front[]} fronts all lessons of the book
 * @property {Part[]} [parts] the chapter's parts, listed under its name
 */

/** @param {PageParts} parts @returns {string} the page */
export function bookPage({ title, html, file, fronts, parts = [] }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Codebook</title>
${['fonts', 'katex', 'code', 'book'].map((name) => `<link rel="stylesheet" href="assets/${name}.css">`).join('\n')}
</head>
<body>
<a class="skip" href="#content">To the text</a>
<nav class="lessons" aria-label="Lessons">
<p class="name"><a href="index.html">Codebook</a></p>
<form role="search" onsubmit="return false">
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" aria-controls="found">
</form>
<div id="found" role="status" aria-live="polite"></div>
<ol>
${fronts.map((front) => lessonItem(front, file, parts)).join('\n')}
</ol>
</nav>
<main id="content">
${html}
${waysOn(file, fronts)}
</main>
${['minisearch', 'search-index', 'search', 'plotly.min'].map((name) => `<script defer src="assets/${name}.js"></script>`).join('\n')}
</body>
</html>
`;
}

/** The page of a lesson's notebook. @param {string} notebook */
export const pageName = (notebook) => notebook.replace(/\.ipynb$/, '.html');

/** @param {Front} front @param {string} file @param {Part[]} parts */
function lessonItem({ file: notebook, number, title }, file, parts) {
  const page = pageName(notebook);
  if (page !== file) return `<li><a href="${page}">${number} · ${title}</a></li>`;
  const items = parts
    .filter(({ level }) => level === 2)
    .map((p) => `<li><a href="#${p.id}">${escaped(p.title)}</a></li>`);
  const list = items.length ? `<ul>${items.join('')}</ul>` : '';
  return `<li><a href="${page}" aria-current="page">${number} · ${title}</a>${list}</li>`;
}

/** Links to the lesson before and the lesson after. @param {string} file @param {Front[]} fronts */
function waysOn(file, fronts) {
  const at = fronts.findIndex((front) => pageName(front.file) === file);
  if (at < 0) return '';
  const link = (/** @type {Front | undefined} */ front, /** @type {string} */ word) =>
    front
      ? `<a class="${word}" href="${pageName(front.file)}">${front.number} · ${front.title}</a>`
      : '<span></span>';
  return `<nav class="ways" aria-label="Next and previous">${link(fronts[at - 1], 'before')}${link(fronts[at + 1], 'after')}</nav>`;
}

/** The first page: every lesson with its question and its time. @param {Front[]} fronts */
export function contentsHtml(fronts) {
  const rows = fronts.map(
    ({ file, number, title, question, readMinutes, runTime }) =>
      `<tr><th scope="row"><a href="${pageName(file)}">${number} · ${title}</a></th>` +
      `<td>${question}</td><td>${readMinutes} min, runs ${runTime}</td></tr>`,
  );
  return `<h1>Codebook</h1>
<p>Executable lessons on autoencoders, here as pages to read. To run, change and break them, open them in JupyterLab.</p>
<table class="contents">
<thead><tr><th scope="col">Lesson</th><th scope="col">Question</th><th scope="col">Time</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<p>Words in this book are explained in the <a href="glossary.html">glossary</a>.</p>`;
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
