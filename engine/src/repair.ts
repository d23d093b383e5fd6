const key = Symbol.for('Jupyter.repair');

type Repair = () => void;

/**
 * Registers what to undo if the kernel stops the program so hard that `catch` and `finally` are skipped.
 *
 * @returns A function that does it now (once) and takes it off the list.
 */
export function onRepair(undo: Repair): () => void {
  const repairs = registry();
  let open = true;
  const run = (): void => {
    if (!open) return;
    open = false;
    repairs.delete(run);
    undo();
  };
  repairs.add(run);
  return run;
}

/** The kernel's set of repairs, made here if the kernel has not made it. */
export function registry(): Set<Repair> {
  // The key is a well-known name with one agreed meaning.
  const shared = globalThis as { [key]?: Set<Repair> };
  shared[key] ??= new Set();
  return shared[key];
}
