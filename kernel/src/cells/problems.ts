import { LineTable } from './text-edits.js';
import type { Problem } from './transpiled.js';
import { CellError } from './types.js';

/** The error a front end shows for a cell's problems: TypeScript's numbers and messages, each line and a caret under it. */
export function cellError(
  ename: 'SyntaxError' | 'TypeCheckError',
  problems: readonly Problem[],
  code: string,
  cell: string,
): CellError {
  const shown = problems.slice(0, 10);
  const lines = shown.flatMap((problem) => describe(problem, code, cell));
  if (shown.length < problems.length) lines.push(`… and ${problems.length - shown.length} more`);
  const [first] = problems;
  return new CellError({ ename, evalue: first ? `TS${first.code}: ${first.message}` : '', traceback: lines });
}

function describe(problem: Problem, code: string, cell: string): string[] {
  const { line, column } = new LineTable(code).position(problem.start);
  const text = code.split(/\r\n|\n|\r/)[line] ?? '';
  const length = Math.max(1, Math.min(problem.length, text.length - column));
  const caret = text.slice(0, column).replace(/[^\t]/g, ' ') + '^'.repeat(length);
  return [
    `${cell}, line ${line + 1}, column ${column + 1}: TS${problem.code}: ${problem.message}`,
    `    ${text}`,
    `    ${caret}`,
  ];
}
