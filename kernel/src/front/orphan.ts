/** How often the parent process is looked for, in ms. */
const interval = 1_000;

/**
 * Calls `orphaned` once when the process that started the kernel is gone, so that no kernel outlives its
 * server. Jupyter sets JPY_PARENT_PID; a kernel started otherwise (by hand, in the background) has no such
 * duty.
 */
export function watchParent(orphaned: () => void): void {
  const expected = process.env['JPY_PARENT_PID'];
  if (expected === undefined) return;
  const parent = process.ppid === 1 ? Number(expected) : process.ppid; // 1: gone before this kernel was up
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    orphaned();
  }, interval);
  timer.unref();
}
