import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The system's Chromium (env CHROMIUM first, then the usual places), or undefined. */
export const chromiumPath: string | undefined = [process.env.CHROMIUM, ...usual].find(
  (candidate) => candidate !== undefined && existsSync(candidate),
);

/**
 * `describe` for what needs a browser. Without one it skips and says so in capitals; where
 * CODEBOOK_REQUIRE_BROWSER is set (CI), a missing browser is a failure.
 */
export function describeInBrowser(title: string, body: () => void): void {
  const missing = chromiumPath === undefined;
  if (missing && process.env.CODEBOOK_REQUIRE_BROWSER)
    return void describe(title, () => it('finds a browser', complain));
  if (missing)
    console.warn(`\nSKIPPED: ${title}. No Chromium was found; install chromium or set CHROMIUM=/path.\n`);
  (missing ? describe.skip : describe)(title, body);
}

function complain(): never {
  throw new Error(`no Chromium: got none of ${usual.join(', ')}; install chromium or set CHROMIUM`);
}

/** Starts the system's Chromium, headless, with no traffic of its own. */
export function launchBrowser(): Promise<Browser> {
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
  });
}
