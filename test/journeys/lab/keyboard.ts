import { expect } from 'chai';
import { codeCell, openNotebook, runCell, screenshot, writeNotebook } from './notebook.js';
import type { LabSession } from './session.js';

/** Completion and inspection with nothing but keys. */
export function testKeyboard(session: LabSession): void {
  describe('by keyboard', () => {
    before(async function () {
      this.timeout(240_000);
      const imports =
        "import { fit, Generator, lines } from 'codebook';\nconst generator = new Generator(1);\n0";
      writeNotebook(session, 'keyboard.ipynb', [imports, '', '']);
      await openNotebook(session, 'keyboard.ipynb');
      await runCell(session.page(), 0);
    });

    it('Tab offers the members that the type has, typing narrows them, Enter takes one', async function () {
      this.timeout(240_000);
      const page = session.page();
      await codeCell(page, 1).locator('.cm-content').click();
      await page.keyboard.type('generator.');
      await page.keyboard.press('Tab');
      const offered = page.locator('.jp-Completer .jp-Completer-match');
      await offered.first().waitFor();
      const names = await offered.allInnerTexts();
      expect(names).to.include.members(['normal', 'uniform']);
      expect(names).not.to.include('generator'); // members only
      await page.keyboard.type('unif');
      await page.waitForFunction(() => document.querySelectorAll('.jp-Completer-item').length === 1);
      await screenshot(page, 'lab-completion');
      await page.keyboard.press('Enter');
      await page.keyboard.type('().toFixed(0).length');
      expect(await runCell(page, 1)).to.equal('1');
    });

    it('Shift+Tab shows the type and the documentation, and Escape closes them', async function () {
      this.timeout(240_000);
      const page = session.page();
      await codeCell(page, 2).locator('.cm-content').click();
      await page.keyboard.type('fit');
      await page.keyboard.press('Shift+Tab');
      const tooltip = page.locator('.jp-Tooltip');
      await tooltip.waitFor();
      const text = await tooltip.innerText();
      expect(text).to.include('fit(').and.to.include('options').and.to.include('Promise<');
      expect(text).to.include('progress (epoch, loss and its parts'); // the doc comment of fit
      await screenshot(page, 'lab-inspection');
      await page.keyboard.press('Escape');
      await tooltip.waitFor({ state: 'detached' });
    });
  });
}
