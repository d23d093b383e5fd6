import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { build } from '../../../scripts/setup/paths.mjs';
import type { LabSession } from './session.js';

/** Writes a notebook of code cells into the folder that JupyterLab shows, without outputs. */
export function writeNotebook(session: LabSession, name: string, cells: readonly string[]): string {
  const file = path.join(session.lab().folder, name);
  const kernelspec = { name: 'codebook', display_name: 'TypeScript (Codebook)', language: 'typescript' };
  const blank = { cell_type: 'code', metadata: {}, execution_count: null, outputs: [] };
  const book = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec },
    cells: cells.map((source, i) => ({ ...blank, id: `cell-${i}`, source })),
  };
  writeFileSync(file, JSON.stringify(book));
  return file;
}

/** Opens a notebook in JupyterLab, the only tab and with the only kernel, and waits for both. */
export async function openNotebook(session: LabSession, name: string): Promise<void> {
  const page = session.page();
  await endKernels(session);
  await page.goto(`${session.lab().address}/lab/tree/${name}?reset&token=${session.lab().token}`);
  await codeCell(page, 0).waitFor();
  // Run All before the kernel is there runs nothing, and says nothing.
  await kernelIdle(page);
}

/** Leaves the page and ends every kernel, so that no test weighs on the next. */
export async function endKernels(session: LabSession): Promise<void> {
  await session.page().goto('about:blank');
  const { address, token } = session.lab();
  const headers = { authorization: `token ${token}` };
  const response = await fetch(`${address}/api/sessions`, { headers });
  // The server's own schema.
  for (const { id } of (await response.json()) as { id: string }[])
    await fetch(`${address}/api/sessions/${id}`, { method: 'DELETE', headers });
}

/** Waits until the status bar says that the kernel is there and does nothing. */
export async function kernelIdle(page: Page): Promise<void> {
  await page.getByText('TypeScript (Codebook) | Idle').waitFor({ timeout: 180_000 });
}

/** The nth code cell. */
export function codeCell(page: Page, index: number): Locator {
  return page.locator('.jp-Notebook .jp-CodeCell').nth(index);
}

/** The text below the nth code cell. */
export async function outputText(page: Page, index: number): Promise<string> {
  const outputs = await codeCell(page, index).locator('.jp-OutputArea-output').allInnerTexts();
  return outputs.map((text) => text.trim()).join('\n');
}

/** Puts the cursor into the nth code cell and presses Shift+Enter. */
export async function startCell(page: Page, index: number): Promise<void> {
  await codeCell(page, index).locator('.cm-content').click();
  await page.keyboard.press('Shift+Enter');
}

/** Runs the nth code cell and waits until it has its number. */
export async function runCell(page: Page, index: number): Promise<string> {
  await startCell(page, index);
  await cellHasRun(page, index);
  return outputText(page, index);
}

/** Waits until the nth code cell has a number, as `[3]:`. */
export async function cellHasRun(page: Page, index: number): Promise<void> {
  const prompt = codeCell(page, index).locator('.jp-InputPrompt');
  await prompt.filter({ hasText: /^\s*\[\d+\]:\s*$/ }).waitFor({ timeout: 120_000 });
}

/** Chooses an item of JupyterLab's menu bar, level by level: `choose(page, 'Run', 'Run All Cells')`. */
export async function choose(page: Page, ...items: readonly (string | RegExp)[]): Promise<void> {
  const menus = page.locator('.lm-MenuBar, .lm-Menu');
  for (const name of items)
    await menus
      .getByText(name, { exact: typeof name === 'string' })
      .first()
      .click();
}

/**
 * Runs all cells, and waits until the last has begun or waits its turn. Notebook 7 may lose a Run All that is chosen in the
 * first second after its kernel is idle: it sends nothing, and may show a dialog (seen with ipykernel too, once in eight).
 * So a dialog is accepted, and Run All chosen again.
 */
export async function runAll(page: Page, last: number): Promise<void> {
  const prompt = codeCell(page, last).locator('.jp-InputPrompt');
  const dialog = page.locator('.jp-Dialog');
  const told: string[] = [];
  await page.addLocatorHandler(dialog, async () => {
    told.push((await dialog.allInnerTexts()).join(' '));
    await dialog.locator('.jp-mod-accept').first().click();
  });
  for (let tries = 1; tries <= 6; tries++) {
    await choose(page, 'Run', 'Run All Cells');
    const begun = prompt.filter({ hasText: /\[(\*|\d+)\]/ }).waitFor({ timeout: 10_000 });
    if (
      await begun.then(
        () => true,
        () => false,
      )
    )
      return page.removeLocatorHandler(dialog);
  }
  throw new Error(`Run All was chosen 6 times, and cell ${last} never began; dialogs: ${told.join('; ')}`);
}

/** Presses a button of the notebook's toolbar. */
export async function pressToolbar(page: Page, item: 'save' | 'interrupt' | 'restart'): Promise<void> {
  await page.locator(`.jp-NotebookPanel-toolbar [data-jp-item-name="${item}"] [data-command]`).click();
}

/** Keeps a screenshot under build/screenshots. Returns its size in bytes. */
export async function screenshot(page: Page, name: string): Promise<number> {
  const file = path.join(build, 'screenshots', `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return statSync(file).size;
}
