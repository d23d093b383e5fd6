import { deleteHandle, deleteOp, executeInOtherThread } from '../native/eager.js';
import type { Pointer } from '../native/libc.js';
import { otherThreadsStatus } from '../native/status.js';

/**
 * XLA compiling a function in another thread, while this one goes on with TensorFlow's executor. TensorFlow compiles a
 * function at its first run and keeps the code: so this is one run, on copies of the variables, whose results are dropped.
 */
export class XlaCompilation {
  readonly #outputs: BigUint64Array;
  readonly #count: Int32Array;
  readonly #whenEnded: (() => void)[] = [];
  #ended: 'well' | 'badly' | undefined;

  /**
   * @param op The function with all its inputs, to be compiled by XLA; freed at the end.
   * @param outputCount How many outputs it has.
   * @param copies Handles made for this run; freed at the end.
   */
  constructor(op: Pointer, outputCount: number, copies: readonly Pointer[]) {
    this.#outputs = new BigUint64Array(outputCount);
    this.#count = Int32Array.of(outputCount);
    const { pointer, succeeded } = otherThreadsStatus();
    executeInOtherThread(op, this.#outputs, this.#count, pointer, () => {
      this.#ended = succeeded() ? 'well' : 'badly';
      for (const handle of [...this.#outputs, ...copies]) if (handle !== 0n) deleteHandle(handle);
      deleteOp(op);
      for (const action of this.#whenEnded) action();
    });
  }

  /** How it ended; `undefined` while it is under way. */
  get ended(): 'well' | 'badly' | undefined {
    // Training that never leaves the event loop a turn would wait for ever: TensorFlow writes the outputs when all is done.
    const written = this.#outputs.length > 0 && this.#outputs.every((handle) => handle !== 0n);
    return this.#ended ?? (written ? 'well' : undefined);
  }

  /** Does something when TensorFlow has let go of the function: now, or when the compilation has ended. */
  afterwards(action: () => void): void {
    if (this.#ended === undefined) this.#whenEnded.push(action);
    else action();
  }
}
