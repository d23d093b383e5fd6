const key = Symbol.for('Jupyter.repair');

type Repair = () => void;

/** What to do after a hard stop, for the innermost thing begun last. */
const begun: Repair[] = [];

/**
 * Remembers what to do if the kernel stops the program so hard that `catch` and `finally` are skipped.
 *
 * @returns A function that forgets it: called when the program ends what it began.
 */
export function onHardStop(repair: Repair): () => void {
  begun.push(repair);
  return () => {
    const at = begun.indexOf(repair);
    if (at >= 0) begun.splice(at, 1);
  };
}

/** Undoes all that has been begun, the innermost first. */
export function undoAll(): void {
  for (let repair = begun.pop(); repair !== undefined; repair = begun.pop()) repair();
}

/** The kernel's set of repairs, made here if the kernel has not made it. */
export function registry(): Set<Repair> {
  // The key is a well-known name with one agreed meaning.
  const shared = globalThis as { [key]?: Set<Repair> };
  shared[key] ??= new Set();
  return shared[key];
}
