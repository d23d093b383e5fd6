// @ts-check
// npm run progress: prints what the learner has solved, from the learner's own file.
import { lessonOutlines } from './progress/outline.mjs';
import { triedLines } from './progress/table.mjs';
import { root } from './setup/paths.mjs';
import { readFlags, runMain, SetupError } from './setup/report.mjs';
import { setup } from './setup.mjs';

const usage = 'npm run progress: what you have solved. No options.';

await runMain(usage, async () => {
  readFlags(process.argv.slice(2), {});
  await setup();
  const { progressFile, readProgress } = await import('../lib/dist/study/progress.js');
  const { progressTable } = await import('../lib/dist/study/overview.js');
  const file = progressFile(root);
  const record = recordIn(file, readProgress);
  console.log(
    `${progressTable(record, lessonOutlines())}\n\n${triedLines(record).join('\n')}\n\nYour record: ${file}`,
  );
});

/**
 * @param {string} file
 * @param {(file: string) => import('../lib/dist/study/progress.js').LearningRecord} read
 */
function recordIn(file, read) {
  try {
    return read(file);
  } catch (error) {
    throw new SetupError({
      problem: 'Your record of progress cannot be read.',
      got: error instanceof Error ? error.message : String(error),
      expected: `a file as the lessons write it, ${file}`,
      remedy: 'move the file away: the next exercise begins a new one',
    });
  }
}
