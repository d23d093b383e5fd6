import type * as tf from '@tensorflow/tfjs';
import type { OpAttr } from '../binding/attributes.js';
import type { Metadata } from '../binding/registry.js';
import type { GraphBuilder } from './graph-builder.js';
import type { RunChecks } from './run-checks.js';

/** Who may run a traced function. */
export interface Runners {
  readonly executor: boolean;
  readonly xla: boolean;
}

/** What the binding needs of a trace: it takes ops instead of running them. */
export interface OpRecorder {
  /** Whether the graph is made for XLA; others may run it too. */
  readonly xla: boolean;
  /** How many independent chains of small ops the traced function will run at once: 1 under XLA and on a GPU. */
  readonly parallelChains: number;
  /** Who may run the traced function. */
  readonly runners: Runners;
  /** What is to be checked at each run. */
  readonly checks: RunChecks;
  /** Keeps data that were made inside the trace until it ends, whoever disposes of them. */
  hold(dataId: object): void;
  /** Notes that a tensor of the trace holds one number, a scalar of the trace, repeated. */
  repeats(x: tf.Tensor, number: tf.Tensor): void;
  /** That number; `undefined` where none was noted. */
  repeatedNumber(x: tf.Tensor): tf.Tensor | undefined;
  /** Adds what a step has violated so far to counts, int32 `[kinds]`. */
  addViolations(counts: tf.Tensor): tf.Tensor;
  /** The graph so far. */
  readonly builder: Pick<GraphBuilder, 'uncounted'>;
  /** A number that is read at each call and given to the function, as a scalar. */
  number(read: () => number): tf.Tensor;
  /** Another argument of the traced function, at this place. */
  argument(index: number, shape: readonly number[], dtype: number): tf.Tensor;
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
