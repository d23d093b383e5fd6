// @ts-check
// npm run new-lesson -- NN_topic: makes the files of a new lesson, with the contract's skeleton.
import path from 'node:path';
import { renewContents } from './lessons/start-page.mjs';
import { makeLesson } from './new-lesson/make.mjs';
import { unwritten } from './new-lesson/unwritten.mjs';
import { root } from './setup/paths.mjs';
import { readWords, runMain, SetupError, step } from './setup/report.mjs';

const usage = `npm run new-lesson -- NN_topic
  NN_topic   the lesson's number and its topic, such as 09_weight_decay`;

await runMain(usage, async () => {
  const { words } = readWords(process.argv.slice(2), {});
  if (words.length > 1) throw severalNames(words);
  const name = words[0] ?? '';
  for (const file of makeLesson(name)) step('made', path.relative(root, file));
  step('renewed', path.relative(root, renewContents()));
  const number = name.slice(0, 2);
  console.log(`
It runs as it is. What is to be written, ${unwritten(name).length} places, carries a ✎. Then:

    npm run lessons -- --quick ${number}    does every cell run?
    npm run lessons -- ${number}            which numbers does it reach?
    npm run lessons -- --renew ${number}    writes them into the ledger, where they are as expected
    npm run contents                the start page, when title, question or minutes have changed
    npx mocha test/notebooks/{contract,ledger,links,quizzes,start}.test.ts test/notebooks/solutions/${number}.test.ts
`);
});

/** @param {string[]} words */
function severalNames(words) {
  return new SetupError({
    problem: 'One lesson at a time.',
    got: words.join(' '),
    expected: 'one name, such as 09_weight_decay',
    remedy: 'write _ between the words of the topic',
  });
}
