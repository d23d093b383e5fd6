// @ts-check
// npm run bench: fit against PyTorch, Keras and JAX, same models, first weights, batches and examples, in one run, taking turns.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { measureLimits } from './bench/limits.mjs';
import { modelOf } from './bench/models.mjs';
import { readOptions, usage } from './bench/options.mjs';
import { python } from './bench/programs.mjs';
import { race } from './bench/race.mjs';
import { report } from './bench/report.mjs';
import { addRun, readResults } from './bench/results.mjs';
import { tables } from './bench/table.mjs';
import { mustRun } from './setup/command.mjs';
import { at, venvProgram } from './setup/paths.mjs';
import { runMain, SetupError, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

await runMain(usage, async () => {
  const { table, ...options } = readOptions(process.argv.slice(2));
  if (table) console.log(tables(readResults(table)));
  else await measure(options);
});

/** @param {Omit<ReturnType<typeof readOptions>, 'table'>} options */
async function measure({ models, peers, examples, json, busy, ...times }) {
  if (json && existsSync(json)) readResults(json);
  await setup();
  await installPeers();
  if (!busy) await checkIdle();
  const limits = measureLimits();
  step(`limits: ${limits.gigaflops.toFixed(0)} GFLOP/s, ${limits.gigabytes.toFixed(1)} GB/s`);
  for (const model of models) {
    const { batch, examples: usual } = modelOf(model);
    const wanted = examples ?? usual;
    const run = await race(model, wanted - (wanted % batch), peers, times);
    report(run);
    if (json) addRun(json, run, limits);
  }
}

/** Python packages of the peers, into bench/.venv; again where the list of them is another one. */
async function installPeers() {
  const list = at('bench', 'requirements.txt');
  const done = at('bench', '.venv', 'complete');
  const wanted = readFileSync(list, 'utf8');
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return;
  step('installing PyTorch, Keras and JAX into bench/.venv', '(once)');
  await mustRun('Making bench/.venv', venvProgram('python'), ['-m', 'venv', at('bench', '.venv')]);
  await mustRun('Installing the peers', python(), ['-m', 'pip', 'install', '-q', '-r', list]);
  writeFileSync(done, wanted);
}

/** Throws where other programs keep the machine busy: ratios would still hold, but spread. */
async function checkIdle() {
  const before = os.cpus().map(({ times }) => times);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const used = os.cpus().map(({ times }, i) => {
    const was = before[i] ?? times;
    const [idle, all] = [times.idle - was.idle, sum(times) - sum(was)];
    return 1 - idle / all;
  });
  const share = used.reduce((total, value) => total + value, 0) / used.length;
  if (share < 0.15) return;
  throw new SetupError({
    problem: 'The machine is busy.',
    got: `${(100 * share).toFixed(0)} % of the processors in use by other programs`,
    expected: 'below 15 %',
    remedy: 'close them and run again, or add -- --busy and read the spread',
  });
}

/** @param {Record<string, number>} times */
function sum(times) {
  return Object.values(times).reduce((total, value) => total + value, 0);
}
