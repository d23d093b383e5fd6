// @ts-check
// The script of a quiz's form: lib/src/study/quiz-page.ts and all that it imports, as one text for the browser.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { at } from '../setup/paths.mjs';

const study = at('lib', 'src', 'study');

/** The file that holds the script. It is committed, so that `tsc` alone builds the library. */
export const scriptFile = at('lib', 'src', 'study', 'quiz-script.ts');

/** The file's text as its sources would have it now. */
export async function makeQuizScript() {
  const entry = "import { setQuizForms } from './quiz-page.js';\nsetQuizForms(document);";
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: study, loader: 'ts', sourcefile: 'entry.ts' },
    absWorkingDir: study,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2021',
    charset: 'utf8',
    logLevel: 'silent', // its errors are thrown
  });
  const text = outputFiles.map((file) => file.text).join('');
  const escaped = text.trimEnd().replaceAll(/[\\`]|\$\{/g, '\\$&');
  return (
    '/** The script of a quiz: quiz-page.ts and what it imports. `npm run build` makes it; change those files, not this one. */\n' +
    `export const quizScript: string = \`${escaped}\`;\n`
  );
}

/** Writes the file where it is not what its sources would have it. */
export async function writeQuizScript() {
  const text = await makeQuizScript();
  if (text !== readOrEmpty(scriptFile)) writeFileSync(scriptFile, text);
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
