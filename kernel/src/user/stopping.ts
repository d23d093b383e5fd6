import { type Job, Shared } from '../bridge.js';
import { runningCell } from './current-cell.js';
import { KeyboardInterrupt, OutOfMemory } from './interrupt.js';
import { endLeftovers } from './ownership.js';

/** Polite time for an awaiting cell, in ms; less than the sockets' thread waits before force. */
const grace = 250;
/** Time for the `finally` blocks of a cell that took the polite stop, in ms. */
const unwinding = 1_900;

/** Stops cells, where that takes no force. */
export interface CellStops {
  /** Stop was pressed while the cell `job` ran. */
  ask(job: Job): void;
  /** The sockets' thread has terminated what was on the stack. */
  forced(job: Job, reason?: string): void;
}

/**
 * A cell of which nothing runs yet is stopped at once. One that awaits has {@link grace} ms to look at the
 * flag itself, so that its `finally` blocks run before its reply.
 */
export function createCellStops(shared: Int32Array): CellStops {
  const later = setTimeout; // the kernel's own, before timers are wrapped for user code
  return {
    ask(job) {
      if (Atomics.load(shared, Shared.running) === -job) return stopCell(job);
      later(() => {
        const taken = Atomics.load(shared, Shared.stop) === 0;
        if (taken) later(() => stopCell(job), unwinding - grace);
        else stopCell(job);
      }, grace);
    },
    forced(job, reason) {
      endLeftovers();
      stopCell(job, reason);
    },
  };
}

/** Fails a cell, if it has not been answered yet; its leftovers do not go on. */
function stopCell(job: Job, reason?: string): void {
  const cell = runningCell();
  if (!cell || cell.job !== job) return;
  cell.stopped = true;
  const error = reason === undefined ? new KeyboardInterrupt(false) : new OutOfMemory(reason);
  cell.stopping.abort(error);
  cell.fail(error);
}
