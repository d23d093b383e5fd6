// @ts-check
// npm run setup: makes a clone ready to run. Idempotent; does only what is missing.
import { pathToFileURL } from 'node:url';
import { ensureKernelspec, ensureLabSettings } from './setup/jupyter.mjs';
import { checkNode, checkSystem, ensureBuild, ensurePackages } from './setup/node.mjs';
import { ensurePythonPackages, ensureVenv } from './setup/python.mjs';
import { readFlags, runMain, step } from './setup/report.mjs';
import { ensureTfjsEntries } from './setup/tfjs-entries.mjs';

/**
 * Everything between a clone and a running kernel.
 * @param {{ gpu?: boolean }} [options]
 */
export async function setup({ gpu = false } = {}) {
  const started = performance.now();
  checkNode();
  checkSystem();
  await ensureVenv();
  await Promise.all([ensurePackages(), ensurePythonPackages({ gpu })]);
  await ensureTfjsEntries();
  await ensureBuild();
  await ensureKernelspec();
  ensureLabSettings();
  step('set-up complete', `(${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const usage = 'npm run setup -- [--gpu]: what npm start does before it opens JupyterLab.';
  await runMain(usage, async () => {
    const flags = readFlags(process.argv.slice(2), { gpu: 'flag' });
    await setup({ gpu: flags.gpu === true });
  });
}
