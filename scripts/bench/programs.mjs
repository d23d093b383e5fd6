// @ts-check
// The programs that npm run bench compares, each a process that trains an epoch when it is asked to.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { at } from '../setup/paths.mjs';

/** fit of the library: whose times are asked for. */
export const ours = 'codebook';
/** The engine's loop, without what fit does around it. */
export const engineLoop = 'engine loop';
export const jax = 'jax';
/** The five programs whose best the ratio is to. */
export const rivals = ['torch eager', 'torch fused', 'torch compile', 'keras default', 'keras jit'];

/** @type {Record<string, { program: () => string, script: string, mode: string }>} */
const programs = {
  [ours]: { program: node, script: 'fit.mjs', mode: 'auto' },
  [engineLoop]: { program: node, script: 'loop.mjs', mode: 'auto' },
  'torch eager': { program: python, script: 'torch_program.py', mode: 'eager' },
  'torch fused': { program: python, script: 'torch_program.py', mode: 'fused' },
  'torch compile': { program: python, script: 'torch_program.py', mode: 'compile' },
  'torch loader': { program: python, script: 'torch_program.py', mode: 'loader' },
  'keras default': { program: python, script: 'keras_program.py', mode: 'default' },
  'keras jit': { program: python, script: 'keras_program.py', mode: 'jit' },
  [jax]: { program: python, script: 'jax_program.py', mode: 'scan' },
};

/** Who takes part, ours first. */
export const programNames = Object.keys(programs);

function node() {
  return process.execPath;
}

/** The Python that has the peers. */
export function python() {
  return at('bench', '.venv', 'bin', 'python');
}

/** @typedef {{ seconds: number, loss: number, peakBytes: number, chosen?: string }} Told */
/** @typedef {{ name: string, epoch: () => Promise<Told>, stop: () => Promise<void> }} Program */

/**
 * Starts a program and waits until its model and data are made.
 * @param {string} name @param {string} model @param {string} folder what bench/prepare.mjs wrote
 * @param {number} epochs how many it will be asked for @returns {Promise<Program>}
 */
export async function startProgram(name, model, folder, epochs) {
  const known = programs[name];
  if (!known) throw new RangeError(`bench: no program "${name}", expected ${programNames.join(', ')}`);
  const words = [at('bench', known.script), model, folder, known.mode, String(epochs)];
  const child = spawn(known.program(), words, { cwd: at('bench'), stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-3000);
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`bench: ${name} ended on model ${model}:\n${complaint}`);
    return JSON.parse(value);
  };
  await next();
  return {
    name,
    epoch: () => {
      child.stdin.write('epoch\n');
      return next();
    },
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
