// @ts-check
// npm run contents: writes the table of lessons into notebooks/START.md, from what the lessons say of themselves.
import { readFileSync, writeFileSync } from 'node:fs';
import { lessonFiles } from './lessons/execute.mjs';
import { startPage } from './lessons/start-page.mjs';
import { at } from './setup/paths.mjs';
import { readFlags, runMain, step } from './setup/report.mjs';

const usage = 'npm run contents: writes the table of lessons into notebooks/START.md. No options.';

await runMain(usage, async () => {
  readFlags(process.argv.slice(2), {});
  const file = at('notebooks', 'START.md');
  const page = startPage(readFileSync(file, 'utf8'), lessonFiles());
  writeFileSync(file, page);
  step('wrote', file);
});
