import { errorFields, errorName, isErrorLike, read, textOf } from './error-reading.js';
import type { StackTraces } from './stack-trace.js';
import { CellError, type ErrorDescription } from './types.js';

/**
 * A cell's own problems as they are. Class, message and traceback of anything that was thrown, with an error's own fields, as `console.log` shows them;
 * stack frames name cells and their lines. Never throws, whatever the getters of what was thrown do.
 */
export function describeError(error: unknown, stacks: StackTraces): ErrorDescription {
  const problem = read(() => (error instanceof CellError ? error : undefined));
  if (problem) return { ename: problem.ename, evalue: problem.evalue, traceback: problem.traceback };
  if (!isErrorLike(error)) {
    const evalue = typeof error === 'string' ? error : textOf(error);
    return { ename: `Thrown ${kindOf(error)}`, evalue, traceback: [`Uncaught ${evalue}`] };
  }
  return { ename: errorName(error), evalue: messageOf(error), traceback: tracebackOf(error, stacks) };
}

function kindOf(thrown: unknown): string {
  if (thrown === null) return 'null';
  if (typeof thrown !== 'object') return typeof thrown;
  const name = read(() => thrown.constructor?.name);
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

const unreadable = '(its message cannot be read)';

function messageOf(error: Error): string {
  return read(() => String(error.message)) ?? unreadable;
}

/** Errors that lead to others, one below the other, each once. More would be of no use to a reader. */
const deepest = 100;

function tracebackOf(error: Error, stacks: StackTraces, seen = new Set<unknown>()): string[] {
  seen.add(error);
  const lines = ownLines(error, stacks);
  for (const [label, part] of partsOf(error)) {
    if (seen.has(part) || seen.size > deepest) continue;
    const [first = '', ...rest] = isErrorLike(part)
      ? tracebackOf(part, stacks, seen)
      : textOf(part).split('\n');
    lines.push(`${label}: ${first}`, ...rest);
  }
  return lines;
}

/** Head, frames and fields of one error. */
function ownLines(error: Error, stacks: StackTraces): string[] {
  const message = messageOf(error);
  const head = message === '' ? errorName(error) : `${errorName(error)}: ${message}`;
  const stack = read(() => error.stack);
  const frames = (typeof stack === 'string' ? stacks.mapText(stack).split('\n') : []).filter((line) =>
    /^\s+at /.test(line),
  );
  const fields = errorFields(error);
  return [
    ...head.split('\n'),
    ...frames,
    ...(fields === undefined ? [] : stacks.mapText(fields).split('\n')),
  ];
}

/** What an error says it consists of, or comes from. */
function partsOf(error: Error): [string, unknown][] {
  const errors = read(() => (error instanceof AggregateError ? error.errors : undefined));
  const cause = read(() => error.cause);
  return [
    ...(Array.isArray(errors) ? errors.map((each): [string, unknown] => ['Of these', each]) : []),
    ...(cause === undefined ? [] : [['Caused by', cause] satisfies [string, unknown]]),
  ];
}
