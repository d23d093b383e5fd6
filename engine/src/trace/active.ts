import type * as tf from '@tensorflow/tfjs';
import type { OpAttr } from '../binding/attributes.js';
import type { Metadata } from '../binding/registry.js';

/** What the binding needs of a trace: it takes ops instead of running them. */
export interface OpRecorder {
  /** Whether only XLA will run the traced function. */
  readonly xla: boolean;
  /** How many independent chains of small ops the traced function will run at once: 1 under XLA and on a GPU. */
  readonly parallelChains: number;
  /** Notes that a tensor's values are indices into a dimension of that size. */
  noteIndices(indices: tf.Tensor, size: number): void;
  execute(
    name: string,
    attributes: readonly OpAttr[],
    inputs: readonly number[],
    outputCount: number,
  ): Metadata[];
}

let active: OpRecorder | undefined;

/** The trace that records ops now; `undefined` when ops run. */
export function activeTrace(): OpRecorder | undefined {
  return active;
}

/** Makes a trace the one that records, or none; returns the one before. */
export function setActiveTrace(trace: OpRecorder | undefined): OpRecorder | undefined {
  const before = active;
  active = trace;
  return before;
}
