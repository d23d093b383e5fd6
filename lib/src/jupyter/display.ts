/** What Jupyter shows: one representation a MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** The method by which an object says how Jupyter shows it (Deno's convention). */
export const displaySymbol: unique symbol = Symbol.for('Jupyter.display');

/** An object that Jupyter shows as the given bundle. */
export function shownAs(bundle: MimeBundle): Readonly<Record<symbol, () => MimeBundle>> {
  return { [displaySymbol]: () => bundle };
}

/** Shows a bundle in the place of the one it showed before. */
export type UpdatingDisplay = (bundle: MimeBundle) => void;

/** One display of the notebook that runs this program, shown at the first bundle; `undefined` outside a notebook. */
export function updatingDisplay(): UpdatingDisplay | undefined {
  const kernel: unknown = Reflect.get(globalThis, Symbol.for('Jupyter.kernel'));
  if (!isKernel(kernel)) return undefined;
  let handle: { update(value: unknown): void } | undefined;
  return (bundle) => {
    if (handle) handle.update(shownAs(bundle));
    else handle = kernel.display(shownAs(bundle));
  };
}

/** What a kernel puts under `Symbol.for('Jupyter.kernel')`, as far as a library needs it. */
interface Kernel {
  display(value: unknown): { update(value: unknown): void };
}

function isKernel(value: unknown): value is Kernel {
  return (
    typeof value === 'object' && value !== null && 'display' in value && typeof value.display === 'function'
  );
}
