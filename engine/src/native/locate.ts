import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { platform } from './platform.js';

/**
 * The folder that holds TensorFlow's two libraries: `TFLIB` if it is set, else the nearest `.venv` above the working
 * directory or above this package, else the active virtual environment.
 *
 * @throws Error naming every place looked in and what to run.
 */
export function findTensorFlow(environment: NodeJS.ProcessEnv = process.env): string {
  const candidates = environment.TFLIB ? [resolve(environment.TFLIB)] : searchPath(environment);
  const found = candidates.find(holdsLibraries);
  if (found !== undefined) return found;
  throw new Error(missing(candidates, environment.TFLIB));
}

function holdsLibraries(folder: string): boolean {
  return platform().libraries.every((file) => existsSync(join(folder, file)));
}

function searchPath(environment: NodeJS.ProcessEnv): string[] {
  const here = dirname(fileURLToPath(import.meta.url));
  const environments = [...ancestors(process.cwd()), ...ancestors(here)].map((folder) =>
    join(folder, '.venv'),
  );
  if (environment.VIRTUAL_ENV) environments.push(environment.VIRTUAL_ENV);
  return [...new Set(environments)].flatMap(sitePackages);
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function sitePackages(virtualEnvironment: string): string[] {
  const lib = join(virtualEnvironment, 'lib');
  const versions = existsSync(lib) ? readdirSync(lib).filter((name) => name.startsWith('python3')) : [];
  const folders = versions.length > 0 ? versions : ['python3*'];
  return folders.map((name) => join(lib, name, 'site-packages', 'tensorflow'));
}

function missing(candidates: readonly string[], tflib: string | undefined): string {
  const cause = tflib ? 'TFLIB names a folder without it.' : 'TFLIB is not set.';
  return [
    `@codebook/engine: TensorFlow's library was not found. ${cause}`,
    `Looked for ${platform().libraries.join(' and ')} in:`,
    ...candidates.map((folder) => `  ${folder}`),
    'Run `npm run setup` in the project, or set TFLIB to the `tensorflow` folder of a Python environment',
    'made by `pip install tensorflow-cpu` (macOS: `pip install tensorflow`).',
  ].join('\n');
}
