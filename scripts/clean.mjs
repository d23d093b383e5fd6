// @ts-check
// npm run clean: removes what commands made (builds, .venv, node_modules), never a reader's own work.
import { removeOwn } from './setup/ownership.mjs';
import { at } from './setup/paths.mjs';
import { readFlags, runMain, step } from './setup/report.mjs';

const made = ['build', '.venv', 'node_modules', 'engine/dist', 'lib/dist', 'kernel/dist'];
const usage = `npm run clean: removes what commands made, never your own work. No options.\n  ${made.join(', ')}`;

await runMain(usage, async () => {
  readFlags(process.argv.slice(2), {});
  for (const name of made) {
    removeOwn(at(name));
    step('removed', name);
  }
});
