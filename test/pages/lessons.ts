import { existsSync } from 'node:fs';
import path from 'node:path';
import { lessonFiles } from '../../scripts/lessons/execute.mjs';
import { executedLessons, isCurrent } from '../../scripts/publishing/executed.mjs';
import { build } from '../../scripts/setup/paths.mjs';

/**
 * The lessons that have been executed since they were last changed (in a whole run of the tests: all, since those of
 * the notebooks come before these), and lesson 05 in any case.
 */
export async function lessonsAtHand(): Promise<readonly { source: string; executed: string }[]> {
  const executed = lessonFiles()
    .map((source) => ({ source, executed: path.join(build, 'lessons', path.basename(source)) }))
    .filter((lesson) => existsSync(lesson.executed) && isCurrent(lesson.source, lesson.executed))
    .map(({ source }) => path.basename(source).slice(0, 2));
  return executedLessons([...new Set([...executed, '05'])].sort());
}
