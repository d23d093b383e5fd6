import type { Job } from '../bridge.js';
import type { Terminator } from './termination.js';

/** How often the process's memory is looked at, in ms. */
const interval = 100;
/**
 * Part of the heap limit that the whole process must hold before the heap itself is measured: measuring costs
 * a little.
 */
const suspicious = 0.6;
/** Part of the heap limit at which a cell is stopped. V8 ends the process at 1. */
const full = 0.85;

/** What the guard watches. */
export interface HeapGuardOptions {
  /** The most that the main thread's JavaScript heap can hold, in bytes. */
  limit: number;
  terminator: Terminator;
  /** The cell whose code runs; 0 or less where none does. */
  running(): Job;
  stop(job: Job, reason: string): Promise<void>;
}

/**
 * Stops a cell that fills the JavaScript heap, shortly before V8 would end the process and all variables with
 * it. Memory that grows by a tenth of the limit within {@link interval} ms gets past it.
 */
export function guardHeap({ limit, terminator, running, stop }: HeapGuardOptions): void {
  let seen: Job = 0;
  const look = async (): Promise<void> => {
    const job = running();
    const first = seen !== job; // a cell may have come to empty what another filled: give it time
    seen = job;
    if (job <= 0 || first || process.memoryUsage.rss() < limit * suspicious) return;
    if ((await terminator.heapUsed('with garbage')) < limit * full) return;
    const used = await terminator.heapUsed('without garbage');
    if (used < limit * full || running() !== job) return;
    const [held, most] = [used, limit].map((bytes) => Math.round(bytes / 2 ** 20));
    await stop(
      job,
      `The cell filled ${held} of the ${most} MB that JavaScript may use, and was stopped. ${remedy}`,
    );
  };
  const again = (): void => {
    setTimeout(() => void look().finally(again), interval).unref();
  };
  again();
}

const remedy = 'Keep less in variables, or give Node more: NODE_OPTIONS=--max-old-space-size=<MB>.';
