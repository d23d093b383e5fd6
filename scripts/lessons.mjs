// @ts-check
// npm run lessons [-- NN …]: executes the lessons in fresh kernels; prints time, memory and each number reached.
import path from 'node:path';
import { executeNotebook, lessonFiles, resultsIn } from './lessons/execute.mjs';
import { expectationsOf, missingRows, outside } from './lessons/expectations.mjs';
import { entryOf, hashOfSources, isRecorded, numberOf, record } from './lessons/ledger.mjs';
import { at } from './setup/paths.mjs';
import { readWords, runMain, SetupError, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

const usage = `npm run lessons -- [NN …] [--changed] [--renew | --quick]
  NN          numbers of lessons, such as 02 05; all without any
  --changed   only those whose code is not that of their entry in the ledger
  --renew     write what each lesson reached into the ledger, which npm test compares with the lessons' sources
  --quick     run every cell, but train a few steps only: shows in seconds whether all cells run, and no number`;

await runMain(usage, async () => {
  const { words, flags } = readWords(process.argv.slice(2), {
    changed: 'flag',
    renew: 'flag',
    quick: 'flag',
  });
  if (flags.renew && flags.quick) throw quickAndRenew();
  const files = chosen(words).filter((file) => !flags.changed || !isRecorded(file));
  if (files.length === 0) step('no lesson has changed since its entry in the ledger');
  await setup();
  for (const file of files) if (!(await run(file, flags))) process.exitCode = 1;
});

/**
 * Runs a lesson and says what it took, what it reached and what is wrong with it.
 * @param {string} file
 * @param {{ renew?: unknown, quick?: unknown }} flags
 * @returns {Promise<boolean>} whether all is well
 */
async function run(file, { renew, quick }) {
  const number = numberOf(file);
  // Before the run: a file may be changed meanwhile, and one that is missing is better said at once.
  const [sources, expected] = [hashOfSources(file), expectationsOf(number)];
  const ran = await executeNotebook(file, { onCell: tellCell(file), quick: quick === true });
  const megabytes = ran.peakBytes / 1e6;
  tellRun(file, ran, megabytes);
  const reached = resultsIn(ran.executed);
  if (!quick) reached.forEach(print);
  const wrong = ran.error ? [ran.error] : (quick ? missingRows : outside)(expected, reached);
  for (const complaint of wrong) console.error(`✗ ${path.basename(file)}: ${complaint}`);
  if (wrong.length > 0) return false;
  if (renew) step('renewed', path.relative(at(), record(file, { ...ran, sources, megabytes, reached })));
  else if (!quick && entryOf(number)?.sources !== sources) tellToRenew(file);
  return true;
}

/** @param {string} file @returns {(cell: number, of: number) => void} shows how far a run is, in a terminal */
function tellCell(file) {
  const name = path.basename(file, '.ipynb');
  return (cell, of) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${name}: cell ${cell} of ${of} `);
  };
}

/** @param {string} file @param {{ seconds: number, cpuSeconds: number }} run @param {number} megabytes */
function tellRun(file, { seconds, cpuSeconds }, megabytes) {
  const start = process.stdout.isTTY ? '\r' : '';
  const took = `${seconds.toFixed(0)} s (${cpuSeconds.toFixed(0)} s of work), ${megabytes.toFixed(0)} MB`;
  console.log(`${start}${path.basename(file, '.ipynb')}: ${took}`);
}

/** @param {ReturnType<typeof resultsIn>[number]} row */
function print({ metric, unit, name, value, published }) {
  const beside = published === undefined ? '' : `   published ${published}`;
  console.log(`    ${metric} [${unit}]  ${name}: ${value.toPrecision(4)}${beside}`);
}

/** @param {string} file */
function tellToRenew(file) {
  step(
    'its code is not the ledger’s; npm test will ask for:',
    `npm run lessons -- --renew ${numberOf(file)}`,
  );
}

/** @param {string[]} wanted @returns {string[]} the notebooks */
function chosen(wanted) {
  const known = lessonFiles();
  const unknown = wanted.filter((number) => !known.some((file) => numberOf(file) === number));
  if (unknown.length === 0)
    return wanted.length ? known.filter((file) => wanted.includes(numberOf(file))) : known;
  throw new SetupError({
    problem: 'No such lesson.',
    got: unknown.join(' '),
    expected: known.map((file) => path.basename(file)).join(', '),
    remedy: 'name lessons by their numbers, for example: npm run lessons -- 02 05',
  });
}

function quickAndRenew() {
  return new SetupError({
    problem: 'A quick run cannot renew the ledger.',
    got: '--quick and --renew',
    expected: 'one of them: a quick run reaches no number that means anything',
    remedy: 'leave --quick out',
  });
}
