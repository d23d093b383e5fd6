import path from 'node:path';
import { executedFolder, executeNotebook, lessonFiles } from '../../scripts/lessons/execute.mjs';
import { isCurrent } from '../../scripts/publishing/executed.mjs';

type Lesson = { readonly source: string; readonly executed: string };

/**
 * The lessons that have been executed, in full or quickly, since they were last changed (in a whole run of the tests: all,
 * since those of the notebooks come before these), and lesson 05 in any case. Pages and decks are the same for both; only
 * the numbers differ.
 */
export async function lessonsAtHand(): Promise<readonly Lesson[]> {
  const lessons: Lesson[] = [];
  for (const source of lessonFiles()) {
    const executed = Object.values(executedFolder)
      .map((folder) => path.join(folder, path.basename(source)))
      .find((file) => isCurrent(source, file));
    if (executed) lessons.push({ source, executed });
    else if (path.basename(source).startsWith('05')) lessons.push(await runThrough(source));
  }
  return lessons;
}

async function runThrough(source: string): Promise<Lesson> {
  const { executed, error } = await executeNotebook(source, { quick: true });
  if (error) throw new Error(`${path.basename(source)} did not run to its end: ${error}`);
  return { source, executed };
}
