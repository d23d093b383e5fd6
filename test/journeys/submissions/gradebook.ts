import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { jupyterEnvironment } from '../../../scripts/assignments/nbgrader.mjs';
import { capture } from '../../../scripts/setup/command.mjs';
import { venvProgram } from '../../../scripts/setup/paths.mjs';

/** What nbgrader's database says of one student's submission. */
export interface Graded {
  readonly score: number;
  readonly penalty: number | null;
  readonly cells: Readonly<Record<string, { auto: number | null; manual: number | null; open: boolean }>>;
}

/** A mark given by hand. */
export interface Mark {
  readonly student: string;
  readonly cell: string;
  readonly points: number;
}

/** All grades of an assignment, by student, after giving a mark if there is one. */
export async function gradebook(
  course: string,
  assignment: string,
  mark?: Mark,
): Promise<Readonly<Record<string, Graded>>> {
  const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'gradebook.py');
  const words = mark ? [mark.student, mark.cell, String(mark.points)] : [];
  const args = [script, path.join(course, 'gradebook.db'), assignment, ...words];
  const { code, output } = await capture(venvProgram('python'), args, { env: jupyterEnvironment() });
  if (code !== 0) throw new Error(`gradebook.py failed: ${output}`);
  // Written by gradebook.py beside this file.
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, Graded>;
}
