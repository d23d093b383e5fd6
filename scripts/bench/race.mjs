// @ts-check
// All programs on one model, in turns: first epochs of fresh processes, then rounds.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../setup/paths.mjs';
import { modelOf } from './models.mjs';
import { ours, rivals, startProgram } from './programs.mjs';

/**
 * What was measured of a program; at the same place of all lists of a run stands the same turn, null where the program had none.
 * @typedef {{ name: string, firsts: (number | null)[], rounds: (number | null)[], loss?: number, chosen?: string, peakBytes?: number }} Measured
 *   firsts in seconds, rounds in milliseconds a step, loss the mean of the last round
 * @typedef {{ model: string, examples: number, steps: number, date: string, programs: Measured[] }} Run
 */

/** A program whose first epoch takes so many times the best rival's is started once only: it takes minutes, and wins none. */
const outOfReach = 2;

/**
 * Each program starts anew `starts` times for a first epoch; those of the first start go on for `rounds` epochs.
 * @param {string} model @param {number} examples a multiple of the batch
 * @param {string[]} names @param {{ rounds: number, starts: number }} times @returns {Promise<Run>}
 */
export async function race(model, examples, names, { rounds, starts }) {
  const folder = mkdtempSync(join(tmpdir(), 'codebook-bench-'));
  const steps = examples / modelOf(model).batch;
  const programs = names.map((name) => /** @type {Measured} */ ({ name, firsts: [], rounds: [] }));
  const run = { model, examples, steps, date: new Date().toISOString().slice(0, 16), programs };
  try {
    prepare(model, examples, folder);
    await trainInTurns(run, programs, folder, rounds);
    for (let start = 1; start < starts; start++) await trainInTurns(run, contenders(programs), folder, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return run;
}

/** The programs whose first epochs are near the best rival's. @param {Measured[]} programs */
export function contenders(programs) {
  const first = (/** @type {Measured} */ { firsts }) => firsts[0] ?? Number.POSITIVE_INFINITY;
  const best = Math.min(...programs.filter(({ name }) => rivals.includes(name)).map(first));
  return programs.filter((program) => program.name === ours || first(program) <= outOfReach * best);
}

/**
 * A first epoch of each, then rounds. The time of fit is taken from the call to the return of a fit of one epoch; the fit of
 * the rounds is another one, whose first epoch is no round.
 * @param {Run} run @param {Measured[]} running @param {string} folder @param {number} rounds
 */
async function trainInTurns(run, running, folder, rounds) {
  const names = running.map(({ name }) => name);
  const start = (/** @type {string} */ name, /** @type {number} */ epochs) =>
    startProgram(name, run.model, folder, epochs);
  const single = rounds > 0 && names.includes(ours) ? await start(ours, 1) : undefined;
  const racers = await Promise.all(names.map((name) => start(name, 1 + rounds)));
  const turn = async (/** @type {import('./programs.mjs').Program} */ racer) => {
    const { seconds, ...rest } = await racer.epoch();
    const measured = run.programs.find(({ name }) => name === racer.name);
    // The loss after the last round stays where a later start trains one epoch only.
    if (measured && (rounds > 0 || !measured.rounds.length)) Object.assign(measured, rest);
    return seconds;
  };
  try {
    const firsts = new Map();
    if (single) firsts.set(ours, await turn(single));
    await single?.stop();
    for (const racer of racers) {
      const seconds = await turn(racer);
      if (!firsts.has(racer.name)) firsts.set(racer.name, seconds);
    }
    for (const { name, firsts: all } of run.programs) all.push(firsts.get(name) ?? null);
    for (let round = 0; round < rounds; round++)
      for (const [i, racer] of racers.entries())
        running[i]?.rounds.push((1000 * (await turn(racer))) / run.steps);
  } finally {
    await Promise.all([single, ...racers].map((racer) => racer?.stop()));
  }
}

/** @param {string} model @param {number} examples @param {string} folder */
function prepare(model, examples, folder) {
  const words = [at('bench', 'prepare.mjs'), model, String(examples), String(modelOf(model).batch), folder];
  const { status } = spawnSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`bench: prepare.mjs ended with ${status}`);
}
