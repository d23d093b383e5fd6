// Starts reveal.js, and fits each slide: text first, figures into the room that it leaves.

const deck = { width: 1280, height: 720 };
const textSizes = [32, 29, 26, 23, 20, 18];
const leastFigureHeight = 230;
const mostEnlarged = 1.8;
const gap = 24;

/** @param {Element} parent @param {string} selector @returns {HTMLElement[]} */
const all = (parent, selector) =>
  [...parent.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);

/** @param {Element} section */
function fit(section) {
  const [page] = all(section, '.page');
  if (!page) return;
  const room = roomOf(page);
  const frames = all(page, '.frame');
  for (const frame of frames) frame.style.cssText = 'width:0;height:0';
  chooseTextSize(page, room.height, frames.filter((frame) => !frame.closest('.beside')).length);
  const height = (room.height - textHeight(page)) / Math.max(1, frames.length) - 2;
  for (const frame of frames) {
    const row = frame.closest('.beside');
    if (row instanceof HTMLElement) fitBeside(frame, row, room, textHeight(page));
    else scale(frame, room.width, height);
  }
}

/** The largest size at which the text leaves room for its figures. @param {HTMLElement} page @param {number} height @param {number} figures */
function chooseTextSize(page, height, figures) {
  const needed = Math.min(figures * leastFigureHeight, height * 0.6);
  for (const size of textSizes) {
    page.style.fontSize = `${size}px`;
    if (textHeight(page) + needed <= height && page.scrollWidth <= page.clientWidth) return;
  }
}

/** The size of a page without its padding. @param {HTMLElement} page */
function roomOf(page) {
  const { paddingTop, paddingRight, paddingBottom, paddingLeft } = getComputedStyle(page);
  const width = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return { width, height: page.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom) };
}

/** The height of a page's text, with all its margins. @param {HTMLElement} page */
function textHeight(page) {
  const end = all(page, ':scope > .end')[0] ?? page.appendChild(document.createElement('div'));
  end.className = 'end';
  return end.offsetTop - parseFloat(getComputedStyle(page).paddingTop);
}

/** @param {HTMLElement} frame @param {HTMLElement} row @param {{ width: number, height: number }} room @param {number} text */
function fitBeside(frame, row, room, text) {
  const tables = Math.max(0, ...all(row, 'table').map(({ offsetWidth }) => offsetWidth));
  scale(frame, room.width - tables - gap, room.height - text + row.offsetHeight);
}

/** @param {HTMLElement} frame @param {number} width @param {number} height the room for it */
function scale(frame, width, height) {
  const image = frame.querySelector('img');
  const [scaled] = all(frame, '.scaled');
  const naturalWidth = Number(frame.dataset.width) || image?.naturalWidth || 720;
  const naturalHeight = Number(frame.dataset.height) || image?.naturalHeight || 400;
  const factor = Math.max(0.1, Math.min(width / naturalWidth, height / naturalHeight, mostEnlarged));
  frame.style.cssText = `width:${naturalWidth * factor}px;height:${naturalHeight * factor}px`;
  if (scaled)
    scaled.style.cssText = `width:${naturalWidth}px;height:${naturalHeight}px;transform:scale(${factor})`;
}

/** Fits the slides that are laid out now: in print all, on the screen the present one. */
function fitAll() {
  for (const section of all(document.body, '.slides section'))
    if (!section.querySelector('section') && section.getClientRects().length) fit(section);
}

Reveal.on('ready', fitAll);
Reveal.on('slidechanged', fitAll);
Reveal.on('pdf-ready', fitAll);
document.fonts.ready.then(() =>
  Reveal.initialize({
    ...deck,
    margin: 0,
    center: false,
    hash: true,
    slideNumber: 'c/t',
    transition: 'none',
    backgroundTransition: 'none',
    pdfMaxPagesPerSlide: 1,
    pdfSeparateFragments: false,
    controlsTutorial: false,
    plugins: [RevealNotes],
  }),
);
