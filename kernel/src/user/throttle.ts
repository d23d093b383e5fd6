/** Lets through at most one call a key and interval; of calls that come faster, the last. */
export interface Throttle {
  call(key: string, work: () => void): void;
  /** Does at once what waits. */
  flush(): void;
}

/** A throttle that also works while the event loop is kept busy: each call looks at the clock. */
export function createThrottle(milliseconds: number): Throttle {
  const later = setTimeout; // the kernel's own, before timers are wrapped for user code
  const done = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  let armed = Number.NEGATIVE_INFINITY;
  const run = (key: string, work: () => void): void => {
    waiting.delete(key);
    done.set(key, performance.now());
    work();
  };
  const flush = (): void => {
    for (const [key, work] of waiting) run(key, work);
  };
  const tick = (): void => {
    armed = Number.NEGATIVE_INFINITY;
    if (waiting.size > 0) arm();
    else done.clear();
    flush();
  };
  const arm = (): void => {
    const now = performance.now();
    if (now - armed < 10 * milliseconds) return; // longer: the timer was terminated
    armed = now;
    later(tick, milliseconds);
  };
  return {
    flush,
    call(key, work) {
      const since = performance.now() - (done.get(key) ?? Number.NEGATIVE_INFINITY);
      if (since >= milliseconds) run(key, work);
      else waiting.set(key, work);
      arm();
    },
  };
}
