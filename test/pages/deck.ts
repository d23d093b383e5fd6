import type { Page } from 'playwright-core';

/** A slide as the browser laid it out, all its fragments shown. */
export interface LaidOut {
  readonly place: string;
  readonly textSize: number;
  /** Pixels by which something sticks out of the page; 0 where all fits. */
  readonly overflow: number;
  /** Width and height of each figure as drawn. */
  readonly figures: readonly { width: number; height: number; named: boolean }[];
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
  await page.waitForFunction(() => {
    const waiting = globalThis.Reveal.getCurrentSlide().querySelectorAll('figure[data-codebook]');
    return [...waiting].every((figure) => figure.querySelector('.main-svg') !== null);
  });
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

/** Runs in the browser. (Without inner named functions: those would need esbuild's own helper there.) */
function measure(): LaidOut {
  const reveal = globalThis.Reveal;
  const page = reveal.getCurrentSlide().querySelector<HTMLElement>('.page');
  if (!page) throw new Error('a slide without a page');
  const edge = page.getBoundingClientRect();
  const boxes = [...page.querySelectorAll('*')]
    .filter((element) => !element.closest('.katex-mathml, .katex svg, .js-plotly-plot'))
    .map((element) => element.getBoundingClientRect())
    .filter(({ width }) => width > 0);
  const outside = boxes.map((box) =>
    Math.max(edge.left - box.left, box.right - edge.right, box.bottom - edge.bottom),
  );
  const { h, v } = reveal.getIndices();
  return {
    place: `${h}/${v} ${page.textContent?.trim().slice(0, 30)}`,
    textSize: parseFloat(getComputedStyle(page).fontSize),
    overflow: Math.round(Math.max(0, ...outside)),
    figures: [...page.querySelectorAll('figure')].map((figure) => {
      const { width, height } = figure.getBoundingClientRect();
      return { width, height, named: Boolean(figure.getAttribute('aria-label')) };
    }),
    last: reveal.isLastSlide() && !reveal.availableRoutes().down,
  };
}
