import { promiseHooks } from 'node:v8';
import type { Cell } from './cell.js';

/**
 * Which cell the running code belongs to, across awaits, promises and timers.
 *
 * Node's AsyncLocalStorage would do this, but before Node 24 it rests on async_hooks, and there a termination
 * inside a promise's continuation leaves the stack of async ids unbalanced: Node aborts the process. V8's
 * promise hooks keep no such stack.
 */
let owner: Cell | undefined;

/** Returns the object it is given, so that a subclass's private field is put on that object. */
class Returned {
  constructor(object: object) {
    // a constructor that returns an object decides which one gets the fields of subclasses
    // biome-ignore lint/correctness/noConstructorReturn: it is the point
    return object;
  }
}

/** A field of promises that nobody else sees: the cell that made them. */
class Owned extends Returned {
  #owner: Cell;

  constructor(promise: object, cell: Cell) {
    super(promise);
    this.#owner = cell;
  }

  static ownerOf(promise: object): Cell | undefined {
    return #owner in promise ? promise.#owner : undefined;
  }
}

/** Errors thrown out of code of a cell, for handlers that see them later. */
const thrownBy = new WeakMap<object, Cell>();

/** Starts to follow cells through promises. */
export function followPromises(): void {
  promiseHooks.createHook({
    init(promise) {
      if (owner) new Owned(promise, owner);
    },
    before(promise) {
      owner = Owned.ownerOf(promise);
    },
    after() {
      owner = undefined;
    },
  });
}

/** The cell that the running code belongs to, where that is known. */
export function ownerOfNow(): Cell | undefined {
  return owner;
}

/** The cell that made a promise. */
export function ownerOfPromise(promise: object): Cell | undefined {
  return Owned.ownerOf(promise);
}

/** The cell whose code threw an error out of a timer. */
export function throwerOf(error: unknown): Cell | undefined {
  return typeof error === 'object' && error !== null ? thrownBy.get(error) : undefined;
}

/** Runs a function as code of a cell. */
export function runAs<T>(cell: Cell | undefined, work: () => T): T {
  const before = owner;
  owner = cell;
  try {
    return work();
  } catch (error) {
    if (cell && typeof error === 'object' && error !== null) thrownBy.set(error, cell);
    throw error;
  } finally {
    owner = before;
  }
}

/** The cell whose code was terminated last, and never came back to give up its ownership. */
let terminated: Cell | undefined;

/** To be called where no code of a cell can be running: what was terminated owns nothing any more. */
export function disown(): void {
  terminated = owner ?? terminated;
  owner = undefined;
}

/** Lets nothing go on of the finished cell whose leftovers were terminated. */
export function endLeftovers(): void {
  if (terminated) terminated.stopped = true;
  terminated = undefined;
}
