import type { Comms } from './comms.js';
import type { Displays } from './displays.js';
import type { Inputs } from './input.js';
import type { Interrupt } from './interrupt.js';

/** What user code and libraries find at `globalThis[Symbol.for('Jupyter.kernel')]`. */
export interface KernelInterface {
  display: Displays['display'];
  clearOutput: Displays['clearOutput'];
  input: Inputs['input'];
  comms: Pick<Comms, 'register' | 'open'>;
  /** Shows a value in a page beside the notebook when the cell ends. */
  page(value: unknown): void;
}

/** Puts the kernel where libraries look for it, and `display`, `input`, `clearOutput` where cells do. */
export function defineGlobals(kernel: KernelInterface, interrupt: Interrupt): void {
  const { display, input, clearOutput } = kernel;
  const places: [PropertyKey, unknown][] = [
    [Symbol.for('Jupyter.kernel'), kernel],
    [Symbol.for('Jupyter.interrupt'), interrupt],
    ['display', display],
    ['input', input],
    ['clearOutput', clearOutput],
  ];
  for (const [key, value] of places) {
    Object.defineProperty(globalThis, key, { value, writable: true, configurable: true, enumerable: false });
  }
}

/** Declarations of the globals, for the type checks of cells. */
export const globalTypes = `
interface JupyterDisplayHandle { readonly id: string; update(value: unknown): void }
interface JupyterDisplayOptions {
  displayId?: string;
  metadata?: Record<string, unknown>;
  transient?: Record<string, unknown>;
  /** The value is a MIME bundle already. */
  raw?: boolean;
  /** Replaces the earlier display of the same displayId. */
  update?: boolean;
}
/** Shows a value below the cell. The handle's \`update\` replaces it. */
declare function display(value: unknown, options?: JupyterDisplayOptions): JupyterDisplayHandle;
/** Asks the reader for a line of text. */
declare function input(prompt?: string, password?: boolean): Promise<string>;
/** Removes the cell's outputs; with \`wait\` when the next one comes. */
declare function clearOutput(wait?: boolean): void;
`;
