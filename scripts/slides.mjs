// @ts-check
// npm run slides [-- NN …] [--fresh]: a reveal.js deck of each lesson in build/slides, complete without a network.
import path from 'node:path';
import { executedLessons, lessonWordsUsage, readLessonWords } from './publishing/executed.mjs';
import { runMain, step } from './setup/report.mjs';
import { setup } from './setup.mjs';
import { makeSlides, slidesFolder } from './slides/make.mjs';

await runMain(lessonWordsUsage('slides'), async () => {
  const { numbers, fresh } = readLessonWords(process.argv.slice(2));
  await setup();
  for (const { title, slides } of await makeSlides(await executedLessons(numbers, { fresh })))
    step(`${title}:`, `${slides} slides`);
  step('open', path.join(slidesFolder, 'index.html'));
});
