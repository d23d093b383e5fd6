import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { build } from '../../scripts/setup/paths.mjs';
import { makeSlides } from '../../scripts/slides/make.mjs';
import { describeInBrowser, launchBrowser } from '../journeys/browser.js';
import { goOn, type LaidOut, layOut, started } from './deck.js';
import { lessonsAtHand } from './lessons.js';
import { openOffline, seriousViolations } from './offline.js';

const folder = path.join(build, 'tests', 'slides');

interface Shown {
  readonly slides: readonly LaidOut[];
  readonly complaints: readonly string[];
  readonly violations: readonly string[];
}

describeInBrowser('decks of slides, with the network blocked', () => {
  let browser: Browser;
  const shown = new Map<string, Shown>();

  before(async function () {
    this.timeout(1_200_000);
    browser = await launchBrowser();
    for (const { file } of await makeSlides([...(await lessonsAtHand())], folder))
      shown.set(path.basename(file, '.html'), await show(browser, file));
  });

  after(() => browser?.close());

  /** What is not as `expected` says, over all decks; each with the deck's name. */
  const faults = (find: (deck: Shown) => readonly string[]) =>
    [...shown].flatMap(([name, deck]) => find(deck).map((fault) => `${name}: ${fault}`));

  it('asks for nothing but their own files, and logs no error', () => {
    expect(faults(({ complaints }) => complaints)).to.deep.equal([]);
  });

  it('have 12 to 25 slides each', () => {
    const wrong = ({ slides }: Shown) =>
      slides.length < 12 || slides.length > 25 ? [`${slides.length} slides`] : [];
    expect(faults(wrong)).to.deep.equal([]);
  });

  it('fit every slide on its page, in text of at least 18 of 720 pixels', () => {
    const misfits = ({ slides }: Shown) =>
      slides
        .filter(({ overflow, textSize }) => overflow > 1 || textSize < 18)
        .map(({ place, overflow, textSize }) => `${place}: ${overflow} px outside, text ${textSize} px`);
    expect(faults(misfits)).to.deep.equal([]);
  });

  it('draw every figure large enough to see, also on slides that were hidden, with its description', () => {
    const unseen = ({ slides }: Shown) =>
      slides
        .filter(({ figures }) => figures.some((f) => f.width < 200 || f.height < 100 || !f.named))
        .map(({ place, figures }) => `${place}: ${JSON.stringify(figures)}`);
    expect(faults(unseen)).to.deep.equal([]);
    expect(shown.get('05_undercomplete_codes')?.slides.flatMap(({ figures }) => figures).length).to.equal(6);
  });

  it('have no serious or critical fault that axe-core knows', () => {
    expect(faults(({ violations }) => violations)).to.deep.equal([]);
  });

  it('print one page a slide', async function () {
    this.timeout(120_000);
    const file = path.join(folder, '05_undercomplete_codes.html');
    const { page, complaints } = await openOffline(browser, `${pathToFileURL(file)}?print-pdf`);
    await page.locator('.pdf-page').first().waitFor();
    await page.waitForTimeout(1000);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    mkdirSync(path.join(build, 'screenshots'), { recursive: true });
    writeFileSync(path.join(build, 'screenshots', '05_undercomplete_codes.pdf'), pdf);
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).to.equal(shown.get('05_undercomplete_codes')?.slides.length);
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
});

/** Walks through a deck from its first slide to its last. */
async function show(browser: Browser, file: string): Promise<Shown> {
  const { page, complaints } = await openOffline(browser, pathToFileURL(file).href);
  await started(page);
  const slides: LaidOut[] = [];
  const violations: string[] = [];
  for (let last = false; !last; ) {
    const slide = await layOut(page);
    slides.push(slide);
    violations.push(...(await seriousViolations(page)).map((fault) => `${slide.place}: ${fault}`));
    last = slide.last;
    if (!last) await goOn(page);
  }
  await page.context().close();
  return { slides, complaints, violations };
}
