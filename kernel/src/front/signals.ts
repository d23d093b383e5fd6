/** Node's own signal handle, of which only this is used. */
interface SignalHandle {
  onsignal: (signal: number) => void;
  start(signal: number): number;
  unref(): void;
}

/**
 * Calls `handler` on SIGINT, on this thread. `process.on('SIGINT')` exists on the main thread only, where a
 * spinning cell would keep it from being seen; the handle behind it works with the event loop of any thread.
 *
 * @returns whether this version of Node allows it
 */
export function onInterruptSignal(handler: () => void, interruptSignal = 2): boolean {
  try {
    // Node's types leave out `process.binding`, which has `signal_wrap` on its list of allowed modules.
    const { binding } = process as unknown as { binding(name: string): { Signal: new () => SignalHandle } };
    const { Signal } = binding('signal_wrap');
    const handle = new Signal();
    handle.unref();
    handle.onsignal = handler;
    keep.push(handle);
    return handle.start(interruptSignal) === 0;
  } catch {
    return false;
  }
}

/** Handles stop working when they are collected. */
const keep: SignalHandle[] = [];
