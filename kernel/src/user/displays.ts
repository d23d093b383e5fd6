import { randomUUID } from 'node:crypto';
import type { MimeBundle } from '../cells/types.js';
import { bundleOf, isThenable } from '../display/bundle.js';
import type { Cell } from './cell.js';
import { currentJob } from './current-cell.js';
import { refuseStopped } from './interrupt.js';
import type { LongWaits } from './long-waits.js';
import type { Output } from './output.js';
import { createThrottle } from './throttle.js';

/** A display that can be replaced later. */
export interface DisplayHandle {
  readonly id: string;
  /** Replaces what is shown, wherever it is shown. */
  update(value: unknown): void;
}

/** What `display` returns; a cell that ends with it shows nothing more. */
class Handle implements DisplayHandle {
  constructor(
    readonly id: string,
    readonly update: (value: unknown) => void,
  ) {}
}

/** Whether a value is what `display` returned. */
export function isDisplayHandle(value: unknown): boolean {
  return value instanceof Handle;
}

/** How something is displayed. */
export interface DisplayOptions {
  /** Shows under this name; `update` and other cells can replace it. */
  displayId?: string;
  metadata?: Record<string, unknown>;
  transient?: Record<string, unknown>;
  /** `value` is a MIME bundle already (default: it is shown by what it is). */
  raw?: boolean;
  /** Replaces an earlier display of the same `displayId` instead of adding one. */
  update?: boolean;
}

/** Rich output of user code. */
export interface Displays {
  display(value: unknown, options?: DisplayOptions): DisplayHandle;
  clearOutput(wait?: boolean): void;
  /** Sends updates that wait because they came too fast. */
  flush(): void;
  /** Resolves when everything displayed by a cell so far has its bundle. */
  pending(cell: Cell): Promise<void>;
}

/** Time between two updates of one display, in ms: those in between are left out. */
const betweenUpdates = 50;

/** Rich output; what bundles that are promises throw is handed to `failed`. */
export function createDisplays(output: Output, waits: LongWaits, failed: (error: unknown) => void): Displays {
  const updates = createThrottle(betweenUpdates);
  const making = new Map<number, Set<Promise<void>>>();
  const wait = (job: number, work: Promise<void>) => {
    const all = making.get(job) ?? new Set();
    making.set(job, all.add(work));
    void work.then(() => all.delete(work) && all.size === 0 && making.delete(job));
  };
  const show = (value: unknown, options: DisplayOptions, id: string): void => {
    const job = currentJob();
    const send = (bundle: MimeBundle) => {
      const transient = { display_id: id, ...options.transient };
      const content = { data: bundle, metadata: options.metadata ?? {}, transient };
      if (!options.update) output.publish(job, 'display_data', content);
      else updates.call(id, () => output.publish(job, 'update_display_data', content));
    };
    const bundle = options.raw ? (value as MimeBundle) : bundleOf(value); // raw: the caller's word
    if (!isThenable(bundle)) return send(bundle);
    const fill = output.hold();
    const made = Promise.resolve(bundle).then(
      (made) => fill(() => send(made)),
      (error: unknown) => fill(() => failed(error)),
    );
    waits.tell('what it displays', made);
    wait(job, made);
  };
  const display = (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
    refuseStopped();
    const id = options.displayId ?? randomUUID();
    show(value, options, id);
    return new Handle(id, (next) => show(next, { ...options, update: true }, id));
  };
  return {
    display,
    clearOutput(wait = false) {
      refuseStopped();
      output.publish(currentJob(), 'clear_output', { wait });
    },
    flush: updates.flush,
    async pending(cell) {
      await Promise.all(making.get(cell.job) ?? []);
    },
  };
}
