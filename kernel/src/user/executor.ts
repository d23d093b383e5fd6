import type { ExecuteOrder, ToFront } from '../bridge.js';
import { Shared } from '../bridge.js';
import type { CellSession, MimeBundle } from '../cells/types.js';
import { bundleOf } from '../display/bundle.js';
import { type Cell, createCell } from './cell.js';
import type { CollectedCells } from './collected-cells.js';
import { enter } from './current-cell.js';
import { type Displays, isDisplayHandle } from './displays.js';
import { helpQuestion } from './help.js';
import { KeyboardInterrupt } from './interrupt.js';
import type { LongWaits } from './long-waits.js';
import { type Output, toJson } from './output.js';
import { runAs } from './ownership.js';
import type { Pages } from './pages.js';
import type { Phases } from './phases.js';

/** What the executor needs. */
export interface ExecutorOptions {
  session: CellSession;
  output: Output;
  waits: LongWaits;
  displays: Displays;
  pages: Pages;
  phases: Phases;
  collected: CollectedCells;
  shared: Int32Array;
  /** Called when a cell has ended, however it ended. */
  ended(cell: Cell, error: unknown): void;
}

/** Runs cells, one at a time. */
export interface Executor {
  execute(order: ExecuteOrder): void;
  /** Shows an error that nobody awaited on the cell it comes from, and counts that cell as failed. */
  stray(error: unknown, cell: Cell | undefined): void;
}

/** How a cell ended. */
type Outcome = { value: unknown } | { error: unknown };

/**
 * Runs cells of a session; each is answered exactly once, also when its code was terminated and never comes
 * back.
 */
export function createExecutor(options: ExecutorOptions): Executor {
  const { session, output, phases, shared } = options;
  const settle = (cell: Cell, order: ExecuteOrder, outcome: Outcome, expressions: object): void => {
    if (cell.settled) return;
    phases.ended();
    Atomics.store(shared, Shared.stop, 0);
    options.ended(cell, 'error' in outcome ? outcome.error : undefined);
    options.displays.flush();
    output.release();
    output.post(replyTo(order, cell, outcome, expressions, options));
    cell.settled = true; // only now: a termination in between leaves the cell to be settled again
  };
  const execute = (order: ExecuteOrder): void => {
    const fail = (error: unknown) => settle(cell, order, { error }, {});
    const cell = createCell(order, fail);
    options.collected.watch(cell);
    phases.preparing(cell);
    enter(cell);
    runAs(cell, () => {
      runCell(order, cell, options).then(
        ({ outcome, expressions }) => setImmediate(() => settle(cell, order, outcome, expressions)),
        fail,
      );
    });
  };
  const stray: Executor['stray'] = (error, cell) => {
    if (cell?.stopped && error instanceof KeyboardInterrupt) return; // the end of its leftovers
    if (cell && !cell.settled) cell.stray = error;
    output.publish(cell?.job ?? 0, 'error', session.describeError(error));
  };
  return { execute, stray };
}

/** Checks, runs and shows a cell, then evaluates the front end's expressions. */
async function runCell(order: ExecuteOrder, cell: Cell, options: ExecutorOptions) {
  const { displays, phases } = options;
  let outcome: Outcome;
  try {
    const value = await evaluate(order.code, cell, options);
    cell.stopping.signal.throwIfAborted(); // what it awaited came after it was stopped
    if (value !== undefined && !order.silent && !isDisplayHandle(value))
      await showResult(value, order, cell, options);
    outcome = { value };
  } catch (error) {
    outcome = { error };
  }
  await displays.pending(cell);
  const expressions = 'error' in outcome ? {} : await evaluateAll(order.userExpressions, cell, options);
  phases.preparing(cell);
  return { outcome, expressions };
}

async function evaluate(
  code: string,
  cell: Cell,
  { session, phases, pages }: ExecutorOptions,
): Promise<unknown> {
  phases.preparing(cell);
  const question = helpQuestion(code);
  if (question) {
    const { found, data } = await session.inspect(question.code, question.code.length, question.detail);
    pages.add(cell.job, found ? data : { 'text/plain': `Nothing is known about ${question.code}.` });
    return undefined;
  }
  const { executionCount, stopping } = cell;
  const prepared = await session.prepare(code, { executionCount, signal: stopping.signal });
  phases.running(cell);
  return session.run(prepared);
}

/** Shows a cell's value. One that cannot be shown fails the cell with the reason. */
async function showResult(value: unknown, order: ExecuteOrder, cell: Cell, options: ExecutorOptions) {
  const { output, waits } = options;
  const shown = bundleOf(value);
  if (shown instanceof Promise) waits.tell('the display of its value', shown);
  const data = shown instanceof Promise ? await shown : shown;
  cell.stopping.signal.throwIfAborted();
  results.set(cell, data);
  const content = { execution_count: order.executionCount, data, metadata: {} };
  output.publish(cell.job, 'execute_result', content);
}

/** The bundle of each cell's result, for the history. */
const results = new WeakMap<Cell, MimeBundle>();

async function evaluateAll(expressions: Record<string, string>, cell: Cell, options: ExecutorOptions) {
  const rows: [string, object][] = [];
  for (const [name, code] of Object.entries(expressions)) {
    try {
      const data = await bundleOf(await evaluate(code, cell, options));
      rows.push([name, { status: 'ok', data, metadata: {} }]);
    } catch (error) {
      rows.push([name, { status: 'error', ...options.session.describeError(error) }]);
    }
  }
  return Object.fromEntries(rows);
}

function replyTo(
  { executionCount }: ExecuteOrder,
  cell: Cell,
  outcome: Outcome,
  expressions: object,
  { session, output, pages }: ExecutorOptions,
): Extract<ToFront, { type: 'reply' }> {
  const common = {
    execution_count: executionCount,
    user_expressions: expressions,
    payload: pages.take(cell.job),
  };
  if (!('error' in outcome) && cell.stray === undefined) {
    const content = toJson({ status: 'ok', ...common });
    return { type: 'reply', job: cell.job, failed: false, content, ...resultText(cell) };
  }
  const description = session.describeError('error' in outcome ? outcome.error : cell.stray);
  if ('error' in outcome) output.publish(cell.job, 'error', description); // a stray error was shown when it came
  return {
    type: 'reply',
    job: cell.job,
    failed: true,
    content: toJson({ status: 'error', ...description, ...common }),
  };
}

function resultText(cell: Cell): { output: string } | object {
  const text = results.get(cell)?.['text/plain'];
  return typeof text === 'string' ? { output: text } : {};
}
