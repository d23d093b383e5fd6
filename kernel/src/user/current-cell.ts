import type { Job } from '../bridge.js';
import type { Cell } from './cell.js';
import { ownerOfNow } from './ownership.js';

/** The cell that is being executed, or was executed last. */
let latest: Cell | undefined;

/** Makes a cell the one that output without a cell of its own belongs to. */
export function enter(cell: Cell): void {
  latest = cell;
}

/** The cell that the running code belongs to; else the one executed last. */
export function currentCell(): Cell | undefined {
  return ownerOfNow() ?? latest;
}

/** The job that output of the running code belongs to; 0 before the first cell. */
export function currentJob(): Job {
  return currentCell()?.job ?? 0;
}

/** The cell being executed now, if any. */
export function runningCell(): Cell | undefined {
  return latest && !latest.settled ? latest : undefined;
}
