// @ts-check
// npm start: set-up if needed, then JupyterLab on notebooks/.
import { spawn } from 'node:child_process';
import { at, venvProgram } from './setup/paths.mjs';
import { readFlags, runMain, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

const known = /** @type {const} */ ({
  'no-browser': 'flag',
  gpu: 'flag',
  port: 'value',
  token: 'value',
  help: 'flag',
});
const help = `npm start -- [options]
  --no-browser   do not open a browser; the address is printed
  --gpu          install TensorFlow with CUDA and train on the GPU
  --port N       JupyterLab's port (8888, or the next free one)
  --token T      JupyterLab's token (made at random by default)`;

await runMain(async () => {
  const flags = readFlags(process.argv.slice(2), known);
  if (flags.help) return console.log(help);
  await setup({ gpu: flags.gpu === true });
  step('opening JupyterLab on notebooks/', '(Ctrl-C twice ends it)');
  process.exitCode = await serve(flags);
});

/** @param {Record<string, string | true>} flags @returns {Promise<number>} JupyterLab's exit code */
function serve(flags) {
  const args = ['lab', '--ServerApp.ip=127.0.0.1', `--ServerApp.root_dir=${at('notebooks')}`];
  args.push('--LabApp.default_url=/lab/tree/START.md', '--log-level=WARN');
  if (process.getuid?.() === 0) args.push('--allow-root');
  if (flags['no-browser']) args.push('--no-browser');
  if (flags.port) args.push(`--port=${flags.port}`);
  if (flags.token) args.push(`--IdentityProvider.token=${flags.token}`);
  const child = spawn(venvProgram('jupyter'), args, { stdio: 'inherit', cwd: at('notebooks') });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0)));
}
