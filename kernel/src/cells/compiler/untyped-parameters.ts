import type { Problem } from '../transpiled.js';

/** TypeScript's numbers for a parameter without a type: a name, a rest list, a part of a pattern. */
const numbers: readonly number[] = [7006, 7019, 7031];
const isUntyped = ({ code }: Problem): boolean => numbers.includes(code);
const nameIn = ({ message }: Problem): string => /'([^']*)'/.exec(message)?.[1] ?? 'it';

/**
 * Makes one problem of all parameters without a type, that says what to write. The others of the same function are named;
 * those within it get their types from it, and are silent. Types are not waived: with them a slip of the pen is found where
 * it stands, and completion knows what a parameter has.
 *
 * @param problems with their places in the cell
 * @param cell the cell's text; where a comment in it has a function's head, as in an exercise, that is what to write
 */
export function joinUntyped(problems: readonly Problem[], cell: string): Problem[] {
  const untyped = problems.filter(isUntyped).sort((a, b) => a.start - b.start);
  const [first] = untyped;
  if (first === undefined) return [...problems];
  const message = messageFor(first, namesBeside(first, untyped, cell), headInComment(cell));
  return problems
    .filter((one) => one === first || !isUntyped(one))
    .map((one) => (one === first ? { ...one, message } : one));
}

/** The parameters without a type in the list of the first one. */
function namesBeside(first: Problem, untyped: readonly Problem[], cell: string): string[] {
  const isInList = /[(,{[.]\s*$/.test(cell.slice(0, first.start));
  const end = isInList ? cell.indexOf(')', first.start) : first.start + 1;
  return untyped.filter(({ start }) => start < end).map(nameIn);
}

function messageFor({ code }: Problem, names: readonly string[], head: string | undefined): string {
  const listed = names.map((name) => `'${name}'`).join(', ');
  const isOne = names.length === 1;
  const said = isOne ? `Parameter ${listed} has no type.` : `Parameters ${listed} have no types.`;
  if (head !== undefined) return `${said} Write ${isOne ? 'it' : 'them'} as the comment does: ${head} => …`;
  return `${said} ${adviceFor(code, names[0] ?? 'x')}`;
}

/** Where a type is written for each of TypeScript's numbers, and the types that are wanted most. */
function adviceFor(code: number, name: string): string {
  if (code === 7019) return `Write a type behind a colon: ...${name}: number[].`;
  if (code === 7031)
    return `Write a type behind the closing bracket: […]: number[], or {…}: { ${name}: number }.`;
  return `Write a type behind a colon: ${name}: number for a number, ${name}: number[] for a list of them, ${name}: number[][] for a list of lists.`;
}

/** A function's head with types that stands in a comment: "(x: number[], y: number[])". */
function headInComment(cell: string): string | undefined {
  const comments = cell.match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? [];
  const heads = comments.flatMap((comment) => /\([^()]*\w\s*:[^()]*\)(?=\s*=>)/.exec(comment)?.[0] ?? []);
  return heads[0];
}
