import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { contrast, paintsOf } from './contrast.js';
import { drawFigure } from './figures.js';
import { choose, codeCell, openNotebook, runCell, screenshot, writeNotebook } from './notebook.js';
import type { LabSession } from './session.js';

const cells = [
  `import { check, exercise, lines, quiz, results } from 'codebook';
   await quiz('quizzes/05.json')`,
  "lines({ loss: [3, 2, 1.5] }, { xTitle: 'epoch', yTitle: 'loss (nats)', title: 'on white paper' });",
  "results({ metric: 'loss', unit: 'nats', rows: [{ name: 'PCA', value: 13.87, published: 13.87 }] })",
  "check(exercise('00.dark', { values: 4, hints: ['2 + 2'], solution: '4' }), 5)",
];

/** In both themes of JupyterLab the pages of a lesson can be read. */
export function testThemes(session: LabSession): void {
  describe('in a light and in a dark theme', () => {
    before(async function () {
      this.timeout(300_000);
      writeNotebook(session, 'theme.ipynb', cells);
      await openNotebook(session, 'theme.ipynb');
      for (const i of cells.keys()) await runCell(session.page(), i);
    });

    it('a quiz marks an answer, and its keys are not taken for shortcuts of JupyterLab', async () => {
      const page = session.page();
      const cellsBefore = await page.locator('.jp-CodeCell').count();
      const question = codeCell(page, 0).locator('fieldset').first();
      await question.locator('input').first().focus();
      for (const key of ['d', 'd', 'x', 'b', 'Space']) await page.keyboard.press(key);
      await question.getByRole('button', { name: 'Check' }).press('Enter');
      expect(await question.getByRole('status').innerText()).to.match(/^(✓ Right|✗ Not yet)\. \S/);
      expect(await page.locator('.jp-CodeCell').count()).to.equal(cellsBefore);
    });

    for (const theme of ['JupyterLab Light', 'JupyterLab Dark'])
      it(`${theme}: texts have a contrast of 4.5 or more, and figures white paper`, async function () {
        this.timeout(180_000);
        const page = session.page();
        await useTheme(page, theme);
        const texts = page
          .locator('.jp-OutputArea-output')
          .locator('legend, label, td, th, caption, button, code, strong')
          .filter({ hasText: /\S/ });
        const measured = (await texts.evaluateAll(paintsOf)).map(
          (paint) => [contrast(paint), paint.text] as const,
        );
        expect(measured.length).to.be.above(20);
        expect(measured.filter(([ratio]) => ratio < 4.5)).to.deep.equal([]);
        console.log(`        lowest contrast: ${Math.min(...measured.map(([ratio]) => ratio)).toFixed(1)}`);
        const figure = page.locator('.jp-RenderedPlotly');
        await drawFigure(figure);
        const paper = figure.locator('.main-svg').first();
        expect(await paper.evaluate((svg) => getComputedStyle(svg).backgroundColor)).to.equal(
          'rgb(255, 255, 255)',
        );
        expect(await figure.locator('.xtitle').evaluate((text) => getComputedStyle(text).fill)).to.equal(
          'rgb(31, 35, 40)',
        );
        await screenshot(page, `lab-${theme.split(' ')[1]?.toLowerCase()}`);
      });

    after(() => useTheme(session.page(), 'JupyterLab Light'));
  });
}

/** Settings → Theme, as a reader does, and waits until the page has it. */
async function useTheme(page: Page, theme: string): Promise<void> {
  if ((await page.locator('body').getAttribute('data-jp-theme-name')) === theme) return;
  await choose(page, 'Settings', 'Theme', theme);
  await page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
}
