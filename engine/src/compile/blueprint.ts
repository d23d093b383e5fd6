import type * as tf from '@tensorflow/tfjs';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { context } from '../native/context.js';
import { addFunctionToContext, deleteFunction, type GraphOutput } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import type { Feed, Trace } from '../trace/trace.js';
import type { TracedStep } from '../trace/trace-step.js';

let functionCount = 0;

/** A name that no function in the context has. */
export function newFunctionName(kind: string): string {
  return `${kind}_${functionCount++}`;
}

/** A function in the context, and what calling it takes. */
export interface Blueprint {
  readonly name: string;
  /** Where its inputs come from, in order. */
  readonly feeds: readonly Feed[];
  readonly outputCount: number;
  /** Variables that it changes. */
  readonly updated: readonly tf.Variable[];
  /** What it returns, with places for the outputs. */
  readonly form: unknown;
  /** What to do in JavaScript after each step. */
  readonly afterRun: readonly (() => void)[];
  /** Arguments that are indices: checked before each run. */
  readonly argumentIndices?: Trace['argumentIndices'];
  /** Whether the last output counts other indices out of range. */
  readonly countsViolations?: boolean;
  /** Functions that it calls, which go with it. */
  readonly helpers?: readonly string[];
}

/** Makes a function of a traced step and adds it to the context. */
export function functionOf({ trace, outputs, form, updated }: TracedStep): Blueprint {
  const name = newFunctionName('step');
  const inputs = trace.inputs.map(({ output }) => output);
  const all = [...outputs, ...countOfViolations(trace)];
  addFunction(trace.builder.toFunction(name, inputs, all));
  const feeds = trace.inputs.map(({ feed }) => feed);
  const { afterRun, argumentIndices, violations } = trace;
  const countsViolations = violations.length > 0;
  return { name, feeds, outputCount: all.length, updated, form, afterRun, argumentIndices, countsViolations };
}

function countOfViolations({ builder, violations }: Trace): GraphOutput[] {
  if (violations.length === 0) return [];
  const attributes = [attr.type('T', DType.int32)];
  return [{ oper: builder.add({ op: 'AddN', attributes, inputs: violations }), index: 0 }];
}

/** Adds a function to the context, and frees it. */
export function addFunction(fn: Pointer): void {
  addFunctionToContext(context, fn, status);
  deleteFunction(fn);
  check('compile');
}
