// @ts-check
// npm test: set-up if needed, then every test. Words after `--` go to mocha.
import { spawn } from 'node:child_process';
import { mustRun } from './setup/command.mjs';
import { at, root, venvProgram } from './setup/paths.mjs';
import { runMain, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

const usage = `npm test -- [WORDS …]
  WORDS   for mocha: test files, --grep …; all tests without any`;

await runMain(usage, async () => {
  await setup();
  step('checking types of the tests');
  const tsc = at('node_modules', 'typescript', 'bin', 'tsc');
  await mustRun('Type-checking the tests', process.execPath, [tsc, '-p', 'test']);
  step('linting');
  await mustRun('Linting', at('node_modules', '.bin', 'biome'), ['check', '.', '--error-on-warnings']);
  const words = process.argv.slice(2);
  process.exitCode = await mocha(words.length ? words : ['test/**/*.test.ts']);
});

/** @param {string[]} args @returns {Promise<number>} mocha's exit code */
function mocha(args) {
  const program = at('node_modules', 'mocha', 'bin', 'mocha.js');
  const env = { ...process.env, PATH: `${venvProgram('')}:${process.env.PATH}` };
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit', env });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
