import { type Job, Shared } from '../bridge.js';
import type { Cell } from './cell.js';

/**
 * Tells the sockets' thread whether code of a cell may be running or the kernel prepares it: Stop by force
 * waits for the second. Says nothing for a cell that has been answered: another may be running by then.
 */
export interface Phases {
  preparing(cell: Cell): void;
  running(cell: Cell): void;
  ended(): void;
  /**
   * To be called when a package begins to load; the result when it has. A package that is terminated in
   * between stays half loaded, so the time counts as preparing.
   */
  loading(): () => void;
}

/** Phases in the memory that both threads see; `current` is the cell being executed. */
export function createPhases(shared: Int32Array, current: () => Cell | undefined): Phases {
  const packages = new Map<Job, number>();
  const tell = (cell: Cell, value: number): void => {
    if (!cell.settled) Atomics.store(shared, Shared.running, value);
  };
  const loaded = (job: Job): void => {
    const left = (packages.get(job) ?? 1) - 1;
    if (left > 0) return void packages.set(job, left);
    packages.delete(job);
    Atomics.compareExchange(shared, Shared.running, -job, job);
  };
  return {
    preparing: (cell) => tell(cell, -cell.job),
    running: (cell) => tell(cell, cell.job),
    ended: () => void Atomics.store(shared, Shared.running, 0),
    loading() {
      const job = current()?.job ?? 0;
      // a package that loads while the cell is prepared changes nothing
      const before = Atomics.compareExchange(shared, Shared.running, job, -job);
      if (job === 0 || (before !== job && !packages.has(job))) return () => undefined;
      packages.set(job, (packages.get(job) ?? 0) + 1);
      return () => loaded(job);
    },
  };
}
