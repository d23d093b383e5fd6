// @ts-check
// Runs other programs, and tells a missing network and a full disk from other failures.
import { spawn } from 'node:child_process';
import { root } from './paths.mjs';
import { SetupError } from './report.mjs';

const offline =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|dns error|Connection refused|NewConnectionError|Failed to fetch|error sending request/i;
const noSpace = /ENOSPC|No space left on device|os error 28/i;

/**
 * Runs a program to its end and gathers what it printed.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>} code -1 where the program could not be started
 */
export function capture(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const gather = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.on('error', (error) => resolve({ code: -1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a program that must succeed; its output is shown only where it fails.
 * @param {string} what the step, for the error
 * @param {string} program
 * @param {string[]} args
 */
export async function mustRun(what, program, args) {
  const { code, output } = await capture(program, args);
  if (code === 0) return output;
  throw explain(what, `${program} ${args.join(' ')}`, code, output);
}

/** The first and last lines of an output, without npm's empty ones. @param {string} output */
function worthReading(output) {
  const lines = output.split('\n').filter((line) => !/^(npm (error|warn))?\s*$/.test(line));
  return lines.length <= 16 ? lines : [...lines.slice(0, 8), '…', ...lines.slice(-7)];
}

/** @param {string} what @param {string} command @param {number} code @param {string} output */
function explain(what, command, code, output) {
  const tail = worthReading(output).join('\n    ');
  if (noSpace.test(output)) return diskFull(what);
  if (offline.test(output)) {
    return new SetupError({
      problem: `${what}: a package could not be downloaded.`,
      got: `no connection to the package registry\n    ${tail}`,
      expected: 'a network for the first set-up (afterwards none is needed)',
      remedy:
        'connect (or set your proxy: HTTPS_PROXY, npm config, PIP_INDEX_URL) and run the same command again',
    });
  }
  return new SetupError({
    problem: `${what} did not succeed.`,
    got: `exit code ${code} from: ${command}\n    ${tail}`,
    expected: 'exit code 0',
    remedy: 'read the lines above; npm run clean and the same command again start afresh',
  });
}

/** @param {string} what @param {string} [got] */
export function diskFull(what, got = 'no space left on this disk') {
  return new SetupError({
    problem: `${what}: the disk is full.`,
    got,
    expected: 'about 4 GB free for the first set-up',
    remedy: 'free some space and run the same command again; what is complete is kept',
  });
}
