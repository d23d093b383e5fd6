// Starts reveal.js, and fits each slide: text first, figures into the room that it leaves.
/* global Reveal, RevealNotes */

const deck = { width: 1280, height: 720 };
const textSizes = [32, 29, 26, 23, 20, 18];
const leastFigureHeight = 230;
const mostEnlarged = 1.8;

/** @param {Element} section */
function fit(section) {
  const page = section.querySelector('.page');
  if (!page) return;
  const room = roomOf(page);
  const frames = [...page.querySelectorAll('.frame')];
  for (const frame of frames) frame.style.cssText = 'width:0;height:0';
  const needed = Math.min(frames.length * leastFigureHeight, room.height * 0.6);
  for (const size of textSizes) {
    page.style.fontSize = `${size}px`;
    const above = page.querySelector('.beside') ? 0 : needed;
    if (textHeight(page) + above <= room.height && page.scrollWidth <= page.clientWidth) break;
  }
  const height = (room.height - textHeight(page)) / Math.max(1, frames.length) - 2;
  for (const frame of frames) {
    const row = frame.closest('.beside');
    if (row) scale(frame, room.width - widthBeside(row), room.height - textHeight(page) + row.offsetHeight);
    else scale(frame, room.width, height);
  }
}

/** The width that the table beside a figure takes. @param {Element} row */
function widthBeside(row) {
  const table = row.querySelector('table');
  return (table?.offsetWidth ?? 0) + 24;
}

/** The size of a page without its padding. @param {Element} page */
function roomOf(page) {
  const style = getComputedStyle(page);
  const [top, right, bottom, left] = ['Top', 'Right', 'Bottom', 'Left'].map((side) =>
    parseFloat(style[`padding${side}`]),
  );
  return { width: page.clientWidth - left - right, height: page.clientHeight - top - bottom };
}

/** The height of a page's text, with all its margins. @param {Element} page */
function textHeight(page) {
  const end = page.querySelector(':scope > .end') ?? page.appendChild(document.createElement('div'));
  end.className = 'end';
  return end.offsetTop - parseFloat(getComputedStyle(page).paddingTop);
}

/** @param {HTMLElement} frame @param {number} width @param {number} height the room for it */
function scale(frame, width, height) {
  const image = frame.querySelector('img');
  const natural = {
    width: Number(frame.dataset.width) || image?.naturalWidth || 720,
    height: Number(frame.dataset.height) || image?.naturalHeight || 400,
  };
  const factor = Math.max(0.1, Math.min(width / natural.width, height / natural.height, mostEnlarged));
  frame.style.cssText = `width:${natural.width * factor}px;height:${natural.height * factor}px`;
  const scaled = frame.querySelector('.scaled');
  scaled.style.cssText = `width:${natural.width}px;height:${natural.height}px;transform:scale(${factor})`;
}

/** The slides that are laid out now: in print all, on the screen the present one. */
function fitAll() {
  const leaves = [...document.querySelectorAll('.slides section')].filter(
    (section) => !section.querySelector('section'),
  );
  for (const section of leaves)
    if (section.offsetParent !== null || section.getClientRects().length) fit(section);
}

const printing = /print-pdf/.test(window.location.search);
Reveal.on('ready', fitAll);
Reveal.on('slidechanged', ({ currentSlide }) => fit(currentSlide));
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
    showNotes: false,
    controlsTutorial: false,
    view: printing ? 'print' : null,
    plugins: [RevealNotes],
  }),
);
