// @ts-check
// npm run bench:parity: the library's numbers against scikit-learn's and PyTorch's, from the same data, in one run.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './setup/command.mjs';
import { at, venvProgram } from './setup/paths.mjs';
import { readFlags, runMain, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

const folder = at('bench', 'parity', '.venv');
const python = join(folder, 'bin', 'python');

/** The greatest difference allowed, absolute, or relative where the numbers are large. */
const limits = /** @type {Record<string, number>} */ ({
  'PCA: explained variance': 1e-4,
  'PCA: components': 1e-4,
  'LDA: variance ratios': 1e-4,
});
const usualLimit = 1e-5;

const usage = "npm run bench:parity: our numbers against scikit-learn's and PyTorch's. No options.";

await runMain(usage, async () => {
  readFlags(process.argv.slice(2), {});
  await setup();
  await installReferences();
  const { makeInputs, writeInputs } = await import('../bench/parity/inputs.mjs');
  const { compute } = await import('../bench/parity/codebook.mjs');
  const inputs = await makeInputs();
  const exchange = writeInputs(inputs);
  step("scikit-learn's and PyTorch's numbers");
  const run = spawnSync(python, [at('bench', 'parity', 'reference.py'), exchange], { stdio: 'inherit' });
  if (run.status !== 0) throw new Error(`bench:parity: reference.py ended with ${run.status}`);
  const reference = JSON.parse(readFileSync(join(exchange, 'results.json'), 'utf8'));
  rmSync(exchange, { recursive: true });
  step("Codebook's numbers");
  compare(compute(inputs), reference);
});

/** @param {Record<string, ArrayLike<number>>} ours @param {Record<string, number[]>} reference */
function compare(ours, reference) {
  console.log(
    `${'quantity'.padEnd(26)}${'numbers'.padStart(8)}${'difference'.padStart(12)}${'limit'.padStart(8)}`,
  );
  for (const [name, expected] of Object.entries(reference)) {
    if (name === 'seconds') continue;
    const difference = greatestDifference(ours[name] ?? [], expected);
    const limit = limits[name] ?? usualLimit;
    const verdict = difference <= limit ? '' : '  ✗';
    if (verdict) process.exitCode = 1;
    const [size, apart] = [String(expected.length).padStart(8), difference.toExponential(1).padStart(12)];
    console.log(`${name.padEnd(26)}${size}${apart}${limit.toExponential(0).padStart(8)}${verdict}`);
  }
  const [own = Number.NaN] = Array.from(ours.seconds ?? []);
  const [theirs = Number.NaN] = reference.seconds ?? [];
  console.log(`PCA of 60,000 × 784, k = 30: ${own.toFixed(2)} s; scikit-learn ${theirs.toFixed(2)} s`);
}

/** |a − b| / max(1, |b|), the greatest of all. @param {ArrayLike<number>} ours @param {number[]} expected */
function greatestDifference(ours, expected) {
  if (ours.length !== expected.length) return Number.POSITIVE_INFINITY;
  return expected.reduce((most, value, i) => {
    const difference = Math.abs((ours[i] ?? Number.NaN) - value) / Math.max(1, Math.abs(value));
    return difference <= most ? most : difference;
  }, 0);
}

async function installReferences() {
  if (existsSync(join(folder, 'complete'))) return;
  step('installing scikit-learn and PyTorch into bench/parity/.venv', '(once)');
  await mustRun('Making bench/parity/.venv', venvProgram('python'), ['-m', 'venv', folder]);
  const requirements = at('bench', 'parity', 'requirements.txt');
  await mustRun('Installing the references', python, ['-m', 'pip', 'install', '-q', '-r', requirements]);
  const mark = `open(${JSON.stringify(join(folder, 'complete'))}, 'w').close()`;
  await mustRun('Marking bench/parity/.venv', python, ['-c', mark]);
}
