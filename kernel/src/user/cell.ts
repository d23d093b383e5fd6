import type { Job } from '../bridge.js';

/** A cell while it runs, and afterwards for the work it left behind. */
export interface Cell {
  readonly job: Job;
  readonly executionCount: number;
  readonly allowStdin: boolean;
  /** Called with what the cell must fail with, when it is stopped from outside. */
  reject(error: Error): void;
  /** Stopped: nothing of it may go on. */
  stopped: boolean;
  /** Its reply has been sent. */
  settled: boolean;
  /** An error that nobody awaited: shown already, and the cell counts as failed. */
  stray: unknown;
}

/**
 * Stands for a message that is no cell but runs user code, such as a comm's: its output has that message as
 * parent.
 */
export function cellOfMessage(job: Job): Cell {
  const reject = () => undefined;
  return {
    job,
    executionCount: 0,
    allowStdin: false,
    reject,
    stopped: false,
    settled: true,
    stray: undefined,
  };
}
