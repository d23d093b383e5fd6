import { closeSync, openSync, rmSync, statSync } from 'node:fs';

const patienceMs = 1000;
/** A lock older than this was left behind by a process that is gone: the work under it takes milliseconds. */
const staleMs = 5000;

/**
 * Runs `work` while holding a lock file, so that two processes do not change the same file at once.
 *
 * @throws when another process holds the lock for over a second, or what `work` throws.
 */
export function withLock<T>(lock: string, work: () => T): T {
  const until = Date.now() + patienceMs;
  while (!take(lock)) {
    if (Date.now() > until)
      throw new Error(`${lock} is held by another program; delete it if there is none.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleMs) rmSync(lock, { force: true });
    return false;
  }
}
