/** A connection that the front end has opened, as far as a library needs it. */
export interface FrontComm {
  send(data: object): void;
  close(): void;
}

/**
 * Has the kernel call `opened` for each comm that the front end opens to `target`, with the data that came with it; in place
 * of what was registered for this target before. Outside a notebook there is no front end, and nothing is done.
 */
export function registerComm(target: string, opened: (comm: FrontComm, data: unknown) => void): void {
  const kernel: unknown = Reflect.get(globalThis, Symbol.for('Jupyter.kernel'));
  if (hasComms(kernel)) kernel.comms.register(target, (comm, { data }) => opened(comm, data));
}

/** The part of what a kernel puts under `Symbol.for('Jupyter.kernel')` that hears the front end. */
interface KernelWithComms {
  readonly comms: {
    register(target: string, opened: (comm: FrontComm, message: { readonly data: unknown }) => void): void;
  };
}

function hasComms(value: unknown): value is KernelWithComms {
  if (typeof value !== 'object' || value === null || !('comms' in value)) return false;
  const { comms } = value;
  return (
    typeof comms === 'object' && comms !== null && 'register' in comms && typeof comms.register === 'function'
  );
}
