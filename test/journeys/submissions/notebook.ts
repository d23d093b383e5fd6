import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What nbgrader keeps of a cell. */
export interface Role {
  grade_id: string;
  points?: number | null;
  solution: boolean;
  grade: boolean;
  locked?: boolean;
  schema_version?: number;
}

/** A cell of a notebook, as nbformat 4 stores it. */
export interface Cell {
  id: string;
  cell_type: string;
  source: string | string[];
  metadata: { nbgrader?: Role; tags?: string[] };
  attachments?: Record<string, unknown>;
}

/** A notebook, as nbformat 4 stores it. */
export interface Notebook {
  cells: Cell[];
  metadata: { kernelspec: { name: string; language: string } };
  nbformat?: number;
  nbformat_minor?: number;
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

/** The text of an answer's cell on which another cell of the same name can be built. */
export type Answers = Readonly<Record<string, string>>;

/** A plain code cell of a student's own. */
export function ownCell(source: string, id: string): Cell {
  return Object.assign(
    { id, cell_type: 'code', source, metadata: {} },
    { outputs: [], execution_count: null },
  );
}

/** Puts a cell before (0) or behind (1) the cell of this name, or behind a number of cells (2, 3 …). Returns the notebook. */
export function withCell(notebook: Notebook, name: string, cell: Cell, place: number): Notebook {
  notebook.cells.splice(notebook.cells.indexOf(cellOf(notebook, name)) + place, 0, cell);
  return notebook;
}

/** The cells that nbgrader runs as tests. */
export function testsOf(notebook: Notebook): Cell[] {
  return notebook.cells.filter(({ metadata }) => metadata.nbgrader?.grade && !metadata.nbgrader.solution);
}

/** A copy of a cell as JupyterLab makes it: another id, the same metadata. */
export function copyOf(cell: Cell, source = textOf(cell)): Cell {
  return { ...structuredClone(cell), id: `${cell.id}-copy`, source };
}
