import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser.js';
import { type Lab, startLab } from '../server.js';

/** One JupyterLab and one browser window, shared by all journeys of a describe. */
export interface LabSession {
  /** The server; throws before the hooks have run. */
  lab(): Lab;
  /** The window; throws before the hooks have run. */
  page(): Page;
}

/** Starts a server and a browser before the tests of the describe that calls it, and ends both after them. */
export function labSession(): LabSession {
  let lab: Lab | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;
  before(async function () {
    this.timeout(240_000);
    lab = await startLab();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(90_000); // a loaded machine is slow, and that is no failure
  });
  after(async () => {
    await browser?.close();
    await lab?.stop();
  });
  return { lab: () => there(lab, 'the server'), page: () => there(page, 'the window') };
}

function there<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`labSession: ${what} is not there before the hooks have run`);
  return value;
}
