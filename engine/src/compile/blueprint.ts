import type * as tf from '@tensorflow/tfjs';
import { context } from '../native/context.js';
import { addFunctionToContext, deleteFunction } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import type { Feed } from '../trace/feed.js';
import type { ArgumentIndices } from '../trace/run-checks.js';
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
  readonly argumentIndices?: readonly ArgumentIndices[];
  /** Whether the last output counts what {@link violationKinds} lists. */
  readonly countsViolations?: boolean;
  /** Functions that it calls, which go with it. */
  readonly helpers?: readonly string[];
}

/** Makes a function of a traced step and adds it to the context. */
export function functionOf({ trace, outputs, form, updated, violations }: TracedStep): Blueprint {
  const name = newFunctionName('step');
  const inputs = trace.inputs.map(({ output }) => output);
  const { afterRun, builder, checks } = trace;
  const { argumentIndices } = checks;
  const countsViolations = violations !== undefined;
  const all = countsViolations ? [...outputs, violations] : outputs;
  addFunction(builder.toFunction(name, inputs, all));
  const feeds = trace.inputs.map(({ feed }) => feed);
  return { name, feeds, outputCount: all.length, updated, form, afterRun, argumentIndices, countsViolations };
}

/** Adds a function to the context, and frees it. */
export function addFunction(fn: Pointer): void {
  addFunctionToContext(context, fn, status);
  deleteFunction(fn);
  check('compile');
}
