// @ts-check
// npm run clean: removes what commands made (builds, .venv, node_modules), never a reader's own work.
import { rmSync } from 'node:fs';
import { at } from './setup/paths.mjs';

const made = ['build', '.venv', 'node_modules', 'engine/dist', 'lib/dist', 'kernel/dist'];
for (const name of made) {
  rmSync(at(name), { recursive: true, force: true });
  console.log(`• removed ${name}`);
}
