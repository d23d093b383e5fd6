import type * as tf from '@tensorflow/tfjs';
import type { Jit } from './choice.js';
import { checkIndices } from './indices.js';
import type { LoopCall } from './loop-version.js';
import { type CheckedOptions, type CompileOptions, checkOptions } from './options.js';

/** How a loop is compiled. */
export interface LoopOptions extends Omit<CompileOptions, 'diagnose' | 'jit'> {
  /**
   * As {@link CompileOptions.jit}; or `'byCall'`: each call says who runs it, so that nothing depends on the clock.
   */
  readonly jit?: Jit | 'byCall';
  /** Most steps in one call. Default 32. */
  readonly capacity?: number;
  /**
   * Whether a call ends after a step whose result, or the first number of it, is NaN or infinite (default: false). The
   * results of the steps that were not run are 0. Under the executor each step's result is read for it.
   */
  readonly untilNonFinite?: boolean;
}

/** Options with their defaults. */
export interface CheckedLoopOptions extends Omit<CheckedOptions, 'jit'> {
  readonly jit: Jit | 'byCall';
  readonly capacity: number;
  readonly untilNonFinite: boolean;
}

/** Fills in defaults; throws when an option is unknown or wrong. */
export function checkedLoopOptions(options: LoopOptions): CheckedLoopOptions {
  const { capacity = 32, untilNonFinite = false, jit = 'auto', ...rest } = options;
  if (!Number.isInteger(capacity) || capacity < 1) {
    throw new Error(`compileLoop: option capacity must be a whole number above 0, got ${capacity}`);
  }
  if ('diagnose' in rest) {
    throw new Error(
      'compileLoop: option diagnose is for compile only. Run the same step compiled singly to find a NaN.',
    );
  }
  const checked = checkOptions('compileLoop', { ...rest, jit: jit === 'byCall' ? 'auto' : jit });
  return { ...checked, jit, capacity, untilNonFinite };
}

/** Throws when a call's tensors do not belong together. */
export function checkCall({ data, batches, inputs }: LoopCall, capacity: number): void {
  const examples = checkData(data);
  checkBatches(batches, capacity);
  checkIndices('compileLoop: batches', batches, examples);
  const [steps] = batches.shape;
  const wrong = inputs.find(({ shape }) => shape[0] !== steps);
  if (wrong !== undefined)
    throw new Error(`compileLoop: inputs must be tensors [${steps}, …], a row a step, got [${wrong.shape}]`);
}

function checkData(data: readonly tf.Tensor[]): number {
  const examples = data[0]?.shape[0];
  if (examples !== undefined && data.every((tensor) => tensor.shape[0] === examples)) return examples;
  const shapes = data.map(({ shape }) => `[${shape}]`).join(', ');
  throw new Error(
    `compileLoop: data must be tensors [examples, …] with as many examples each, got ${shapes}`,
  );
}

function checkBatches(batches: tf.Tensor, capacity: number): void {
  const [steps = 0] = batches.shape;
  if (batches.dtype === 'int32' && batches.rank === 2 && steps >= 1 && steps <= capacity) return;
  throw new Error(
    `compileLoop: batches must be int32 [1 to ${capacity}, batch], got ${batches.dtype} [${batches.shape}]. ` +
      'Use fewer rows, or a larger option capacity.',
  );
}
