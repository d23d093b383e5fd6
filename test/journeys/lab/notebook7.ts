import { expect } from 'chai';
import { drawFigure } from './figures.js';
import {
  cellHasRun,
  codeCell,
  endKernels,
  outputText,
  runAll,
  screenshot,
  writeNotebook,
} from './notebook.js';
import { answerQuiz, quizCell, recordOf } from './quiz.js';
import type { LabSession } from './session.js';

const cells = [
  "import { lines } from 'codebook';\nconst kept: number = 6 * 7;\nkept",
  "lines({ loss: [3, 2, 1.5] }, { xTitle: 'epoch', yTitle: 'loss (nats)', title: 'in Notebook 7' });",
  quizCell('in Notebook 7'),
  'while (true) {}',
];

/** The same server shows notebooks in Notebook 7, at /notebooks/… */
export function testNotebook7(session: LabSession): void {
  it('works in Notebook 7: Run All, a figure, a quiz, Stop by the keyboard', async function () {
    this.timeout(300_000);
    const page = session.page();
    const { address, token } = session.lab();
    writeNotebook(session, 'seven.ipynb', cells);
    await endKernels(session);
    await page.goto(`${address}/notebooks/seven.ipynb?token=${token}`);
    await codeCell(page, 0).waitFor();
    // Run All before the kernel is there runs nothing, and says nothing.
    await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor();
    await runAll(page, cells.length - 1);
    await cellHasRun(page, 2);
    expect(await outputText(page, 0)).to.equal('42');
    const { marks } = await drawFigure(page.locator('.jp-RenderedPlotly'));
    expect(marks).to.be.at.least(1);
    await answerQuiz(page, 2, '25088');
    const said = await codeCell(page, 2).locator('fieldset [role=status]').allInnerTexts();
    expect(said).to.deep.equal([
      '✓ Right. Yes: target = input.',
      '✗ Not yet. a: Undercomplete. 1 more is true.',
      '✓ Right. 784 × 32.',
    ]);
    await codeCell(page, 3).locator('.jp-InputPrompt').click();
    await page.keyboard.press('i');
    await page.keyboard.press('i');
    await codeCell(page, 3).getByText('KeyboardInterrupt: The cell was stopped.').waitFor();
    // The kernel was busy with the last cell until now, and keeps the answers when it is free.
    await codeCell(page, 2).getByText('2 of 3 right. Kept in your progress.').waitFor();
    expect(recordOf(session, 'in Notebook 7')).to.deep.include({ tries: 1, best: 2, of: 3 });
    await screenshot(page, 'notebook-7');
  });
}
