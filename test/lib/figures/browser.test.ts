import { mkdirSync } from 'node:fs';
import { expect } from 'chai';
import { plotlySource } from 'codebook/figures';
import { quiz } from 'codebook/study';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../../journeys/browser.js';
import { exampleQuiz } from '../study/example-quiz.js';
import { gallery } from './gallery.js';

const folder = new URL('../../../build/figures-gallery/', import.meta.url).pathname;

describeInBrowser('figures and quizzes in a browser without a network', () => {
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];
  const progress = process.env.CODEBOOK_PROGRESS;

  before(async () => {
    process.env.CODEBOOK_PROGRESS = `${folder}progress.json`;
    mkdirSync(folder, { recursive: true });
    browser = await launchBrowser();
  });
  after(async () => {
    if (progress === undefined) delete process.env.CODEBOOK_PROGRESS;
    else process.env.CODEBOOK_PROGRESS = progress;
    await browser.close();
  });
  beforeEach(async () => {
    troubles.length = 0;
    page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
    page.on('request', (request) => request.url().startsWith('http') && troubles.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
  });
  afterEach(async () => {
    await page.close();
    expect(troubles).to.deep.equal([]);
  });

  const figureOf = (name: string) => {
    const figure = gallery[name];
    if (figure === undefined) throw new Error(`no figure "${name}" in the gallery`);
    return figure;
  };

  it('makes a figure of a whole page interactive, in its own size', async () => {
    await page.setContent(await figureOf('lines').toHtml());
    const plot = page.locator('.js-plotly-plot .main-svg').first();
    await plot.waitFor();
    expect(await plot.boundingBox()).to.include({ width: 720, height: 400 });
    expect(await page.locator('figure img').count()).to.equal(0);
    expect(await page.getByRole('group', { name: /^Lines of binary cross-entropy/ }).count()).to.equal(1);
  });

  it('has buttons for looking closer, and none that sends the figure away', async () => {
    await page.setContent(await figureOf('lines').toHtml());
    await page.locator('.js-plotly-plot .main-svg').first().hover();
    const buttons = page.locator('.modebar-btn');
    await buttons.first().waitFor();
    const titles = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('data-title')));
    expect(titles).to.deep.equal([
      'Download plot as a PNG',
      ...['Zoom', 'Pan', 'Zoom in', 'Zoom out', 'Reset axes'],
    ]);
  });

  it('keeps the picture where plotly.js is not there', async () => {
    const html = String((await figureOf('lines').bundle())['text/html']);
    await page.setContent(html);
    expect(await page.locator('figure img').boundingBox()).to.include({ width: 720, height: 400 });
  });

  it('draws figures of a deck when their slide is shown, with one plotly.js for all, as wide as there is room', async () => {
    const html = async (name: string) => String((await figureOf(name).bundle())['text/html']);
    const slides = `<div style="width:500px">${await html('bars')}</div><section hidden>${await html('heatMap')}</section>`;
    await page.setContent(`${slides}<script>${await plotlySource()}</script>`);
    const drawn = page.locator('.js-plotly-plot');
    await drawn.first().waitFor();
    expect(await drawn.count()).to.equal(1);
    expect((await drawn.locator('.main-svg').first().boundingBox())?.width).to.equal(500);
    await page.evaluate("document.querySelector('section').hidden = false");
    await drawn.nth(1).waitFor();
    const { width, height } = figureOf('heatMap').layout;
    expect(await drawn.nth(1).locator('.main-svg').first().boundingBox()).to.include({ width, height });
  });

  it('turns points in space where there is WebGL, and keeps their still picture where there is not', async () => {
    await page.setContent(await figureOf('scatter3d').toHtml());
    const hasWebgl = await page.evaluate("document.createElement('canvas').getContext('webgl') !== null");
    if (hasWebgl) await page.locator('.js-plotly-plot .gl-container canvas').first().waitFor();
    else await page.waitForTimeout(500); // time in which the picture could wrongly be replaced
    expect(await page.locator('figure img').count()).to.equal(hasWebgl ? 0 : 1);
  });

  it('plays an animation from the first to the last frame', async () => {
    await page.setContent(await figureOf('animationImages').toHtml());
    const picture = page.locator('.js-plotly-plot image').first();
    await picture.waitFor();
    const sources = await page.locator('.js-plotly-plot').evaluate((plot) => {
      // Plotly keeps the figure on the element that it draws in.
      const { _transitionData } = plot as unknown as { _transitionData: { _frames: object[] } };
      return _transitionData._frames.length;
    });
    expect(sources).to.equal(3);
    const first = await picture.getAttribute('href');
    await page.getByText('Play').click();
    await page.getByText('epoch 20').waitFor();
    await page.waitForFunction(
      (old) => document.querySelector('.js-plotly-plot image')?.getAttribute('href') !== old,
      first,
    );
    await page.screenshot({ path: `${folder}animationImages.browser.png` });
  });

  const answered = {
    'all right': { answers: ['b', 'ac', 25088], right: [true, true, true] },
    'one wrong, one with something missing, one slip': {
      answers: ['a', 'ab', 25120],
      right: [false, false, false],
    },
    'partly right': { answers: ['b', 'a', 25088], right: [true, false, true] },
    'none ticked of several, and a wrong number': { answers: ['b', 'none', 7], right: [true, false, false] },
  } as const;
  for (const [what, { answers, right }] of Object.entries(answered))
    it(`marks a quiz as the library does: ${what}`, async () => {
      await page.setContent((await quiz(exampleQuiz)).toHtml());
      const [one, many, number] = answers;
      const { feedback } = await quiz(exampleQuiz, answers);
      expect(feedback.map(({ passed }) => passed)).to.deep.equal(right);
      await page.locator(`input[type=radio][value=${one}]`).check();
      for (const letter of 'abc')
        await page
          .locator(`input[type=checkbox][value=${letter}]`)
          .setChecked(many !== 'none' && many.includes(letter));
      await page.locator('input[type=text]').fill(String(number));
      for (const button of await page.getByRole('button').all()) await button.click();
      const said = await page.locator('fieldset [role=status]').allInnerTexts();
      expect(said).to.deep.equal(
        feedback.map(({ passed, message }) => `${passed ? '✓ Right.' : '✗ Not yet.'} ${message}`),
      );
      expect(await page.locator('[data-keep] code').innerText()).to.equal(
        `await quiz(…, ['${one}', '${many}', ${number}])`,
      );
    });

  it('marks nothing where nothing is answered, but takes no tick for "none" of several', async () => {
    await page.setContent((await quiz(exampleQuiz)).toHtml());
    for (const button of await page.getByRole('button').all()) await button.click();
    expect(await page.locator('fieldset [role=status]').allInnerTexts()).to.deep.equal([
      'Choose one of a to b.',
      '✗ Not yet. 2 of them are true.',
      'Answer with one number, without a unit.',
    ]);
    expect(await page.locator('[data-keep]').count()).to.equal(0);
  });
});
