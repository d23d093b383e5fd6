// @ts-check
// npm run bench: the engine against PyTorch and Keras, same models, same batches, in one run, taking turns.
import { existsSync } from 'node:fs';
import os from 'node:os';
import { readOptions, usage } from './bench/options.mjs';
import { matrixPeak } from './bench/peak.mjs';
import { startPeer } from './bench/peers.mjs';
import { report } from './bench/report.mjs';
import { mustRun } from './setup/command.mjs';
import { at, venvProgram } from './setup/paths.mjs';
import { runMain, SetupError, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

await runMain(usage, async () => {
  const { models, peers, examples: wanted, busy, ...times } = readOptions(process.argv.slice(2));
  await setup();
  await installPeers();
  if (!busy) await checkIdle();
  step(`matrix product, this machine's peak: ${(await matrixPeak()).toFixed(0)} GFLOP/s`);
  for (const model of models) {
    const examples = wanted ?? (model === 'G' ? 10_000 : 60_000);
    report(model, examples, await race(model, examples, peers, times));
  }
});

/**
 * All peers on one model: `starts` times a first epoch each (compilation included), the last time `rounds` epochs more,
 * in turns.
 * @param {string} model @param {number} examples @param {string[]} names @param {{ rounds: number, starts: number }} times
 */
async function race(model, examples, names, { rounds, starts }) {
  const results = names.map((name) => ({
    name,
    firsts: /** @type {number[]} */ ([]),
    epochs: /** @type {number[]} */ ([]),
    last: {},
  }));
  for (let start = 1; start <= starts; start++)
    await trainInTurns(model, examples, results, start < starts ? 0 : rounds);
  return results;
}

/**
 * @param {string} model @param {number} examples @param {import('./bench/report.mjs').Measured[]} results
 * @param {number} rounds
 */
async function trainInTurns(model, examples, results, rounds) {
  const racers = [];
  try {
    for (const { name } of results) racers.push(await startPeer(name, model, examples));
    for (let round = 0; round <= rounds; round++) {
      for (const [i, racer] of racers.entries()) {
        const { seconds, steps, ...rest } = await racer.epoch();
        const result = results[i];
        if (!result) continue;
        if (round === 0) result.firsts.push(seconds);
        else result.epochs.push((1000 * seconds) / steps);
        result.last = rest;
      }
    }
  } finally {
    await Promise.all(racers.map((racer) => racer.stop()));
  }
}

/** Python packages of the peers, once, into bench/.venv. */
async function installPeers() {
  const python = at('bench', '.venv', 'bin', 'python');
  if (existsSync(at('bench', '.venv', 'complete'))) return;
  step('installing PyTorch and Keras into bench/.venv', '(once)');
  await mustRun('Making bench/.venv', venvProgram('python'), ['-m', 'venv', at('bench', '.venv')]);
  await mustRun('Installing the peers', python, [
    '-m',
    'pip',
    'install',
    '-q',
    '-r',
    at('bench', 'requirements.txt'),
  ]);
  await mustRun('Marking bench/.venv', python, [
    '-c',
    `open(${JSON.stringify(at('bench', '.venv', 'complete'))}, 'w').close()`,
  ]);
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
