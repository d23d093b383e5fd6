import type { Page } from 'playwright-core';

/** A slide as the browser laid it out, all its fragments shown. */
export interface LaidOut {
  readonly place: string;
  readonly kind: 'text' | 'figure' | 'table';
  /** The smallest text that is to be read, in pixels of the screen, and what it says. */
  readonly smallest: { readonly pixels: number; readonly says: string };
  /** Pixels by which something sticks out of the page, or lies beneath the navigation; 0 where all fits. */
  readonly overflow: number;
  /** Words of running text: neither in tables, lists, figures, formulas nor code. */
  readonly words: number;
  /** Each figure: whether it has a description, and its share of the slide. */
  readonly figures: readonly { named: boolean; share: number; fixed: boolean }[];
  readonly takeaway: string;
  readonly notes: string;
  /** Whether anything but the heading is to be seen. */
  readonly empty: boolean;
  readonly last: boolean;
}

/** Waits until the deck has started. */
export async function started(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.Reveal?.isReady());
}

/** Shows all of the present slide, waits for its live figures, and measures it. */
export async function layOut(page: Page): Promise<LaidOut> {
  await page.evaluate(() => {
    for (const fragment of globalThis.Reveal.getCurrentSlide().querySelectorAll('.fragment'))
      fragment.classList.add('visible');
  });
  await page.waitForFunction(() =>
    [...globalThis.Reveal.getCurrentSlide().querySelectorAll('.frame:has(script.plot) figure')].every(
      (figure) =>
        figure.querySelector('.main-svg, svg') !== null && figure.querySelector(':scope > img') === null,
    ),
  );
  return page.evaluate(measure);
}

/** Goes on: down where there is a slide below, else to the right. */
export async function goOn(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { h, v } = globalThis.Reveal.getIndices();
    if (globalThis.Reveal.availableRoutes().down) globalThis.Reveal.slide(h, v + 1);
    else globalThis.Reveal.slide(h + 1, 0);
  });
}

/**
 * The fonts in which the present slide is written that are not the deck's own: a machine without them would show boxes.
 */
export async function foreignFonts(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: 'section.present:not(.stack) .page',
  });
  const found = new Set<string>();
  for (const nodeId of nodeIds) {
    const all = await session.send('DOM.querySelectorAll', {
      nodeId,
      selector:
        ':is(text, tspan, p, li, td, th, h1, h2, h3, caption, code, pre, span, strong, em, a, button, output):not(.katex-mathml *)',
    });
    for (const one of [nodeId, ...all.nodeIds]) {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId: one });
      for (const { familyName, isCustomFont } of fonts) if (!isCustomFont) found.add(familyName);
    }
  }
  await session.detach();
  return [...found];
}

/** Runs in the browser. (Without inner named functions: those would need esbuild's own helper there.) */
function measure(): LaidOut {
  const reveal = globalThis.Reveal;
  const page = reveal.getCurrentSlide().querySelector<HTMLElement>('.page');
  if (!page) throw new Error('a slide without a page');
  const edge = page.getBoundingClientRect();
  const slide = reveal.getCurrentSlide().getBoundingClientRect();
  const boxes = [...page.querySelectorAll('*')]
    .filter(
      (element) => !element.closest('.katex-mathml, .katex svg, .js-plotly-plot, script, svg svg, defs'),
    )
    .map((element) => element.getBoundingClientRect())
    .filter(({ width }) => width > 0);
  const outside = boxes.map((box) =>
    Math.max(edge.left - box.left, box.right - edge.right, box.bottom - edge.bottom, edge.top - box.top),
  );
  const show = page.querySelector<HTMLElement>('.show');
  if (show) outside.push(show.scrollHeight - show.clientHeight - 1, show.scrollWidth - show.clientWidth - 1);
  let smallest = { pixels: Number.POSITIVE_INFINITY, says: '' };
  let words = 0;
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const says = walker.currentNode.textContent?.trim() ?? '';
    if (!says || !parent || parent.closest('script, style, .katex-mathml, defs, title, [hidden]')) continue;
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(parent);
    if (box.width === 0 || style.visibility === 'hidden' || says === '\u200b') continue;
    // Scaling: of an SVG by its matrix, of HTML by the box against the layout.
    const matrix = parent instanceof SVGGraphicsElement ? parent.getScreenCTM() : null;
    const scaled = parent.closest<HTMLElement>('.scaled');
    const factor = matrix
      ? Math.hypot(matrix.a, matrix.b)
      : scaled
        ? scaled.getBoundingClientRect().width / scaled.offsetWidth
        : 1;
    const pixels = Math.round(parseFloat(style.fontSize) * factor * 10) / 10;
    if (pixels < smallest.pixels) smallest = { pixels, says: says.slice(0, 40) };
    if (!parent.closest('table, ul, ol, svg, .katex, pre, h1, h2, h3')) words += says.split(/\s+/).length;
  }
  const notes = reveal.getCurrentSlide().querySelector('aside.notes')?.textContent ?? '';
  const { h, v } = reveal.getIndices();
  return {
    place: `${h}/${v} ${page.textContent?.trim().slice(0, 30)}`,
    kind: page.classList.contains('figure') ? 'figure' : page.classList.contains('table') ? 'table' : 'text',
    smallest,
    overflow: Math.round(Math.max(0, ...outside)),
    words,
    figures: [...page.querySelectorAll('.frame')].map((frame) => {
      const { width, height } = frame.getBoundingClientRect();
      const fixed = frame.querySelector('.main-svg .cartesianlayer .xtick, .main-svg .scene') === null;
      const figure = frame.querySelector('figure');
      return {
        named: Boolean(figure?.getAttribute('aria-label')),
        share: Math.round((1000 * width * height) / slide.width / 720) / 1000,
        fixed,
      };
    }),
    takeaway: page.querySelector('.takeaway')?.textContent ?? '',
    notes,
    empty:
      (page.textContent ?? '').trim() === (page.querySelector('h1, h2')?.textContent ?? '').trim() &&
      !page.querySelector('figure, img, svg'),
    last: reveal.isLastSlide() && !reveal.availableRoutes().down,
  };
}
