import { inspect } from 'node:util';
import type { StackTraces } from './stack-trace.js';
import type { ErrorDescription } from './types.js';

/** Class, message and traceback of anything that was thrown; stack frames name cells and their lines. */
export function describeError(error: unknown, stacks: StackTraces): ErrorDescription {
  if (!isErrorLike(error)) {
    const evalue = typeof error === 'string' ? error : inspect(error, { depth: 1 });
    const ename =
      error === null
        ? 'null'
        : typeof error === 'object'
          ? error.constructor?.name || 'Object'
          : typeof error;
    return { ename: `Thrown ${ename}`, evalue, traceback: [`Uncaught ${evalue}`] };
  }
  const ename = nameOf(error);
  const evalue = String(error.message);
  return { ename, evalue, traceback: tracebackOf(error, stacks, new Set()) };
}

function isErrorLike(error: unknown): error is Error {
  return error instanceof Error || Object.prototype.toString.call(error) === '[object Error]';
}

function nameOf(error: Error): string {
  const name: unknown = error.name;
  return typeof name === 'string' && name !== '' ? name : 'Error';
}

function tracebackOf(error: Error, stacks: StackTraces, seen: Set<unknown>): string[] {
  seen.add(error);
  const head = error.message === '' ? nameOf(error) : `${nameOf(error)}: ${error.message}`;
  const stack: unknown = error.stack;
  const frames =
    typeof stack === 'string'
      ? stacks
          .mapText(stack)
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
      : [];
  const lines = [...head.split('\n'), ...frames];
  const parts: [string, unknown][] =
    error instanceof AggregateError ? error.errors.map((each) => ['Of these', each]) : [];
  if (error.cause !== undefined) parts.push(['Caused by', error.cause]);
  for (const [label, part] of parts) {
    if (seen.has(part)) continue;
    const [first = '', ...rest] = isErrorLike(part) ? tracebackOf(part, stacks, seen) : [inspect(part)];
    lines.push(`${label}: ${first}`, ...rest);
  }
  return lines;
}
