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

/** What axe-core finds serious or critical as the page is now, or within a part of it: rule and first place of each. */
export async function seriousViolations(page: Page, part = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (context) => {
    // axe-core was put into the page by the line above.
    const { axe } = globalThis as unknown as {
      axe: { run(context: string, options: object): Promise<AxeResults> };
    };
    const { violations } = await axe.run(context, { preload: false }); // it would read style sheets over XHR, which file:// refuses
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length} places)`);
  }, part);
}

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}
