import { expect } from 'chai';
import {
  choose,
  codeCell,
  kernelIdle,
  openNotebook,
  outputText,
  pressToolbar,
  runCell,
  screenshot,
  writeNotebook,
} from './notebook.js';
import type { LabSession } from './session.js';

/** The toolbar's ⟳ forgets all variables, and the new kernel works. */
export function testRestart(session: LabSession): void {
  it('restarts by the toolbar: variables are gone, and the kernel works', async function () {
    this.timeout(300_000);
    const page = session.page();
    writeNotebook(session, 'restart.ipynb', ['const answer = 42; answer', 'answer', '6 * 7']);
    await openNotebook(session, 'restart.ipynb');
    expect(await runCell(page, 0)).to.equal('42');
    await pressToolbar(page, 'restart');
    const restarted = page.waitForResponse((reply) => reply.url().includes('/restart') && reply.ok());
    await page.locator('.jp-Dialog .jp-mod-accept').click();
    await restarted;
    await kernelIdle(page);
    expect(await runCell(page, 1)).to.include("Cannot find name 'answer'");
    expect(await runCell(page, 2)).to.equal('42');
    await screenshot(page, 'lab-restart');
  });

  it('restarts and runs all by the menu', async function () {
    this.timeout(300_000);
    const page = session.page();
    await choose(page, 'Kernel', /^Restart Kernel and Run All Cells/);
    await page.locator('.jp-Dialog .jp-mod-accept').click();
    await codeCell(page, 2).locator('.jp-InputPrompt', { hasText: '[3]' }).waitFor();
    expect(await outputText(page, 1)).to.equal('42');
  });
}
