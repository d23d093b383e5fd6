/**
 * The kernel's Stop button, where there is a kernel: `check` throws its KeyboardInterrupt when it was
 * pressed.
 */
interface Interrupt {
  check(): void;
}

/**
 * Throws when training was asked to stop: by the kernel's Stop button or by an AbortSignal (its reason is
 * thrown).
 */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  const interrupt: unknown = Reflect.get(globalThis, Symbol.for('Jupyter.interrupt'));
  if (isInterrupt(interrupt)) interrupt.check();
  signal?.throwIfAborted();
}

/** Lets timers, messages and displays run; called between steps, every few tens of milliseconds. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isInterrupt(value: unknown): value is Interrupt {
  return typeof value === 'object' && value !== null && 'check' in value && typeof value.check === 'function';
}
