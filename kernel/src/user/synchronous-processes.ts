import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { type Interrupt, KeyboardInterrupt } from './interrupt.js';

type Call = (...parameters: unknown[]) => unknown;

/** How long Stop may be on its way after a process got its signal, in ms. */
const onItsWay = 100;

/**
 * Lets a cell that waits for a process be stopped there: Stop ends the process, and `execSync`, `execFileSync` and
 * `spawnSync` then throw {@link KeyboardInterrupt} instead of returning.
 */
export function interruptSynchronousProcesses(interrupt: Interrupt): void {
  for (const name of ['execSync', 'execFileSync', 'spawnSync'] as const) {
    const original = childProcess[name] as Call; // seen through the common shape of all three
    const call: Call = (...parameters) => {
      try {
        const result = original(...parameters);
        if (wasInterrupted(result)) waitForStop(interrupt);
        check(interrupt, call);
        return result;
      } catch (error) {
        if (error instanceof KeyboardInterrupt) throw error;
        if (wasInterrupted(error)) waitForStop(interrupt);
        check(interrupt, call);
        throw error;
      }
    };
    Object.defineProperty(call, 'name', { value: name });
    Reflect.set(childProcess, name, call);
  }
  syncBuiltinESMExports();
}

/** Whether a result of `spawnSync`, or an error of the others, tells of SIGINT: by its name or a shell's status. */
function wasInterrupted(outcome: unknown): boolean {
  if (typeof outcome !== 'object' || outcome === null) return false;
  const { signal, status }: { signal?: unknown; status?: unknown } = outcome;
  return signal === 'SIGINT' || status === 130;
}

/** The signal of a whole process group reaches a process before this kernel has taken its own. */
function waitForStop({ flag }: Interrupt): void {
  Atomics.wait(flag, 0, 0, onItsWay);
}

/** Throws if the cell shall stop, as from the line that called `below`. */
function check(interrupt: Interrupt, below: Call): void {
  try {
    interrupt.check();
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error, below);
    throw error;
  }
}
