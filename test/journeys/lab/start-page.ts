import { expect } from 'chai';
import { codeCell, kernelIdle, screenshot } from './notebook.js';
import type { LabSession } from './session.js';

/** `npm start` leads to the table of lessons, and from there into a lesson. */
export function testStartPage(session: LabSession): void {
  it('opens on the start page: each lesson with its question and its minutes', async function () {
    this.timeout(180_000);
    const page = session.page();
    await page.goto(`${session.lab().address}/?token=${session.lab().token}`);
    const table = page.locator('.jp-RenderedMarkdown table').first();
    await table.waitFor();
    const [head, ...rows] = await table.locator('tr').evaluateAll((lines) =>
      // A row of a table holds nothing but its cells.
      lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')),
    );
    expect(head).to.deep.equal(['lesson', 'question', 'to read and do', 'to run']);
    expect(rows.map(([lesson]) => lesson?.slice(0, 2))).to.include.members(['00', '02', '04', '06']);
    for (const [lesson, question, study, run] of rows) {
      expect(lesson).to.match(/^\d\d · \S/);
      expect(question).to.match(/\?$/);
      expect(study).to.match(/^\d+ min$/);
      expect(run).to.match(/^\d+ minutes?$/);
    }
    await screenshot(page, 'lab-start');
  });

  it('leads from the table to a lesson with the kernel at work', async function () {
    this.timeout(180_000);
    const page = session.page();
    await page.getByRole('link', { name: '02 · Principal component analysis' }).click();
    await page.getByRole('heading', { name: '02 · Principal component analysis' }).waitFor();
    await kernelIdle(page);
    expect(await codeCell(page, 0).locator('.cm-content').innerText()).to.include("from 'codebook'");
  });
}
