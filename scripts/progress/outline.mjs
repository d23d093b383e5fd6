// @ts-check
// What there is to do in each lesson: its exercises' and its quiz's names, from the files that define them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
      exercises: exerciseFiles(number).flatMap(exerciseNames),
      ...(quiz === undefined ? {} : { quiz }),
    };
  });
}

/** The files of a lesson's exercises: its own, then those that it takes others from. @param {string} number */
function exerciseFiles(number) {
  const folder = at('notebooks', 'exercises');
  const others = readdirSync(folder).filter((file) => file.startsWith(`${number}-`) && file.endsWith('.ts'));
  return [`${number}.ts`, ...others.sort()]
    .map((file) => path.join(folder, file))
    .filter((file) => existsSync(file));
}

/** @param {string} file */
function exerciseNames(file) {
  return [...readFileSync(file, 'utf8').matchAll(/\bexercise\('([^']+)'/g)].map(([, name]) => name ?? '');
}

/** @param {string} file @returns {string | undefined} */
function quizName(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).name : undefined;
}
