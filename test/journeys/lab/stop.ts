import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  cellHasRun,
  codeCell,
  openNotebook,
  outputText,
  pressToolbar,
  runCell,
  startCell,
  writeNotebook,
} from './notebook.js';
import type { LabSession } from './session.js';

const cells = [
  `import { denseAutoencoder, firstOf, fit, mnist, toTensor } from 'codebook';
   const digits = firstOf((await mnist()).train, 4000);
   const model = denseAutoencoder({ inputSize: 784, latentDim: 16, seed: 1 });
   const kept = [1, 2, 3];
   let turns = 0;
   kept.length`,
  'while (true) turns++;',
  "await fit(model, digits, { epochs: 100_000, seed: 1, progress: 'an endless training' });",
  'await new Promise(() => {});',
  `const code = await model.encode(toTensor(digits)).data();
   console.log(kept.join(), 'counted', turns > 0, 'code finite', code.every(Number.isFinite));`,
];

/** The toolbar's ■ ends what runs, and nothing is lost. */
export function testStop(session: LabSession): void {
  describe('Stop, by the button of the toolbar', () => {
    before(async function () {
      this.timeout(300_000);
      writeNotebook(session, 'stop.ipynb', cells);
      await openNotebook(session, 'stop.ipynb');
      expect(await runCell(session.page(), 0)).to.equal('3');
    });

    for (const [what, cell] of [
      ['a cell that spins', 1],
      ['a training', 2],
      ['a cell that waits', 3],
    ] as const) {
      it(`ends ${what}, and the next cell has every variable`, async function () {
        this.timeout(300_000);
        const page = session.page();
        await startCell(page, cell);
        await codeCell(page, cell).locator('.jp-InputPrompt', { hasText: '[*]' }).waitFor();
        if (cell === 2) await page.getByText('an endless training').last().waitFor();
        await page.waitForTimeout(1000); // a reader who looks for a moment, and then presses
        const milliseconds = await stopAndTime(page, cell);
        console.log(`        stopped after ${milliseconds} ms`);
        expect(milliseconds).to.be.below(5000); // 2 s on a machine at rest
        expect(await outputText(page, cell)).to.include('KeyboardInterrupt: The cell was stopped.');
        expect(await runCell(page, 4)).to.equal('1,2,3 counted true code finite true');
      });
    }
  });
}

/** Presses ■; the time until the cell has its number and its error, in milliseconds. */
async function stopAndTime(page: Page, cell: number): Promise<number> {
  const pressed = Date.now();
  await pressToolbar(page, 'interrupt');
  await codeCell(page, cell).getByText('KeyboardInterrupt').waitFor();
  await cellHasRun(page, cell);
  return Date.now() - pressed;
}
