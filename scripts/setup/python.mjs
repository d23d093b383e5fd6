// @ts-check
// Finds a Python that fits, makes .venv, and fills it from requirements.txt.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, mustRun } from './command.mjs';
import { codeOf, isThere, removeOwn, whose } from './ownership.mjs';
import { at, venv, venvProgram } from './paths.mjs';
import { SetupError, step } from './report.mjs';

const oldest = [3, 10];
const newest = [3, 13];
const range = `Python ${oldest.join('.')} to ${newest.join('.')}, 64 bit`;
const installer = 'uv==0.13.9';
const stamp = path.join(venv, 'codebook.stamp');

/** Makes an empty .venv where there is none: the quick part, which finds a missing or unfit Python at once. */
export async function ensureVenv() {
  const state = await stateOfVenv();
  if (state !== 'whole') {
    removeOwn(venv);
    await makeVenv();
  }
  // Without this, Node takes the .js files of Python packages (JupyterLab's yarn) for ES modules, as ours are.
  if (!existsSync(path.join(venv, 'package.json'))) writeFileSync(path.join(venv, 'package.json'), '{}\n');
}

/**
 * Whether .venv has a Python that runs. It is half made where somebody stopped while it was made: it has a Python then,
 * and neither pip nor uv. Throws where there is a Python that this user cannot run: it may serve others.
 * @returns {Promise<'missing' | 'half made' | 'whole'>}
 */
async function stateOfVenv() {
  const python = venvProgram('python');
  if (!isThere(python)) return 'missing';
  try {
    accessSync(python, constants.X_OK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'missing'; // the link's Python was uninstalled
    throw cannotRun(python);
  }
  if (existsSync(stamp) || existsSync(venvProgram('uv'))) return 'whole';
  return (await capture(python, ['-m', 'pip', '--version'])).code === 0 ? 'whole' : 'half made';
}

/** @param {string} python */
function cannotRun(python) {
  return new SetupError({
    problem: `You cannot run the Python of .venv; it is left as it is.`,
    got: `no permission to run ${python}; ${whose(venv)}`,
    expected: 'a .venv that you made, or one whose Python everybody may run',
    remedy:
      'work in a clone of your own; or let the owner make .venv with a Python outside the home folder (CODEBOOK_PYTHON=/usr/bin/python3)',
  });
}

/**
 * Fills .venv; does nothing where it is complete already.
 * @param {{ gpu: boolean }} options gpu: install TensorFlow with its CUDA libraries
 */
export async function ensurePythonPackages({ gpu }) {
  const wanted = fingerprint(gpu);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  step('installing Jupyter and TensorFlow into .venv', '(about 400 MB, once)');
  await install(['-r', at('requirements.txt')], true);
  if (gpu) await installGpu();
  writeFileSync(stamp, wanted);
}

/** The hash of all that decides what .venv holds. @param {boolean} gpu */
function fingerprint(gpu) {
  const pins = readFileSync(at('requirements.txt'));
  return createHash('sha256')
    .update(pins)
    .update(installer)
    .update(gpu ? 'gpu' : 'cpu')
    .digest('hex');
}

/** @param {string[]} what @param {boolean} noDeps */
async function install(what, noDeps) {
  const deps = noDeps ? ['--no-deps'] : [];
  const uv = venvProgram('uv');
  if (!existsSync(uv))
    await mustRun('Installing uv', venvProgram('python'), ['-m', 'pip', 'install', '-q', installer]);
  const args = ['pip', 'install', '-q', '--python', venvProgram('python'), ...deps, ...what];
  const { code } = await capture(uv, args);
  // uv reads no pip.conf: where a site's mirror is set only there, pip itself finds it.
  if (code !== 0)
    await mustRun('Installing the Python packages', venvProgram('python'), [
      '-m',
      'pip',
      'install',
      '-q',
      ...deps,
      ...what,
    ]);
}

async function installGpu() {
  if (process.platform !== 'linux') {
    throw new SetupError({
      problem: 'TensorFlow has CUDA libraries for Linux only.',
      got: `${process.platform} ${process.arch}`,
      expected: 'Linux with an NVIDIA driver',
      remedy: 'run npm start without --gpu',
    });
  }
  const version = /^tensorflow-cpu==(\S+)/m.exec(readFileSync(at('requirements.txt'), 'utf8'))?.[1];
  step('installing TensorFlow with CUDA', '(about 3 GB, once)');
  await install([`tensorflow[and-cuda]==${version}`], false);
}

async function makeVenv() {
  const python = await findPython();
  step('making .venv', `with ${python.program} (${python.version})`);
  const { code, output } = await capture(python.program, ['-m', 'venv', venv]);
  if (code === 0) return;
  removeOwn(venv);
  throw new SetupError({
    problem: 'Python could not make a virtual environment.',
    got: output.trim().split('\n').slice(-4).join('\n    '),
    expected: 'the modules venv and ensurepip',
    remedy: `on Debian and Ubuntu: sudo apt install python${python.version.split('.').slice(0, 2).join('.')}-venv; then run the same command again`,
  });
}

/** Looks for a Python in range: CODEBOOK_PYTHON first, then the usual names. */
async function findPython() {
  const chosen = process.env.CODEBOOK_PYTHON;
  const names = chosen
    ? [chosen]
    : ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
  const seen = [];
  for (const program of names) {
    const version = await versionOf(program);
    if (version === undefined) continue;
    if (fits(version)) return { program, version };
    seen.push(`${program} is ${version}`);
  }
  throw new SetupError({
    problem: seen.length ? 'No Python here has a version that fits.' : 'No Python was found.',
    got: seen.join(', ') || `none of ${names.join(', ')} runs`,
    expected: range,
    remedy: "install one (python.org, or your system's packages), or set CODEBOOK_PYTHON=/path/to/python",
  });
}

/** @param {string} program @returns {Promise<string | undefined>} */
async function versionOf(program) {
  const code = 'import sys; print("%d.%d.%d" % sys.version_info[:3], sys.maxsize > 2**32)';
  const run = await capture(program, ['-c', code]);
  const match = /^(\d+\.\d+\.\d+) (True|False)/m.exec(run.output);
  if (run.code !== 0 || !match) return undefined;
  return match[2] === 'True' ? match[1] : `${match[1]} (32 bit)`;
}

/** @param {string} version */
function fits(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const inRange = major === 3 && minor >= (oldest[1] ?? 0) && minor <= (newest[1] ?? 0);
  return inRange && !version.includes('32 bit');
}
