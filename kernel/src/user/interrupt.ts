import { Shared } from '../bridge.js';
import type { Cell } from './cell.js';
import { ownerOfNow } from './ownership.js';

/** What a stopped cell fails with. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt';

  /** `where` is false for a stop from outside, which has no place in the code. */
  constructor(where = true) {
    super('The cell was stopped.');
    if (!where) this.stack = `${this.name}: ${this.message}`;
  }
}

/** What a cell fails with that was stopped because it filled the memory. */
export class OutOfMemory extends Error {
  override readonly name = 'OutOfMemory';

  constructor(reason: string) {
    super(reason);
    this.stack = `${this.name}: ${reason}`;
  }
}

/** How libraries learn that their cell shall stop: at `globalThis[Symbol.for('Jupyter.interrupt')]`. */
export interface Interrupt {
  /** `flag[0] !== 0`: a stop is asked for. Shared between threads. */
  readonly flag: Int32Array;
  /**
   * Throws {@link KeyboardInterrupt} if the calling cell shall stop, once a request; always in a stopped
   * cell.
   */
  check(): void;
}

/** The interrupt of one kernel. `running` tells which cell a request is meant for. */
export function createInterrupt(shared: Int32Array, running: () => Cell | undefined): Interrupt {
  const flag = shared.subarray(Shared.stop, Shared.stop + 1);
  return {
    flag,
    check() {
      shared[Shared.looked] = Date.now(); // the lowest 32 bits
      if (!stopAsked(shared, running)) return;
      if (!ownerOfNow()?.stopped) Atomics.store(flag, 0, 0); // else it is meant for the cell that runs now
      throw new KeyboardInterrupt();
    },
  };
}

/** Whether the calling cell was stopped, or shall be. */
export function stopAsked(shared: Int32Array, running: () => Cell | undefined): boolean {
  const cell = ownerOfNow();
  if (cell?.stopped) return true;
  return shared[Shared.stop] !== 0 && (cell === undefined || cell === running());
}

/** Throws {@link KeyboardInterrupt} if the running code belongs to a cell that was stopped. */
export function refuseStopped(): void {
  if (ownerOfNow()?.stopped) throw new KeyboardInterrupt();
}

const repairKey = Symbol.for('Jupyter.repair');

/** Repairs that libraries registered for after a stop by force, which skips their `finally`. */
export function repairs(): Set<() => void> {
  const holder = globalThis as { [repairKey]?: unknown }; // a place on globalThis that its type does not know
  const set = holder[repairKey];
  if (set instanceof Set) return set;
  const fresh = new Set<() => void>();
  holder[repairKey] = fresh;
  return fresh;
}

/** Runs all repairs; one that fails does not keep the others from running. */
export function runRepairs(log: (line: string) => void): void {
  for (const repair of repairs()) {
    try {
      repair();
    } catch (error) {
      log(`repair after a stop: ${String(error)}`);
    }
  }
}
