import type { Job } from '../bridge.js';

/** A cell while it runs, and afterwards for the work it left behind. */
export interface Cell {
  readonly job: Job;
  readonly executionCount: number;
  readonly allowStdin: boolean;
  /** Aborted when the cell is stopped from outside, for what is being prepared for it. */
  readonly stopping: AbortController;
  /** Answers the cell with an error, if it was not answered yet. May be called again if that was cut short. */
  fail(error: unknown): void;
  /** Stopped: nothing of it may go on. */
  stopped: boolean;
  /** Its reply has been sent. */
  settled: boolean;
  /** An error that nobody awaited: shown already, and the cell counts as failed. */
  stray: unknown;
}

const Controller = AbortController; // the kernel's own, whatever user code puts in its place

/** A cell that has not begun. */
export function createCell(
  { job, executionCount, allowStdin }: Pick<Cell, 'job' | 'executionCount' | 'allowStdin'>,
  fail: Cell['fail'],
): Cell {
  const state = { stopping: new Controller(), stopped: false, settled: false, stray: undefined };
  return { job, executionCount, allowStdin, fail, ...state };
}

/**
 * Stands for a message that is no cell but runs user code, such as a comm's: its output has that message as
 * parent.
 */
export function cellOfMessage(job: Job): Cell {
  return { ...createCell({ job, executionCount: 0, allowStdin: false }, () => undefined), settled: true };
}
