import { readFileSync } from 'node:fs';

/** An output of a cell, as nbformat 4 stores it. */
export interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/** All outputs of an executed notebook, in order. */
export function outputsOf(executed: string): readonly Output[] {
  // The file was written by nbformat, which validates it.
  const book = JSON.parse(readFileSync(executed, 'utf8')) as { cells: { outputs?: Output[] }[] };
  return book.cells.flatMap((cell) => cell.outputs ?? []);
}
