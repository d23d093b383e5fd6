// Starts reveal.js, and fits each slide: text and tables by their size, figures into the room that is left.

const deck = { width: 1280, height: 720 };
const textSizes = [32, 30, 28, 26, 24, 22, 20];
const tableSizes = [28, 26, 24, 22, 20, 18];

/** @param {Element} parent @param {string} selector @returns {HTMLElement[]} */
const all = (parent, selector) =>
  [...parent.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);

/** @param {Element} section */
function fit(section) {
  const [page] = all(section, '.page');
  if (!page) return;
  if (page.classList.contains('figure')) window.deckFigures.fit(page);
  else chooseTextSize(page, page.classList.contains('table') ? tableSizes : textSizes);
}

/** The largest size at which all of a page is on it. @param {HTMLElement} page @param {number[]} sizes */
function chooseTextSize(page, sizes) {
  const part = page.classList.contains('table') ? (all(page, '.show')[0] ?? page) : page;
  for (const size of sizes) {
    part.style.fontSize = `${size}px`;
    const fits = page.scrollHeight <= page.clientHeight && page.scrollWidth <= page.clientWidth;
    const within = part.scrollHeight <= part.clientHeight + 1 && part.scrollWidth <= part.clientWidth + 1;
    const tables = all(page, 'table').every((table) => isWithin(table, page));
    if (fits && within && tables) return;
  }
}

/** @param {HTMLElement} inner @param {HTMLElement} page */
function isWithin(inner, page) {
  const [box, edge] = [inner.getBoundingClientRect(), page.getBoundingClientRect()];
  return box.right <= edge.right && box.bottom <= edge.bottom;
}

/** Fits the slides that are laid out now: in print all, on the screen the present one. */
function fitAll() {
  for (const section of all(document.body, '.slides section'))
    if (!section.querySelector('section') && section.getClientRects().length) fit(section);
}

for (const [name, step] of /** @type {const} */ ([
  ['before', 'prev'],
  ['after', 'next'],
]))
  document.querySelector(`.ways .${name}`)?.addEventListener('click', () => Reveal[step]());

Reveal.on('ready', fitAll);
Reveal.on('slidechanged', fitAll);
Reveal.on('pdf-ready', fitAll);
document.fonts
  .load('20px "Codebook Signs"', 'ᵢ')
  .then(() => document.fonts.ready)
  .then(() =>
    Reveal.initialize({
      ...deck,
      margin: 0,
      center: false,
      controls: false,
      hash: true,
      slideNumber: 'c/t',
      transition: 'none',
      backgroundTransition: 'none',
      pdfMaxPagesPerSlide: 1,
      pdfSeparateFragments: false,
      plugins: [RevealNotes],
    }),
  );
