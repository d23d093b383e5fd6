// @ts-check
// What there is to do in each lesson: its exercises' and its quiz's names, from the files that define them.
import { existsSync, readFileSync } from 'node:fs';
import { lessonFiles } from '../lessons/execute.mjs';
import { frontOf } from '../lessons/front.mjs';
import { at } from '../setup/paths.mjs';

/**
 * The outline of every lesson, as the library's `progressTable` takes it.
 * @returns {import('../../lib/dist/study/overview.js').LessonOutline[]}
 */
export function lessonOutlines() {
  return lessonFiles().map((file) => {
    const { number, title, readMinutes } = frontOf(file);
    const quiz = quizName(at('notebooks', 'quizzes', `${number}.json`));
    return {
      title: `${number} · ${title}`,
      minutes: readMinutes,
      exercises: exerciseNames(at('notebooks', 'exercises', `${number}.ts`)),
      ...(quiz === undefined ? {} : { quiz }),
    };
  });
}

/** @param {string} file */
function exerciseNames(file) {
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/\bexercise\('([^']+)'/g)].map(([, name]) => name ?? '');
}

/** @param {string} file @returns {string | undefined} */
function quizName(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).name : undefined;
}
