import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A cell of a notebook, as nbformat 4 stores it. */
export interface Cell {
  id: string;
  cell_type: string;
  source: string | string[];
  metadata: { nbgrader?: { grade_id: string; points?: number | null; solution: boolean; grade: boolean } };
}

/** A notebook, as nbformat 4 stores it. */
export interface Notebook {
  cells: Cell[];
  metadata: { kernelspec: { name: string; language: string } };
}

/** Reads a notebook that this project or nbgrader wrote. */
export function readNotebook(file: string): Notebook {
  // Written by nbformat, which checks it.
  return JSON.parse(readFileSync(file, 'utf8')) as Notebook;
}

/** Writes a notebook, and the folders above it. */
export function writeNotebook(file: string, notebook: Notebook): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(notebook, null, 1));
}

/** A cell's text. */
export function textOf(cell: Cell): string {
  return [cell.source].flat().join('');
}

/** The cell of a notebook with this nbgrader id. Throws where there is none. */
export function cellOf(notebook: Notebook, id: string): Cell {
  const found = notebook.cells.find((cell) => cell.metadata.nbgrader?.grade_id === id);
  if (!found) throw new Error(`no cell "${id}" in this notebook`);
  return found;
}

/** Answers the solution cells named, and leaves the others as they were released. */
export function answered(released: Notebook, answers: Readonly<Record<string, string>>): Notebook {
  const notebook = structuredClone(released);
  for (const [id, answer] of Object.entries(answers)) cellOf(notebook, id).source = answer;
  return notebook;
}

/** The texts of all solution cells of the instructor's notebook. */
export function solutionsOf(source: Notebook): Record<string, string> {
  const solutions = source.cells.filter((cell) => cell.metadata.nbgrader?.solution);
  return Object.fromEntries(solutions.map((cell) => [cell.metadata.nbgrader?.grade_id ?? '', textOf(cell)]));
}
