// @ts-check
// npm run book [-- NN …] [--fresh]: the lessons as linked pages with search in build/book, complete without a network.
import path from 'node:path';
import { bookFolder, makeBook } from './book/make.mjs';
import { executedLessons, lessonWordsUsage, readLessonWords } from './publishing/executed.mjs';
import { runMain, step } from './setup/report.mjs';
import { setup } from './setup.mjs';

await runMain(lessonWordsUsage('book'), async () => {
  const { numbers, fresh } = readLessonWords(process.argv.slice(2));
  await setup();
  const pages = await makeBook(await executedLessons(numbers, { fresh }));
  step(`${pages.length} pages; open`, path.join(bookFolder, 'index.html'));
});
