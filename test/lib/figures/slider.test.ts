import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { lines, type Slider, slider } from 'codebook/figures';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from '../../../scripts/setup/paths.mjs';
import { describeInBrowser, launchBrowser } from '../../journeys/browser.js';

const curve = (power: number, size = { width: 300, height: 200 }) =>
  lines({ curve: [0, 0.5, 1].map((x) => power * x) }, { xTitle: 'x', yTitle: 'y', size });
const example = (): Slider =>
  slider({ label: 'power', start: 1, steps: [1, 2, 4].map((p) => ({ name: `${p}`, figure: curve(p) })) });

describe('slider', () => {
  it('says what is moved, how far, and what is shown first', () => {
    expect(example().alt).to.match(/^3 pictures, for power from 1 to 4\. power = 2: Lines of y against x/);
  });

  it('draws all places on the axes of all, so that what moves is the data', async () => {
    const pngs = await example().toPngs(1);
    expect(pngs).to.have.length(3);
    // On axes of its own each straight line from 0 would be the same picture.
    expect(new Set(pngs.map((png) => png.toString('base64'))).size).to.equal(3);
  });

  it('gives JupyterLab a page, and a still picture of the start to what cannot show one', async () => {
    const slid = example();
    const bundle = await slid.bundle();
    expect(Object.keys(bundle)).to.deep.equal(['text/html', 'image/png', 'text/plain']);
    const pngs = await slid.toPngs();
    expect(bundle['image/png']).to.equal(pngs[1]?.toString('base64'));
  });

  it('refuses one place, figures of two sizes, a start that is none, an unknown option', () => {
    const one = { name: '1', figure: curve(1) };
    const wider = { name: '2', figure: curve(2, { width: 400, height: 200 }) };
    expect(() => slider({ label: 'p', steps: [one] })).to.throw('got 1 step, expected at least 2');
    expect(() => slider({ label: 'p', steps: [one, wider] })).to.throw(
      'p = 2 is 400 × 200 pixels, the first 300 × 200',
    );
    expect(() => slider({ label: 'p', steps: [one, one], start: 2 })).to.throw('start is 2');
    expect(() => slider({ label: ' ', steps: [one, one] })).to.throw('label must be a text');
    // @ts-expect-error an option that is not there
    expect(() => slider({ label: 'p', steps: [one, one], play: true })).to.throw('play');
  });
});

describeInBrowser('a slider on a page of a disk, without a network', () => {
  const file = path.join(build, 'tests', 'slider.html');
  let browser: Browser;

  before(async () => {
    browser = await launchBrowser();
    mkdirSync(path.dirname(file), { recursive: true });
    const { 'text/html': html } = await example().bundle();
    writeFileSync(file, `<!doctype html><html lang="en"><title>slider</title><main>${html}</main></html>`);
  });
  after(() => browser?.close());

  async function withPage(options: BrowserContextOptions, use: (page: Page) => Promise<void>) {
    const context = await browser.newContext({ ...options, offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await use(page);
    await context.close();
  }

  it('is moved by the arrow keys, and tells a screen reader where it is', () =>
    withPage({}, async (page) => {
      const range = page.getByRole('slider', { name: 'power' });
      expect(await range.getAttribute('aria-valuetext')).to.equal('2');
      expect(await page.getByRole('img').count()).to.equal(1);
      await range.focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('img', { name: /^power = 4:/ }).count()).to.equal(1);
      expect(await page.locator('output').textContent()).to.equal('4');
      await page.keyboard.press('Home');
      expect(await range.getAttribute('aria-valuetext')).to.equal('1');
      expect(await page.getByRole('img').count()).to.equal(1);
    }));

  it('shows the start, and no range that would do nothing, where scripts are off', () =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      expect(await page.getByRole('img', { name: /^power = 2:/ }).isVisible()).to.equal(true);
      expect(await page.getByRole('img').count()).to.equal(1);
      expect(await page.locator('input').isVisible()).to.equal(false);
      expect(await page.locator('figure').textContent()).to.equal('power = 2');
    }));
});
