import { type Job, Shared } from '../bridge.js';
import type { Terminator } from './termination.js';
import type { UserThread } from './user-thread.js';

/** Stops what runs on the user's thread. */
export interface Stops {
  /** Asks politely, and soon after that stops by force. */
  interrupt(): void;
  /** Tells which job is executing (0: none). */
  executing(job: Job): void;
  /** Stops a cell by force, and says why. */
  force(job: Job, reason: string): Promise<void>;
  /** Resolves when no termination is under way that could hit what the user's thread does next. */
  quiet(): Promise<void>;
  /** The user's thread answered a ping: its event loop turns. */
  pong(ping: number): void;
}

/** Polite time before force, in ms: one training step, and the `finally` blocks after it. */
const grace = 300;
/** Time for the `finally` blocks of a cell that took the polite stop, in ms. */
const unwinding = 2_000;
/** Time between attempts by force, in ms. */
const retry = 1_000;

/** What {@link createStops} needs. */
export interface StopOptions {
  shared: Int32Array;
  user: UserThread;
  terminator: Terminator;
}

/**
 * The Stop button. First `Shared.stop` is set: engine ops and training steps see it and throw, so `finally`
 * runs; an awaiting cell is rejected by its own thread. A cell that still computes after {@link grace} is
 * terminated. Stop again to cut short the `finally` blocks too.
 */
export function createStops({ shared, user, terminator }: StopOptions): Stops {
  let current: Job = 0;
  let pings = 0;
  let answered = 0;
  let forcing: Promise<void> | undefined;
  /** The cell being stopped, and until when it may unwind by itself. */
  let stopping: { job: Job; patient: number } | undefined;
  const force = async (job: Job, reason?: string): Promise<void> => {
    const done = terminator.terminate();
    forcing = done;
    user.wake();
    await done;
    forcing = undefined;
    user.tell({ type: 'stopped', job, ...(reason !== undefined && { reason }) });
  };
  const forceCell = async (job: Job): Promise<void> => {
    if (current !== job || !stopping) return;
    const tookPoliteStop = Atomics.load(shared, Shared.stop) === 0;
    const patience = tookPoliteStop && Date.now() < stopping.patient;
    const running = Atomics.load(shared, Shared.running);
    if (running === job && !patience) await force(job);
    else if (running === 0) await force(0); // the thread has not even taken the cell: leftovers block it
    setTimeout(() => void forceCell(job), retry);
  };
  const stopCell = (job: Job): void => {
    const again = stopping?.job === job;
    stopping = { job, patient: again ? 0 : Date.now() + unwinding };
    Atomics.store(shared, Shared.stop, 1);
    user.tell({ type: 'stop', job });
    if (!again) setTimeout(() => void forceCell(job), grace);
  };
  /** Work left over from a finished cell: stopped only where it blocks the event loop. */
  const forceLeftovers = async (ping: number): Promise<void> => {
    if (answered < ping && Atomics.load(shared, Shared.running) >= 0) await force(0);
  };
  return {
    force,
    async quiet() {
      while (forcing) {
        user.wake(); // lets a termination that came too late hit a handler with nothing to do
        await Promise.race([forcing, new Promise((resolve) => setTimeout(resolve, 20))]);
      }
    },
    interrupt() {
      if (current !== 0) {
        stopCell(current);
        return;
      }
      const ping = ++pings;
      user.tell({ type: 'ping', ping });
      setTimeout(() => void forceLeftovers(ping), grace);
    },
    executing(job) {
      current = job;
      stopping = undefined;
      Atomics.store(shared, Shared.stop, 0); // a stop that came when its cell had just ended is not for the next one
    },
    pong(ping) {
      answered = Math.max(answered, ping);
    },
  };
}
