// @ts-check
// The programs that npm run bench compares, each a process that trains an epoch when it is asked to.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { at } from '../setup/paths.mjs';

/** @type {Record<string, { program: () => string, script: string, mode: string }>} */
const peers = {
  codebook: { program: () => process.execPath, script: 'codebook-peer.mjs', mode: 'auto' },
  'torch eager': { program: python, script: 'torch_peer.py', mode: 'eager' },
  'torch fused': { program: python, script: 'torch_peer.py', mode: 'fused' },
  'torch compile': { program: python, script: 'torch_peer.py', mode: 'compile' },
  'keras default': { program: python, script: 'keras_peer.py', mode: 'default' },
  'keras jit': { program: python, script: 'keras_peer.py', mode: 'jit' },
};

/** Who takes part, Codebook first. */
export const peerNames = Object.keys(peers);

function python() {
  return at('bench', '.venv', 'bin', 'python');
}

/**
 * Starts a peer and waits until its model and data are made.
 * @param {string} name @param {string} model @param {number} examples
 */
export async function startPeer(name, model, examples) {
  const peer = peers[name];
  if (!peer) throw new Error(`bench: no peer "${name}", expected ${peerNames.join(', ')}`);
  const child = spawn(peer.program(), [at('bench', peer.script), model, String(examples), peer.mode], {
    cwd: at('bench'),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-3000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`bench: ${name} ended on model ${model}:\n${complaint}`);
    return JSON.parse(value);
  };
  await next();
  return {
    name,
    /** One epoch. @returns {Promise<{ seconds: number, steps: number, loss: number }>} */
    epoch: () => {
      child.stdin.write('epoch\n');
      return next();
    },
    /** Ends it, and waits for that. */
    stop: () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin.end();
      return new Promise((resolve) => child.once('close', resolve));
    },
  };
}
