import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { build } from '../../scripts/setup/paths.mjs';
import { makeSlides } from '../../scripts/slides/make.mjs';
import { describeInBrowser, launchBrowser } from '../journeys/browser.js';
import { twoAtATime } from '../two-at-a-time.js';
import { foreignFonts, goOn, type LaidOut, layOut, started } from './deck.js';
import { lessonsAtHand } from './lessons.js';
import { openOffline, seriousViolations } from './offline.js';

const folder = path.join(build, 'tests', 'slides');

interface Shown {
  readonly slides: readonly LaidOut[];
  readonly complaints: readonly string[];
  readonly violations: readonly string[];
  /** Fonts of the machine that had to help out. */
  readonly foreign: readonly string[];
}

describeInBrowser('decks of slides, with the network blocked', () => {
  let browser: Browser;
  const shown = new Map<string, Shown>();

  before(async function () {
    this.timeout(1_200_000);
    browser = await launchBrowser();
    const decks = await makeSlides([...(await lessonsAtHand())], folder);
    const all = await twoAtATime(decks, ({ file }) => show(browser, file));
    for (const [i, { file }] of decks.entries()) {
      const deck = all[i];
      if (deck) shown.set(path.basename(file, '.html'), deck);
    }
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

  it('fit every slide on its page, clear of the navigation', () => {
    const misfits = ({ slides }: Shown) =>
      slides
        .filter(({ overflow }) => overflow > 1)
        .map(({ place, overflow }) => `${place}: ${overflow} px outside`);
    expect(faults(misfits)).to.deep.equal([]);
  });

  it('have no text below 16 of 720 pixels, in plots, tables and formulas too', () => {
    const small = ({ slides }: Shown) =>
      slides
        .filter(({ smallest }) => smallest.pixels < 16)
        .map(({ place, smallest }) => `${place}: "${smallest.says}" in ${smallest.pixels} px`);
    expect(faults(small)).to.deep.equal([]);
  });

  it('fill 60 % of a figure slide with a plot, and with pictures as much as their shape allows', () => {
    const unfilled = ({ slides }: Shown) =>
      slides.flatMap(({ place, figures }) =>
        figures
          .filter(({ share, fixed }) => share < (fixed ? 0.4 : 0.6))
          .map(({ share }) => `${place}: ${Math.round(100 * share)} %`),
      );
    expect(faults(unfilled)).to.deep.equal([]);
  });

  it('describe every figure, one on a slide, and say what to take away from it', () => {
    const silent = ({ slides }: Shown) =>
      slides
        .filter(
          ({ kind, figures, takeaway }) =>
            kind === 'figure' && (figures.length !== 1 || !figures[0]?.named || !takeaway),
        )
        .map(({ place }) => place);
    expect(faults(silent)).to.deep.equal([]);
    expect(shown.get('05_undercomplete_codes')?.slides.flatMap(({ figures }) => figures).length).to.equal(6);
  });

  it('have no empty slide, and no wall of text', () => {
    const wrong = ({ slides }: Shown) =>
      slides
        .filter(({ empty, words }) => empty || words > 110)
        .map(({ place, words }) => `${place}: ${words} words`);
    expect(faults(wrong)).to.deep.equal([]);
  });

  it('give the speaker something to say beside every figure, and to ask', () => {
    const mute = ({ slides }: Shown) =>
      slides
        .filter(
          ({ kind, notes }) => kind === 'figure' && !(notes.includes('Ask the room') && notes.length > 100),
        )
        .map(({ place }) => place);
    expect(faults(mute)).to.deep.equal([]);
  });

  it('are written in their own fonts, to the last sign', () => {
    expect(faults(({ foreign }) => foreign)).to.deep.equal([]);
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

/** What is on show of a deck; the rest of the page stays as the first slide finds it. */
const presentSlide = 'section.present:not(.stack)';

/** Walks through a deck from its first slide to its last. */
async function show(browser: Browser, file: string): Promise<Shown> {
  const { page, complaints } = await openOffline(browser, pathToFileURL(file).href);
  await started(page);
  const slides: LaidOut[] = [];
  const violations: string[] = [];
  const foreign: string[] = [];
  for (let last = false; !last; ) {
    const slide = await layOut(page);
    slides.push(slide);
    const faults = await seriousViolations(page, slides.length === 1 ? 'html' : presentSlide);
    violations.push(...faults.map((fault) => `${slide.place}: ${fault}`));
    const complained = complaints.length;
    foreign.push(...(await foreignFonts(page)).map((font) => `${slide.place}: ${font}`));
    complaints.length = complained; // Chromium's inspector, asked for fonts, reads the page a second time, which file: forbids
    last = slide.last;
    if (!last) await goOn(page);
  }
  await page.context().close();
  return { slides, complaints, violations, foreign };
}
