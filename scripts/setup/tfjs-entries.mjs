// @ts-check
// Gives tfjs's packages an entry that Node reads in a millisecond. `import '@tensorflow/tfjs'` makes Node search 6 MB of
// CommonJS for the names they export, in JavaScript, and compile them: 340 ms. The entry lists the names, and loads the
// same file with the code that V8 compiled in an earlier process.
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { mustRun } from './command.mjs';
import { isDenied, whose } from './ownership.mjs';
import { at } from './paths.mjs';
import { step } from './report.mjs';

const packages = ['-core', '-layers', '-converter', '-data', '-backend-cpu', '-backend-webgl', ''];
const entry = 'dist/codebook-entry.cjs';
const loader = at('scripts', 'setup', 'tfjs-entry', 'load.cjs');

/** Writes the entries where they are missing or older than this version of them, and compiles what they load. */
export async function ensureTfjsEntries(modules = at('node_modules')) {
  const folders = packages.map((name) => path.join(modules, '@tensorflow', `tfjs${name}`));
  const wanted = folders.filter((folder) => existsSync(folder) && !isWritten(folder));
  if (wanted.length === 0) return;
  try {
    for (const folder of wanted) writeEntry(folder);
  } catch (error) {
    if (!isDenied(error)) throw error;
    return step('tfjs starts 0.3 s slower than it could', `(${whose(modules)})`);
  }
  const load = `${JSON.stringify(wanted)}.forEach((folder) => require(folder))`;
  await mustRun('Compiling tfjs', process.execPath, ['--eval', load]);
}

/** @param {string} folder */
function isWritten(folder) {
  const copy = path.join(folder, 'dist', 'codebook-load.cjs');
  return manifestOf(folder).main === entry && existsSync(copy) && sameText(copy, loader);
}

/** @param {string} one @param {string} other */
const sameText = (one, other) => readFileSync(one, 'utf8') === readFileSync(other, 'utf8');

/** The package's own main file stays; `codebookMain` remembers it. @param {string} folder */
function writeEntry(folder) {
  const manifest = manifestOf(folder);
  const main = manifest.codebookMain ?? manifest.main;
  const file = path.resolve(folder, main);
  const names = Object.keys(createRequire(file)(file));
  copyFileSync(loader, path.join(folder, 'dist', 'codebook-load.cjs'));
  writeFileSync(path.join(folder, entry), entryText(path.basename(file), names));
  // The manifest last, and whole: a set-up that is ended before this has changed nothing.
  const draft = path.join(folder, 'package.json.codebook');
  writeFileSync(draft, `${JSON.stringify({ ...manifest, main: entry, codebookMain: main }, undefined, 2)}\n`);
  renameSync(draft, path.join(folder, 'package.json'));
}

/** The last line is never run: Node reads the names there. @param {string} file @param {string[]} names */
function entryText(file, names) {
  return [
    `// Written by Codebook's set-up (scripts/setup/tfjs-entries.mjs).`,
    `'use strict';`,
    `const load = require('./codebook-load.cjs');`,
    `module.exports = load(require.resolve('./${file}'));`,
    `0 && (module.exports = { ${names.join(', ')} });`,
    '',
  ].join('\n');
}

/** @param {string} folder @returns {{ main: string, codebookMain?: string }} */
function manifestOf(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}
