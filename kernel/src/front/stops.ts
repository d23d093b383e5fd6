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
  /** The user's thread has started: before, force would only break it. */
  ready(): void;
}

/** Polite time before force, in ms, for code that never looks at the flag. */
const grace = 300;
/** The same for code that looked at the flag within that time before Stop: its steps may be long. */
const patience = 2_000;
/** Time for the `finally` blocks of a cell that took the polite stop, in ms. */
const unwinding = 2_000;
/** Time for what is better not terminated, in ms: the kernel's own work on a cell, and packages that load. */
const preparation = 5_000;
/** Time between attempts by force, in ms. */
const retry = 1_000;

/** What {@link createStops} needs. */
export interface StopOptions {
  shared: Int32Array;
  user: UserThread;
  terminator: Terminator;
}

/** A Stop that was pressed, until the cell has ended. */
interface Pressed {
  /** What was executing; 0: nothing. */
  job: Job;
  at: number;
  /** How long code of the cell may go on that has not taken the polite stop. */
  patience: number;
  /** Pressed again: no more patience. */
  again: boolean;
  /** Not answered: something blocks the event loop. */
  ping: number;
}

/**
 * The Stop button. First `Shared.stop` is set: engine ops and training steps see it and throw, so `finally`
 * runs; an awaiting cell is rejected by its own thread. A cell that still computes after {@link grace} is
 * terminated, and so is what an earlier cell left behind if it blocks the event loop. Stop again to cut short
 * the `finally` blocks too.
 */
export function createStops({ shared, user, terminator }: StopOptions): Stops {
  let current: Job = 0;
  let ready = false;
  let pings = 0;
  let answered = 0;
  let forcing: Promise<void> | undefined;
  let pressed: Pressed | undefined;
  let next: NodeJS.Timeout | undefined;
  const force = async (job: Job, reason?: string): Promise<void> => {
    const done = terminator.terminate();
    forcing = done;
    user.wake();
    await done;
    forcing = undefined;
    user.tell({ type: 'stopped', job, ...(reason !== undefined && { reason }) });
  };
  const look = async (press: Pressed): Promise<void> => {
    if (pressed !== press) return;
    const blocked = answered < press.ping;
    if (press.job === 0 && !blocked) {
      pressed = undefined;
      return;
    }
    const left = press.at + timeFor(press, shared, blocked) - Date.now();
    if (ready && left <= 0) await force(press.job);
    if (pressed === press) lookAfter(press, left > 0 ? Math.min(left, retry) : retry);
  };
  const lookAfter = (press: Pressed, milliseconds: number): void => {
    clearTimeout(next);
    next = setTimeout(() => void look(press), milliseconds);
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
      const ping = ++pings;
      if (pressed?.job === current) pressed = { ...pressed, again: true, ping };
      else pressed = { job: current, at: Date.now(), patience: patienceFor(shared), again: false, ping };
      user.tell({ type: 'ping', ping });
      if (current !== 0) {
        Atomics.store(shared, Shared.stop, 1);
        user.tell({ type: 'stop', job: current });
      }
      lookAfter(pressed, grace);
    },
    executing(job) {
      current = job;
      if (pressed?.job !== 0) pressed = undefined; // leftovers may block this cell: they are still to be stopped
      Atomics.store(shared, Shared.stop, 0); // a stop that came when its cell had just ended is not for the next one
    },
    pong(ping) {
      answered = Math.max(answered, ping);
    },
    ready() {
      ready = true;
    },
  };
}

/** Polite time for the code that runs now: one that looks at the flag will do so after its present step. */
function patienceFor(shared: Int32Array): number {
  const sinceLook = (Date.now() - Atomics.load(shared, Shared.looked)) | 0; // both wrap at 32 bits
  return sinceLook >= 0 && sinceLook < patience ? patience : grace;
}

/** After how many ms what runs now may be terminated. */
function timeFor(press: Pressed, shared: Int32Array, blocked: boolean): number {
  const running = Atomics.load(shared, Shared.running);
  if (press.job !== 0 && running === press.job) {
    const tookPoliteStop = Atomics.load(shared, Shared.stop) === 0;
    return press.again ? 0 : tookPoliteStop ? unwinding : press.patience;
  }
  if (!blocked) return Number.POSITIVE_INFINITY; // it will end by itself
  return running >= 0 || press.again ? 0 : preparation;
}
