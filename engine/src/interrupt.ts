/** What a kernel puts on `globalThis[Symbol.for('Jupyter.interrupt')]`. */
interface Interrupt {
  /** Throws the kernel's error when a stop was asked for, and clears the request. */
  check(): void;
}

const key = Symbol.for('Jupyter.interrupt');

let latest: unknown;

/** Throws when the program was asked to stop: called at each op and each compiled step. */
export function checkInterrupt(): void {
  try {
    // The key is a well-known name with one agreed meaning.
    (globalThis as { [key]?: Interrupt })[key]?.check();
  } catch (error) {
    latest = error;
    throw error;
  }
}

/** Whether an error is the kernel's, thrown because the program was asked to stop. */
export function isInterrupt(error: unknown): boolean {
  return error !== undefined && error === latest;
}
