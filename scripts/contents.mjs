// @ts-check
// npm run contents: writes the table of lessons into notebooks/START.md, from what the lessons say of themselves.
import { renewContents } from './lessons/start-page.mjs';
import { readFlags, runMain, step } from './setup/report.mjs';

const usage = 'npm run contents: writes the table of lessons into notebooks/START.md. No options.';

await runMain(usage, async () => {
  readFlags(process.argv.slice(2), {});
  step('wrote', renewContents());
});
