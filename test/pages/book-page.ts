import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openOffline, seriousViolations } from './offline.js';

/** A page of the book, as a browser without a network showed it. */
export interface Examined {
  /** Requests beyond its own files, and errors on the console. */
  readonly complaints: readonly string[];
  readonly violations: readonly string[];
  /** Each figure's size once it was drawn, in pixels. */
  readonly figures: readonly { width: number; height: number }[];
  readonly deadLinks: readonly string[];
  /** The levels of its headings, in order. */
  readonly levels: readonly number[];
  /** Code or printed text that is cut off: in which window, how much, and what. */
  readonly cut: readonly string[];
  /** Whether 78 characters of code stand on one line of a window of 1280 pixels. */
  readonly holdsLine: boolean;
  /** The width of what it shows on a telephone, in pixels. */
  readonly telephoneWidth: number;
}

export const telephone = { width: 390, height: 800 };

/** Opens a page on a desk, looks at it there, in narrower windows and in print; then opens it on a telephone. */
export async function examine(browser: Browser, file: string): Promise<Examined> {
  const address = pathToFileURL(file).href;
  const { page, complaints } = await openOffline(browser, address, { width: 1400, height: 1000 });
  const figures = await drawnFigures(page);
  const violations = await seriousViolations(page);
  const links = await deadLinks(page);
  const levels = await page
    .locator('main :is(h1, h2, h3, h4)')
    .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
  const cut = await cutAtAnyWidth(page);
  const holdsLine = await holdsALine(page);
  await page.context().close();
  const small = await openOffline(browser, address, telephone);
  const telephoneWidth = await small.page.evaluate(() => document.documentElement.scrollWidth);
  await small.page.context().close();
  return { complaints, violations, figures, deadLinks: links, levels, cut, holdsLine, telephoneWidth };
}

/** Brings each figure into view, waits until a live one is drawn, and measures it. */
async function drawnFigures(page: Page): Promise<{ width: number; height: number }[]> {
  const sizes: { width: number; height: number }[] = [];
  for (const figure of await page.locator('figure').all()) {
    await figure.scrollIntoViewIfNeeded();
    if (await figure.getAttribute('data-codebook')) await figure.locator('.main-svg').first().waitFor();
    const box = await figure.boundingBox();
    sizes.push({ width: box?.width ?? 0, height: box?.height ?? 0 });
  }
  return sizes;
}

async function deadLinks(page: Page): Promise<string[]> {
  const links = await page
    .locator('a[href]')
    .evaluateAll((found) => found.map((a) => (a as HTMLAnchorElement).href));
  const ids = new Set(await page.locator('[id]').evaluateAll((found) => found.map(({ id }) => id)));
  return links.filter((link) => link.startsWith('file:') && !leadsSomewhere(new URL(link), page.url(), ids));
}

function leadsSomewhere(link: URL, here: string, ids: ReadonlySet<string>): boolean {
  const file = fileURLToPath(new URL(link.pathname, 'file:'));
  const isHere = fileURLToPath(new URL(new URL(here).pathname, 'file:')) === file;
  return existsSync(file) && (!isHere || link.hash === '' || ids.has(decodeURIComponent(link.hash.slice(1))));
}

async function cutAtAnyWidth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of [1280, 800, 400]) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await cutLines(page)).map((line) => `${width} px wide: ${line}`));
  }
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  found.push(...(await cutLines(page)).map((line) => `in print: ${line}`));
  await page.emulateMedia({ media: 'screen' });
  return found;
}

async function cutLines(page: Page): Promise<string[]> {
  const all = await page
    .locator('pre')
    .evaluateAll((found) =>
      found
        .filter((pre) => pre.clientWidth > 0 && pre.scrollWidth > pre.clientWidth + 1)
        .map((pre) => `${pre.scrollWidth} of ${pre.clientWidth} px: ${pre.textContent?.slice(0, 40)}`),
    );
  return [...new Set(all)];
}

/** Puts other text into the page's first code: call it last. */
async function holdsALine(page: Page): Promise<boolean> {
  await page.setViewportSize({ width: 1280, height: 900 });
  return page.evaluate(() => {
    const pre = document.querySelector<HTMLElement>('.code pre');
    if (!pre) return true;
    pre.textContent = 'm'.repeat(78);
    const one = pre.clientHeight;
    pre.textContent = 'm';
    return pre.clientHeight === one;
  });
}
