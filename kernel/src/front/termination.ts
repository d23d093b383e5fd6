import { Session } from 'node:inspector';

/** Stops JavaScript on the main thread from another thread. */
export interface Terminator {
  /**
   * Throws away everything on the main thread's stack, `catch` and `finally` unseen. Resolves when that has
   * happened: at once while JavaScript runs, after a native call when it returns.
   */
  terminate(): Promise<void>;
  /**
   * Bytes in the main thread's JavaScript heap, with or without its garbage, which is collected first then.
   * Answered while it computes.
   */
  heapUsed(garbage: 'with garbage' | 'without garbage'): Promise<number>;
  /** Closes the inspector session. */
  close(): void;
}

/**
 * A terminator over V8's inspector. The session exists only while it is needed: a connected session makes
 * each `console.log` slow and keeps its arguments alive.
 */
export function createTerminator(): Terminator {
  let pending: Promise<void> | undefined;
  let session: Session | undefined;
  const close = () => {
    session?.disconnect();
    session = undefined;
    pending = undefined;
  };
  return {
    terminate() {
      pending ??= new Promise((resolve) => {
        session = new Session();
        session.connectToMainThread();
        session.post('Runtime.terminateExecution', () => {
          close();
          resolve();
        });
      });
      return pending;
    },
    heapUsed: (garbage) =>
      new Promise((resolve) => {
        const own = new Session();
        own.connectToMainThread();
        if (garbage === 'without garbage') own.post('HeapProfiler.collectGarbage');
        own.post('Runtime.getHeapUsage', (_error, usage?: { usedSize?: number }) => {
          own.disconnect();
          resolve(usage?.usedSize ?? 0);
        });
      }),
    close,
  };
}
