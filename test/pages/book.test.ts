import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { makeBook } from '../../scripts/book/make.mjs';
import { build } from '../../scripts/setup/paths.mjs';
import { describeInBrowser, launchBrowser } from '../journeys/browser.js';
import { twoAtATime } from '../two-at-a-time.js';
import { type Examined, examine, telephone } from './book-page.js';
import { lessonsAtHand } from './lessons.js';
import { openOffline } from './offline.js';

const folder = path.join(build, 'tests', 'book');

describeInBrowser('the book, with the network blocked', () => {
  let browser: Browser;
  let pages: readonly { readonly name: string; readonly page: Examined }[] = [];

  before(async function () {
    this.timeout(1_200_000);
    browser = await launchBrowser();
    const files = await makeBook([...(await lessonsAtHand())], folder);
    pages = await twoAtATime(files, async (file) => ({
      name: path.basename(file),
      page: await examine(browser, file),
    }));
  });

  after(() => browser?.close());

  /** What is wrong with the pages, each with its name. */
  const faults = (find: (page: Examined) => readonly string[]) =>
    pages.flatMap(({ name, page }) => find(page).map((fault) => `${name}: ${fault}`));

  it('has a page for each lesson, and others', () => {
    expect(pages.length).to.be.at.least(3);
  });

  it('draws every figure', () => {
    const small = ({ figures }: Examined) =>
      figures
        .filter(({ width, height }) => width < 200 || height < 100)
        .map(({ width, height }) => `a figure of ${width} × ${height}`);
    expect(faults(small)).to.deep.equal([]);
  });

  it('asks for nothing but its own files, and logs no error', () => {
    expect(faults(({ complaints }) => complaints)).to.deep.equal([]);
  });

  it('has no serious fault for axe-core', () => {
    expect(faults(({ violations }) => violations)).to.deep.equal([]);
  });

  it('links to pages and places that are there', () => {
    expect(faults(({ deadLinks }) => deadLinks)).to.deep.equal([]);
  });

  it('begins each page with its only h1, and skips no level of heading', () => {
    const disorder = ({ levels }: Examined) =>
      levels
        .filter((level, i) => level > (levels[i - 1] ?? 0) + 1 || (level === 1) !== (i === 0))
        .map((level) => `h${level} out of order in ${levels}`);
    expect(faults(disorder)).to.deep.equal([]);
  });

  it('fits a telephone without scrolling sideways', () => {
    const wide = ({ telephoneWidth }: Examined) =>
      telephoneWidth > telephone.width ? [`${telephoneWidth} pixels wide`] : [];
    expect(faults(wide)).to.deep.equal([]);
  });

  it('shows every line of code and of printed text whole, at any width of the window and in print', () => {
    expect(faults(({ cut }) => cut)).to.deep.equal([]);
  });

  it('keeps a line of 78 characters on one line in its column', () => {
    expect(faults(({ holdsLine }) => (holdsLine ? [] : ['78 characters need two lines']))).to.deep.equal([]);
  });

  it('finds words by search, and leads to them', async function () {
    this.timeout(300_000);
    const index = pathToFileURL(path.join(folder, 'index.html')).href;
    const { page } = await openOffline(browser, index, { width: 1400, height: 1000 });
    await page.getByRole('searchbox', { name: 'Search' }).fill('bottleneck');
    await page.locator('#found a', { hasText: 'The bottleneck' }).first().click();
    expect(page.url()).to.match(/05_undercomplete_codes\.html#the-bottleneck$/);
    expect(await page.locator('#the-bottleneck').textContent()).to.equal('The bottleneck');
    await page.context().close();
  });
});
