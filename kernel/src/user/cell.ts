import type { Job } from '../bridge.js';

/** A cell while it runs, and afterwards for the work it left behind. */
export interface Cell {
  readonly job: Job;
  readonly executionCount: number;
  readonly allowStdin: boolean;
  /** Aborted with what the cell fails with, when it is stopped from outside. */
  readonly stopping: AbortController;
  /** Stopped: nothing of it may go on. */
  stopped: boolean;
  /** Its reply has been sent. */
  settled: boolean;
  /** An error that nobody awaited: shown already, and the cell counts as failed. */
  stray: unknown;
}

const Controller = AbortController; // the kernel's own, whatever user code puts in its place

/** A cell that has not begun. */
export function createCell(fields: Pick<Cell, 'job' | 'executionCount' | 'allowStdin'>): Cell {
  const { job, executionCount, allowStdin } = fields;
  const stopping = new Controller();
  return { job, executionCount, allowStdin, stopping, stopped: false, settled: false, stray: undefined };
}

/**
 * Stands for a message that is no cell but runs user code, such as a comm's: its output has that message as
 * parent.
 */
export function cellOfMessage(job: Job): Cell {
  return { ...createCell({ job, executionCount: 0, allowStdin: false }), settled: true };
}
