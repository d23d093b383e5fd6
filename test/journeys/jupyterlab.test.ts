import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { build } from '../../scripts/setup/paths.mjs';
import { describeInBrowser, launchBrowser } from './browser.js';
import { type Lab, startLab } from './server.js';

describeInBrowser('a reader runs lesson 05 in JupyterLab', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;

  before(async function () {
    this.timeout(180_000);
    lab = await startLab();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  });

  after(async () => {
    await browser?.close();
    await lab?.stop();
  });

  it('lists the kernel codebook', async () => {
    const response = await fetch(`${lab.address}/api/kernelspecs?token=${lab.token}`);
    // The server's own schema.
    const { kernelspecs } = (await response.json()) as {
      kernelspecs: Record<string, { spec: { language: string } }>;
    };
    expect(kernelspecs.codebook?.spec.language).to.equal('typescript');
  });

  it('runs every cell without an error, and Plotly draws the figures', async function () {
    this.timeout(480_000);
    await page.goto(`${lab.address}/lab/tree/05_undercomplete_codes.ipynb?token=${lab.token}`);
    await page.locator('.jp-Notebook .jp-CodeCell').first().waitFor({ timeout: 60_000 });
    // Run All before the kernel is there runs nothing, and says nothing.
    await page.getByText('Codebook (TypeScript) | Idle').waitFor({ timeout: 120_000 });
    await runAll(page);
    await finished(page);
    expect(await page.locator('.jp-OutputArea-output[data-mime-type*="stderr"]').count()).to.equal(0);
    const figures = await drawnFigures(page);
    expect(figures.length).to.be.at.least(3);
    for (const { width, height, marks } of figures) {
      expect(width).to.be.above(200);
      expect(height).to.be.above(100);
      expect(marks).to.be.at.least(1);
    }
    expect(await screenshot(page, 'lesson-05')).to.be.above(20_000);
  });
});

/** Run → Run All Cells, by the menu, as a reader does. */
async function runAll(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
}

/** Waits until each code cell has a number; throws with the text of the first error output. */
async function finished(page: Page): Promise<void> {
  const deadline = Date.now() + 420_000;
  while (Date.now() < deadline) {
    const error = page.locator('[data-mime-type="application/vnd.jupyter.error"]').first();
    if ((await error.count()) > 0) throw new Error(`a cell failed: ${await error.textContent()}`);
    if (await everyCellHasRun(page)) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`cells were still running after 7 minutes: ${(await prompts(page)).join(' ')}`);
}

/** The prompts of all code cells, from the notebook's model (JupyterLab renders only what is in view). */
async function prompts(page: Page): Promise<string[]> {
  return page.locator('.jp-CodeCell .jp-InputPrompt').allTextContents();
}

async function everyCellHasRun(page: Page): Promise<boolean> {
  const found = await prompts(page);
  return found.length > 0 && found.every((prompt) => /^\[\d+\]:$/.test(prompt.trim()));
}

interface DrawnFigure {
  readonly width: number;
  readonly height: number;
  readonly marks: number;
}

/** What Plotly draws for data: lines and points, bars, cells, pictures. */
const marksOfPlotly = '.scatterlayer path, .barlayer path, .heatmaplayer image, .imagelayer image';

/**
 * Points at every figure, and measures what Plotly drew: JupyterLab's Plotly extension shows the PNG of the
 * bundle until the pointer is over it.
 */
async function drawnFigures(page: Page): Promise<DrawnFigure[]> {
  const figures = page.locator('.jp-Notebook .jp-RenderedPlotly');
  const drawn: DrawnFigure[] = [];
  for (let i = 0; i < (await figures.count()); i++) {
    const figure = figures.nth(i);
    await figure.scrollIntoViewIfNeeded();
    await figure.hover();
    await figure.locator(marksOfPlotly).first().waitFor({ state: 'attached' });
    const box = await figure.boundingBox();
    const marks = await figure.locator(marksOfPlotly).count();
    drawn.push({ width: box?.width ?? 0, height: box?.height ?? 0, marks });
  }
  return drawn;
}

/** Keeps a screenshot under build/screenshots. Returns its size in bytes. */
async function screenshot(page: Page, name: string): Promise<number> {
  const file = path.join(build, 'screenshots', `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return statSync(file).size;
}
