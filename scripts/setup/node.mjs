// @ts-check
// Node's side of set-up: version, packages, build, disk.
import { readFileSync, statfsSync } from 'node:fs';
import { diskFull, mustRun } from './command.mjs';
import { at, root } from './paths.mjs';
import { SetupError, step } from './report.mjs';

const oldestNode = 20;
const spaceNeeded = 4e9;

/** Throws where this Node is too old. */
export function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestNode) return;
  throw new SetupError({
    problem: 'This Node.js is too old.',
    got: `Node ${process.versions.node}`,
    expected: `Node ${oldestNode} or newer`,
    remedy: 'install a newer one from nodejs.org or with nvm, and run the same command again',
  });
}

/** Throws on a system that has no TensorFlow library for us. */
export function checkSystem() {
  const known = ['linux x64', 'linux arm64', 'darwin arm64'];
  const here = `${process.platform} ${process.arch}`;
  if (known.includes(here)) return;
  throw new SetupError({
    problem: 'TensorFlow has no library for this system.',
    got: here,
    expected: known.join(', '),
    remedy:
      process.platform === 'win32'
        ? 'use WSL 2 (wsl --install) and run Codebook inside it'
        : 'use a machine of the kinds above',
  });
}

/** Installs the npm packages where what is installed is not what package-lock.json pins. */
export async function ensurePackages() {
  if (installedAsPinned()) return;
  checkSpace();
  step('installing the npm packages', '(about 600 MB, once)');
  await mustRun('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** npm writes node_modules/.package-lock.json at the end of an installation: compare it with the pins. */
function installedAsPinned() {
  const pinned = packagesOf(at('package-lock.json'));
  const installed = packagesOf(at('node_modules', '.package-lock.json'));
  return Object.entries(pinned).every(([place, { version, optional, link }]) => {
    if (!place.startsWith('node_modules/') || optional || link) return true;
    return installed[place]?.version === version;
  });
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>}
 */
function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return {};
  }
}

function checkSpace() {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  if (free < spaceNeeded) throw diskFull('Set-up', `${(free / 1e9).toFixed(1)} GB free`);
}

/** Compiles the three packages; incremental. */
export async function ensureBuild() {
  await mustRun('Building the packages', process.execPath, [
    at('node_modules', 'typescript', 'bin', 'tsc'),
    '-b',
  ]);
}
