// Measures Codebook's kernel beside tslab, Deno and ipykernel, over the same client and in one run:
// npm run bench:kernel [-- codebook ipykernel …]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelCommand } from '@codebook/kernel';
import { TestKernel } from '../test/kernel/client.ts';
import { readWords } from './setup/report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const peers = join(root, 'build', 'kernel-peers');
const versions = { tslab: '1.0.22', deno: '2.9.6' };
const cells = 200;
const completions = 50;

const javascript = {
  first: '1 + 1',
  cell: (i) => `const x${i} = ${i === 0 ? 0 : `x${i - 1} + 1`}; x${i} * 2`,
  complete: 'Math.sq',
};
const kernels = {
  codebook: { argv: kernelCommand, language: javascript },
  'codebook, tfjs imported': {
    argv: kernelCommand,
    language: { ...javascript, first: "import * as tf from '@tensorflow/tfjs'; 2" },
  },
  tslab: {
    argv: [
      'node',
      join(peers, 'node_modules', 'tslab', 'bin', 'tslab'),
      'kernel',
      '--config-path',
      '{connection_file}',
    ],
    language: javascript,
  },
  deno: { argv: ['deno', 'jupyter', '--kernel', '--conn', '{connection_file}'], language: javascript },
  ipykernel: {
    argv: [join(root, '.venv', 'bin', 'python'), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
    language: {
      first: '1 + 1',
      cell: (i) => `x${i} = ${i === 0 ? 0 : `x${i - 1} + 1`}; x${i} * 2`,
      complete: 'str.isal',
    },
  },
};

const asked = readWords(process.argv.slice(2), {}).words;
const unknown = asked.find((name) => !(name in kernels));
if (unknown)
  throw new Error(`bench:kernel: no kernel "${unknown}"; there are ${Object.keys(kernels).join(', ')}`);
const names = asked.length > 0 ? asked : Object.keys(kernels);
installPeers(names);
const rows = {};
for (const name of names) rows[name] = await measure(name, kernels[name]);
report(rows);

/** Installs the other TypeScript kernels under build/, without install scripts. */
function installPeers(wanted) {
  const missing = Object.entries(versions).filter(
    ([name]) => wanted.includes(name) && !existsSync(join(peers, 'node_modules', name)),
  );
  if (missing.length === 0) return;
  mkdirSync(peers, { recursive: true });
  writeFileSync(join(peers, 'package.json'), '{ "private": true }\n');
  const packages = missing.map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], {
    cwd: peers,
    stdio: 'inherit',
  });
}

/** One kernel: times in ms, memory in MB. */
async function measure(name, { argv, language }) {
  console.log(`${name} …`);
  const began = performance.now();
  const command = argv[0] === 'deno' ? [denoProgram(), ...argv.slice(1)] : argv;
  const kernel = await TestKernel.start({ argv: command, cwd: join(root, 'notebooks') });
  try {
    await run(kernel, language.first);
    const first = performance.now() - began;
    const times = [];
    for (let i = 0; i < cells; i++) times.push(await timed(() => run(kernel, language.cell(i))));
    const complete = [];
    for (let i = 0; i < completions; i++) {
      const request = { code: language.complete, cursor_pos: language.complete.length };
      complete.push(
        await timed(async () => kernel.reply(await kernel.send('shell', 'complete_request', request))),
      );
    }
    return {
      first,
      median: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      completion: quantile(complete, 0.5),
      memory: memory(kernel.process.pid),
    };
  } finally {
    await kernel.stop();
  }
}

/** Deno's own program, without the Node script in front of it. */
function denoProgram() {
  const platforms = join(peers, 'node_modules', '@deno');
  return join(platforms, readdirSync(platforms)[0], 'deno');
}

async function run(kernel, code) {
  const reply = await kernel.reply(await kernel.begin(code), 60_000); // not idle: tslab loses it now and then
  if (reply.content.status !== 'ok') throw new Error(`bench:kernel: ${code}: ${reply.content.evalue}`);
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** Resident memory of a process and everything it started, in MB (Linux). */
function memory(pid) {
  const status = (id) => readFileSync(`/proc/${id}/status`, 'utf8');
  const field = (text, key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(text)?.[1] ?? 0);
  const children = readdirSync('/proc').filter(
    (id) => /^\d+$/.test(id) && existsSync(`/proc/${id}/status`) && field(status(id), 'PPid') === pid,
  );
  return field(status(pid), 'VmRSS') / 1024 + children.reduce((sum, id) => sum + memory(Number(id)), 0);
}

function report(results) {
  const columns = {
    first: 'first result',
    median: 'cell median',
    p95: 'cell p95',
    completion: 'completion',
    memory: 'memory MB',
  };
  const line = (name, values) =>
    console.log(name.padEnd(26) + values.map((value) => value.padStart(14)).join(''));
  line('ms', Object.values(columns));
  for (const [name, row] of Object.entries(results))
    line(
      name,
      Object.keys(columns).map((key) => row[key].toFixed(1)),
    );
  const { codebook } = results;
  if (!codebook) return;
  console.log('\nCodebook divided by each:');
  for (const [name, row] of Object.entries(results)) {
    if (name !== 'codebook')
      line(
        name,
        Object.keys(columns).map((key) => (codebook[key] / row[key]).toFixed(2)),
      );
  }
}
