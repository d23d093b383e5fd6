import path from 'node:path';
import { expect } from 'chai';
import { readProgress } from 'codebook';
import type { Page } from 'playwright-core';
import { exampleQuiz } from '../../lib/study/example-quiz.js';
import { codeCell, kernelIdle, openNotebook, pressToolbar, runCell, writeNotebook } from './notebook.js';
import type { LabSession } from './session.js';

/** A cell that asks the example's questions under another name. */
export const quizCell = (name: string) =>
  `import { quiz } from 'codebook';\nawait quiz(${JSON.stringify({ ...exampleQuiz, name })})`;

/** Answers the example in the form below the nth cell; two of its three questions are answered right. */
export async function answerQuiz(page: Page, cell: number, number: string): Promise<void> {
  const form = codeCell(page, cell).locator('form');
  await form.locator('input[type=radio][value=b]').check();
  await form.locator('input[type=checkbox][value=a]').check();
  await form.locator('input[type=text]').fill(number);
  for (const button of await form.getByRole('button', { name: 'Check' }).all()) await button.click();
}

/** What the reader's record, beside the folder that the server shows, holds of a quiz. */
export const recordOf = (session: LabSession, name: string) =>
  readProgress(path.join(path.dirname(session.lab().folder), '.codebook', 'progress.json')).quizzes[name];

/** A quiz answered in its form, without running another line. */
export function testQuiz(session: LabSession): void {
  it('keeps a quiz that is answered in the page, and says what to run after a restart', async function () {
    this.timeout(300_000);
    const page = session.page();
    writeNotebook(session, 'quiz.ipynb', [quizCell('in the lab')]);
    await openNotebook(session, 'quiz.ipynb');
    await runCell(page, 0);
    await answerQuiz(page, 0, '25,088');
    const kept = codeCell(page, 0).locator('[data-keep]');
    await kept.getByText('2 of 3 right. Kept in your progress.').waitFor();
    expect(recordOf(session, 'in the lab')).to.deep.include({ tries: 1, best: 2, of: 3 });
    const restarted = page.waitForResponse((reply) => reply.url().includes('/restart') && reply.ok());
    await pressToolbar(page, 'restart');
    await page.locator('.jp-Dialog .jp-mod-accept').click();
    await restarted;
    await kernelIdle(page);
    await answerQuiz(page, 0, '7');
    await kept.getByText('To keep the result in your progress, run this in a cell:').waitFor();
    expect(await kept.locator('code').innerText()).to.equal("await quiz(…, ['b', 'a', 7])");
    expect(recordOf(session, 'in the lab')?.tries).to.equal(1);
  });
}
