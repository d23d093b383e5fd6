import type * as tf from '@tensorflow/tfjs';
import type { GraphOutput } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';

/** A variable that a trace has met: its resource in the graph, its value on entry, what has touched it. */
export interface TracedVariable {
  readonly variable: tf.Variable;
  readonly original: object;
  readonly resource: GraphOutput;
  readonly dtype: number;
  initial: GraphOutput | undefined;
  /** Operations that read or update the resource: a later update waits for them. */
  readonly touched: Pointer[];
  /** The data that stands for the resource's value after a fused update; no assignment is needed for it. */
  updatedAs: object | undefined;
}

/** Where an input of the compiled function comes from at each call. */
export type Feed =
  | { readonly kind: 'argument'; readonly index: number }
  | { readonly kind: 'variable'; readonly variable: tf.Variable }
  | { readonly kind: 'tensor'; readonly dataId: object }
  | { readonly kind: 'number'; readonly read: () => number };
