// @ts-check
// Opens nbgrader's Formgrader, where written answers are read and marked.
import { spawn } from 'node:child_process';
import { venvProgram } from '../setup/paths.mjs';
import { step } from '../setup/report.mjs';
import { course } from './course.mjs';
import { jupyterEnvironment } from './nbgrader.mjs';

/** @typedef {{ flags: Record<string, string | true> }} Words */

/** Starts a Jupyter server on the course's folder, open on the Formgrader. @param {Words} words */
export async function marking({ flags }) {
  const args = ['-m', 'jupyter', 'server', '--ServerApp.ip=127.0.0.1', `--ServerApp.root_dir=${course()}`];
  args.push("--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}");
  args.push('--ServerApp.default_url=/formgrader', '--log-level=WARN');
  if (process.getuid?.() === 0) args.push('--allow-root');
  if (!flags['no-browser']) args.push('--ServerApp.open_browser=True');
  if (flags.port) args.push(`--port=${flags.port}`);
  step('opening the Formgrader', '(Ctrl-C twice ends it)');
  process.exitCode = await serve(args);
}

/** @param {string[]} args @returns {Promise<number>} the server's exit code */
function serve(args) {
  const env = jupyterEnvironment();
  const child = spawn(venvProgram('python'), args, { cwd: course(), env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0)));
}
