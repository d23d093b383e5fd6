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
  if (chromiumPath !== undefined) return void describe(title, body);
  if (process.env.CODEBOOK_REQUIRE_BROWSER) {
    describe(title, () => {
      it('finds a browser', () => {
        throw new Error(`no Chromium: got none of ${usual.join(', ')}; install chromium or set CHROMIUM`);
      });
    });
    return;
  }
  console.warn(`\nSKIPPED: ${title}. No Chromium was found; install chromium or set CHROMIUM=/path.\n`);
  describe.skip(title, body);
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
