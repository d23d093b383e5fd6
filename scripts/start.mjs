// @ts-check
// npm start: set-up if needed, then JupyterLab on notebooks/.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { at, build, venvProgram } from './setup/paths.mjs';
import { readFlags, runMain, SetupError, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

const known = /** @type {const} */ ({
  'no-browser': 'flag',
  gpu: 'flag',
  folder: 'value',
  port: 'value',
  token: 'value',
});
const usage = `npm start -- [options]
  --no-browser   do not open a browser; the address is printed
  --gpu          install TensorFlow with CUDA and train on the GPU
  --folder D     open folder D, such as your own copy of notebooks/, instead of notebooks/
  --port N       JupyterLab's port (8888, or the next free one)
  --token T      JupyterLab's token (made at random by default)`;

await runMain(usage, async () => {
  const flags = readFlags(process.argv.slice(2), known);
  const folder = folderToOpen(flags.folder);
  await setup({ gpu: flags.gpu === true });
  step(`opening JupyterLab on ${path.relative(at(), folder)}/`, '(Ctrl-C twice ends it)');
  process.exitCode = await serve(folder, flags);
});

/** @param {string | true | undefined} given @returns {string} an absolute path */
function folderToOpen(given) {
  const folder = typeof given === 'string' ? path.resolve(given) : at('notebooks');
  if (existsSync(folder)) return folder;
  throw new SetupError({
    problem: 'There is no folder to open.',
    got: folder,
    expected: 'a folder of notebooks inside the project, where cells find its packages',
    remedy: 'make it, for example: cp -r notebooks mine',
  });
}

/**
 * @param {string} folder @param {Record<string, string | true>} flags
 * @returns {Promise<number>} JupyterLab's exit code
 */
function serve(folder, flags) {
  const args = ['lab', '--ServerApp.ip=127.0.0.1', `--ServerApp.root_dir=${folder}`, '--log-level=WARN'];
  args.push(`--LabApp.workspaces_dir=${workspacesOf(folder)}`);
  // So that a quiz's form finds the kernel of its notebook, and what is answered in it is kept.
  for (const app of ['LabApp', 'JupyterNotebookApp']) args.push(`--${app}.expose_app_in_browser=True`);
  if (existsSync(path.join(folder, 'START.md'))) args.push('--LabApp.default_url=/lab/tree/START.md');
  if (process.getuid?.() === 0) args.push('--allow-root');
  if (flags['no-browser']) args.push('--no-browser');
  if (flags.port) args.push(`--port=${flags.port}`);
  if (flags.token) args.push(`--IdentityProvider.token=${flags.token}`);
  // A reader's kernels train as the lesson says, whatever the shell has been told for the tests.
  const env = { ...process.env, CODEBOOK_QUICK: '' };
  const child = spawn(venvProgram('jupyter'), args, { stdio: 'inherit', cwd: folder, env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0)));
}

/** Where JupyterLab remembers which tabs were open: each folder has its own. @param {string} folder */
function workspacesOf(folder) {
  return path.join(build, 'workspaces', createHash('sha256').update(folder).digest('hex').slice(0, 12));
}
