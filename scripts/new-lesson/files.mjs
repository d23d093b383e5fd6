// @ts-check
// The files that a lesson is made of.
import path from 'node:path';
import { root } from '../setup/paths.mjs';

/**
 * A lesson's files by what they are.
 * @param {string} name such as 09_weight_decay
 * @param {string} [folder] the project
 */
export function filesOf(name, folder = root) {
  const number = name.slice(0, 2);
  return {
    notebook: path.join(folder, 'notebooks', `${name}.ipynb`),
    exercises: path.join(folder, 'notebooks', 'exercises', `${number}.ts`),
    quiz: path.join(folder, 'notebooks', 'quizzes', `${number}.json`),
    solution: path.join(folder, 'test', 'notebooks', 'solutions', `${number}.test.ts`),
    expectations: path.join(folder, 'test', 'notebooks', 'expectations', `${number}.json`),
  };
}
