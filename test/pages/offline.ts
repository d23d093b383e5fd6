import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page without a network, and what went wrong on it. */
export interface OfflinePage {
  readonly page: Page;
  /** Requests that went beyond the file system, or failed; errors on the console; uncaught errors. */
  readonly complaints: string[];
}

/** Opens a page in a context that refuses every request but those for files. */
export async function openOffline(
  browser: Browser,
  address: string,
  viewport = { width: 1280, height: 720 },
): Promise<OfflinePage> {
  const context = await browser.newContext({ viewport, offline: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data|blob|about):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url().slice(0, 200)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text().slice(0, 300)}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  await page.goto(address, { waitUntil: 'load' });
  return { page, complaints };
}

/** What axe-core finds serious or critical on the page as it is now: rule and first place of each. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    // axe-core was put into the page by the line above.
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({ preload: false }); // it would read style sheets over XHR, which file:// refuses
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length} places)`);
  });
}

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}
