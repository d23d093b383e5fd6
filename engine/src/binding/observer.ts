import type { Metadata } from './registry.js';

/** Told of each op that has run eagerly, with its outputs. */
export type OpObserver = (op: string, outputs: readonly Metadata[]) => void;

let observer: OpObserver | undefined;

/** The observer of eager ops; usually none. */
export function opObserver(): OpObserver | undefined {
  return observer;
}

/** Runs `body` with an observer of each eager op. */
export function observeOps<T>(observe: OpObserver, body: () => T): T {
  const before = observer;
  observer = observe;
  try {
    return body();
  } finally {
    observer = before;
  }
}
