// @ts-check
// A deck as a page for reveal.js.

/** @typedef {import('../lessons/front.mjs').Front} Front */
/** @typedef {import('./deck.mjs').Slide} Slide */

/** @param {Front} front @param {Slide[][]} columns @returns {string} the page */
export function deckPage(front, columns) {
  const title = `${front.number} · ${front.title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} (slides)</title>
${['reveal', 'fonts', 'katex', 'code', 'slides'].map((name) => `<link rel="stylesheet" href="assets/${name}.css">`).join('\n')}
</head>
<body>
<main class="reveal">
<div class="slides">
${columns.map(column).join('\n')}
</div>
</main>
<nav class="ways" aria-label="Slides">
<button type="button" class="before" aria-label="Previous slide">‹</button>
<button type="button" class="after" aria-label="Next slide">›</button>
</nav>
${['reveal', 'notes', 'plotly.min', 'pictures', 'figures', 'deck'].map((name) => `<script src="assets/${name}.js"></script>`).join('\n')}
</body>
</html>
`;
}

/** @param {Slide[]} slides */
function column(slides) {
  const sections = slides.map(section);
  return sections.length === 1 ? sections[0] : `<section>\n${sections.join('\n')}\n</section>`;
}

/** @param {Slide} slide */
function section({ kind, body, notes }) {
  const aside = notes ? `<aside class="notes">${notes}</aside>` : '';
  return `<section><div class="page ${kind}">${body}</div>${aside}</section>`;
}

/** @param {Front[]} fronts @returns {string} the page that lists the decks */
export function decksPage(fronts) {
  const rows = fronts.map(
    ({ file, number, title, question }) =>
      `<li><a href="${file.replace('.ipynb', '.html')}">${number} · ${title}</a><br>${question}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Codebook: slides</title>
<link rel="stylesheet" href="assets/fonts.css">
<link rel="stylesheet" href="assets/list.css">
</head>
<body>
<main>
<h1>Codebook: slides</h1>
<p>Arrows or space: next. <kbd>S</kbd>: speaker's notes. <kbd>F</kbd>: full screen. <kbd>O</kbd>: all slides.
To print a deck or to save it as PDF, add <code>?print-pdf</code> to its address and print.</p>
<ul>
${rows.join('\n')}
</ul>
</main>
</body>
</html>
`;
}
