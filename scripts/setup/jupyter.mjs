// @ts-check
// Jupyter's side of set-up: the kernelspec and JupyterLab's settings, both inside .venv.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun } from './command.mjs';
import { at, venv } from './paths.mjs';

/** Registers the kernel `codebook` in .venv. */
export async function ensureKernelspec() {
  const kernel = at('kernel', 'bin', 'codebook-kernel.js');
  const spec = path.join(venv, 'share', 'jupyter', 'kernels', 'codebook', 'kernel.json');
  const wanted = [kernel, process.execPath, '--no-force-async-hooks-checks'].map((part) =>
    JSON.stringify(part),
  );
  if (wanted.every((part) => readOrEmpty(spec).includes(part))) return;
  await mustRun('Registering the kernel', process.execPath, [kernel, 'install', '--prefix', venv]);
}

/** Lab's defaults for a class: Markdown opens rendered, nothing asks for the network. */
const labSettings = {
  '@jupyterlab/docmanager-extension:plugin': { defaultViewers: { markdown: 'Markdown Preview' } },
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
  '@jupyterlab/extensionmanager-extension:plugin': { enabled: false },
};

/** Writes JupyterLab's default settings into .venv. */
export function ensureLabSettings() {
  const folder = path.join(venv, 'share', 'jupyter', 'lab', 'settings');
  const file = path.join(folder, 'overrides.json');
  const text = `${JSON.stringify(labSettings, null, 2)}\n`;
  if (readOrEmpty(file) === text) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
