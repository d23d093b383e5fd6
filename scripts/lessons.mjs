// @ts-check
// npm run lessons [-- NN …]: executes the lessons in fresh kernels; prints time, memory and each number reached.
import path from 'node:path';
import { executeNotebook, lessonFiles, resultsIn } from './lessons/execute.mjs';
import { runMain, SetupError } from './setup/report.mjs';
import { setup } from './setup.mjs';

const usage = `npm run lessons -- [NN …]
  NN   numbers of lessons, such as 02 05; all without any`;

await runMain(usage, async () => {
  const wanted = process.argv.slice(2);
  const files = lessonFiles().filter(
    (file) => !wanted.length || wanted.some((n) => path.basename(file).startsWith(n)),
  );
  if (!files.length) throw noLesson(wanted);
  await setup();
  for (const file of files) if (!(await run(file))) process.exitCode = 1;
});

/** @param {string} file @returns {Promise<boolean>} whether it ran to its end */
async function run(file) {
  const name = path.basename(file, '.ipynb');
  const onCell = (/** @type {number} */ cell, /** @type {number} */ of) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${name}: cell ${cell} of ${of} `);
  };
  const { seconds, peakBytes, error, executed } = await executeNotebook(file, { onCell });
  console.log(
    `${process.stdout.isTTY ? '\r' : ''}${name}: ${seconds.toFixed(0)} s, ${(peakBytes / 1e6).toFixed(0)} MB`,
  );
  if (error) console.error(error);
  for (const { metric, unit, name: model, value, published } of resultsIn(executed)) {
    const beside = published === undefined ? '' : `   published ${published}`;
    console.log(`    ${metric} [${unit}]  ${model}: ${value.toPrecision(4)}${beside}`);
  }
  return error === null;
}

/** @param {string[]} wanted */
function noLesson(wanted) {
  return new SetupError({
    problem: 'No such lesson.',
    got: wanted.join(' '),
    expected: lessonFiles()
      .map((file) => path.basename(file))
      .join(', '),
    remedy: 'name lessons by their numbers, for example: npm run lessons -- 02 05',
  });
}
