import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { ownerOfNow, runAs } from './ownership.js';

type Callback = (...parameters: unknown[]) => unknown;
type Waiting = (...parameters: unknown[]) => Promise<unknown>;
type Later = (callback: Callback, ...rest: unknown[]) => { [Symbol.toPrimitive]?(): number };

/**
 * Lets timers of a stopped cell not fire: a timeout is skipped, an interval ends, a promise of
 * `node:timers/promises` stays pending. Covers the globals, `node:timers` and `node:timers/promises`.
 */
export function wrapTimers(): void {
  const wrapped = {
    setTimeout: wrap(timers.setTimeout as Later, () => undefined), // seen through their common shape
    setImmediate: wrap(timers.setImmediate as unknown as Later, () => undefined),
    setInterval: wrap(timers.setInterval as Later, (timer) => timers.clearInterval(timer as NodeJS.Timeout)),
  };
  for (const [name, timer] of Object.entries(wrapped)) {
    const original: unknown = Reflect.get(timers, name);
    Object.defineProperty(timer, 'name', { value: name });
    const custom: unknown =
      typeof original === 'function' ? Reflect.get(original, promisify.custom) : undefined;
    if (custom) Object.defineProperty(timer, promisify.custom, { value: holdBack(custom as Waiting) });
    Reflect.set(globalThis, name, timer);
    Reflect.set(timers, name, timer);
  }
  timersPromises.setTimeout = holdBack(timersPromises.setTimeout);
  timersPromises.setImmediate = holdBack(timersPromises.setImmediate);
  process.nextTick = deferred(process.nextTick);
  globalThis.queueMicrotask = deferred(globalThis.queueMicrotask);
  syncBuiltinESMExports();
}

/** The same timer, whose callback does nothing in a stopped cell. */
function wrap(start: Later, end: (timer: unknown) => void): Later {
  return (callback, ...rest) => {
    if (typeof callback !== 'function') return start(callback, ...rest); // Node's own error
    const cell = ownerOfNow();
    if (!cell) return start(callback, ...rest);
    const timer = start(
      function (this: unknown, ...parameters) {
        if (cell.stopped) end(timer);
        else runAs(cell, () => callback.apply(this, parameters));
      },
      ...rest,
    );
    return timer;
  };
}

/** The same function, whose callback runs as code of the cell that passed it, if that was not stopped. */
function deferred<P extends unknown[]>(
  start: (callback: Callback, ...parameters: P) => void,
): (callback: Callback, ...parameters: P) => void {
  return (callback, ...parameters) => {
    const cell = ownerOfNow();
    if (!cell || typeof callback !== 'function') return start(callback, ...parameters);
    return start(
      (...values) => {
        if (!cell.stopped) runAs(cell, () => callback(...values));
      },
      ...parameters,
    );
  };
}

/** A function whose promise never settles once its cell was stopped. */
function holdBack<P extends unknown[], R>(
  start: (...parameters: P) => Promise<R>,
): (...parameters: P) => Promise<R> {
  return (...parameters) => {
    const cell = ownerOfNow();
    const started = start(...parameters);
    if (!cell) return started;
    return new Promise((resolve, reject) => {
      const unlessStopped = (settle: () => void) => () => (cell.stopped ? undefined : settle());
      started.then(
        (value) => unlessStopped(() => resolve(value))(),
        (error: unknown) => unlessStopped(() => reject(error))(),
      );
    });
  };
}
