import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { drawnFigures } from './figures.js';
import { openNotebook, runAll, screenshot } from './notebook.js';
import type { LabSession } from './session.js';

/** Run All on a real lesson. */
export function testLesson(session: LabSession): void {
  it('lists the kernel codebook', async () => {
    const { address, token } = session.lab();
    const response = await fetch(`${address}/api/kernelspecs?token=${token}`);
    // The server's own schema.
    const { kernelspecs } = (await response.json()) as {
      kernelspecs: Record<string, { spec: { language: string } }>;
    };
    expect(kernelspecs.codebook?.spec.language).to.equal('typescript');
  });

  it('runs every cell of lesson 03 without an error, and Plotly draws the figures', async function () {
    this.timeout(600_000);
    const page = session.page();
    await openNotebook(session, '03_a_linear_autoencoder_is_pca.ipynb');
    await runAll(page, (await page.locator('.jp-CodeCell').count()) - 1);
    await finished(page);
    expect(await page.locator('.jp-OutputArea-output[data-mime-type*="stderr"]').count()).to.equal(0);
    const figures = await drawnFigures(page);
    expect(figures.length).to.be.at.least(3);
    for (const { width, height, marks } of figures) {
      expect(width).to.be.above(200);
      expect(height).to.be.above(100);
      expect(marks).to.be.at.least(1);
    }
    expect(await screenshot(page, 'lesson-03')).to.be.above(20_000);
  });
}

/** Waits until each code cell has a number; throws with the text of the first error output. */
async function finished(page: Page): Promise<void> {
  const deadline = Date.now() + 480_000;
  while (Date.now() < deadline) {
    const error = page.locator('[data-mime-type="application/vnd.jupyter.error"]').first();
    if ((await error.count()) > 0) throw new Error(`a cell failed: ${await error.textContent()}`);
    if (await everyCellHasRun(page)) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`cells were still running after 8 minutes: ${(await prompts(page)).join(' ')}`);
}

/** The prompts of all code cells. */
async function prompts(page: Page): Promise<string[]> {
  return page.locator('.jp-CodeCell .jp-InputPrompt').allTextContents();
}

async function everyCellHasRun(page: Page): Promise<boolean> {
  const found = await prompts(page);
  return found.length > 0 && found.every((prompt) => /^\[\d+\]:$/.test(prompt.trim()));
}
