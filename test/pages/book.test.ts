import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { makeBook } from '../../scripts/book/make.mjs';
import { build } from '../../scripts/setup/paths.mjs';
import { describeInBrowser, launchBrowser } from '../journeys/browser.js';
import { lessonsAtHand } from './lessons.js';
import { openOffline, seriousViolations } from './offline.js';

const folder = path.join(build, 'tests', 'book');
const desk = { width: 1400, height: 1000 };
const telephone = { width: 390, height: 800 };

describeInBrowser('the book, with the network blocked', () => {
  let browser: Browser;
  let files: readonly string[];

  before(async function () {
    this.timeout(600_000);
    browser = await launchBrowser();
    files = await makeBook([...(await lessonsAtHand())], folder);
  });

  after(() => browser?.close());

  /** Opens each page, and gathers what is found wrong with it. */
  async function faults(find: (page: Page, complaints: string[]) => Promise<string[]>, viewport = desk) {
    const found: string[] = [];
    for (const file of files) {
      const { page, complaints } = await openOffline(browser, pathToFileURL(file).href, viewport);
      found.push(...(await find(page, complaints)).map((fault) => `${path.basename(file)}: ${fault}`));
      await page.context().close();
    }
    return found;
  }

  it('draws every figure, asks for nothing but its own files, logs no error, has no serious fault for axe-core', async function () {
    this.timeout(300_000);
    const wrong = async (page: Page, complaints: string[]) => {
      const sizes = await drawnFigures(page);
      const small = sizes.filter(({ width, height }) => width < 200 || height < 100);
      return [
        ...small.map((size) => `a figure of ${size.width} × ${size.height}`),
        ...(await seriousViolations(page)),
        ...complaints,
      ];
    };
    expect(await faults(wrong)).to.deep.equal([]);
  });

  it('links to pages and places that are there', async function () {
    this.timeout(300_000);
    const dead = async (page: Page) => {
      const links = await page
        .locator('a[href]')
        .evaluateAll((found) => found.map((a) => (a as HTMLAnchorElement).href));
      const ids = new Set(await page.locator('[id]').evaluateAll((found) => found.map(({ id }) => id)));
      return links.filter(
        (link) => link.startsWith('file:') && !leadsSomewhere(new URL(link), page.url(), ids),
      );
    };
    expect(await faults(dead)).to.deep.equal([]);
  });

  it('begins each page with its only h1, and skips no level of heading', async function () {
    this.timeout(300_000);
    const disorder = async (page: Page) => {
      const levels = await page
        .locator('main :is(h1, h2, h3, h4)')
        .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
      const jumps = levels.filter(
        (level, i) => level > (levels[i - 1] ?? 0) + 1 || (level === 1) !== (i === 0),
      );
      return jumps.map((level) => `h${level} out of order in ${levels}`);
    };
    expect(await faults(disorder)).to.deep.equal([]);
  });

  it('fits a telephone without scrolling sideways', async function () {
    this.timeout(300_000);
    const wide = async (page: Page) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      return width > telephone.width ? [`${width} pixels wide`] : [];
    };
    expect(await faults(wide, telephone)).to.deep.equal([]);
  });

  it('shows every line of code and of printed text whole, at any width of the window and in print', async function () {
    this.timeout(600_000);
    const cut = async (page: Page) => {
      const all = await page
        .locator('pre')
        .evaluateAll((found) =>
          found
            .filter((pre) => pre.clientWidth > 0 && pre.scrollWidth > pre.clientWidth + 1)
            .map((pre) => `${pre.scrollWidth} of ${pre.clientWidth} px: ${pre.textContent?.slice(0, 40)}`),
        );
      return [...new Set(all)];
    };
    for (const width of [1280, 800, 400])
      expect(await faults(cut, { width, height: 900 })).to.deep.equal([], `${width} px wide`);
    const printed = async (page: Page) => {
      await page.emulateMedia({ media: 'print' });
      return cut(page);
    };
    expect(await faults(printed, { width: 720, height: 1000 })).to.deep.equal([], 'in print');
  });

  it('keeps a line of 78 characters on one line in its column', async function () {
    this.timeout(300_000);
    const broken = async (page: Page) => {
      const fits = await page.evaluate(() => {
        const pre = document.querySelector<HTMLElement>('.code pre');
        if (!pre) return true;
        pre.textContent = 'm'.repeat(78);
        const one = pre.clientHeight;
        pre.textContent = 'm';
        return pre.clientHeight === one;
      });
      return fits ? [] : ['78 characters need two lines'];
    };
    expect(await faults(broken, { width: 1280, height: 900 })).to.deep.equal([]);
  });

  it('finds words by search, and leads to them', async function () {
    this.timeout(300_000);
    const { page } = await openOffline(browser, pathToFileURL(path.join(folder, 'index.html')).href, desk);
    await page.getByRole('searchbox', { name: 'Search' }).fill('bottleneck');
    await page.locator('#found a', { hasText: 'The bottleneck' }).first().click();
    expect(page.url()).to.match(/05_undercomplete_codes\.html#the-bottleneck$/);
    expect(await page.locator('#the-bottleneck').textContent()).to.equal('The bottleneck');
    await page.context().close();
  });
});

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

function leadsSomewhere(link: URL, here: string, ids: ReadonlySet<string>): boolean {
  const file = fileURLToPath(new URL(link.pathname, 'file:'));
  const isHere = fileURLToPath(new URL(new URL(here).pathname, 'file:')) === file;
  return existsSync(file) && (!isHere || link.hash === '' || ids.has(decodeURIComponent(link.hash.slice(1))));
}
