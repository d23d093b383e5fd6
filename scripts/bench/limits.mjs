// @ts-check
// What this machine can do at best: the measure of how much of it training uses.
import { spawnSync } from 'node:child_process';
import { at } from '../setup/paths.mjs';
import { python } from './programs.mjs';

/** GFLOP/s of a large matrix product and GB/s of a large sum, float32, on all processors. @returns {import('./results.mjs').Limits} */
export function measureLimits() {
  const run = spawnSync(python(), [at('bench', 'limits.py')], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`bench: limits.py ended with ${run.status}:\n${run.stderr}`);
  return JSON.parse(run.stdout);
}
