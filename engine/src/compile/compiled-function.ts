import type * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { dropRead, handleOf, registerHandle } from '../binding/registry.js';
import { handleOfValues } from '../binding/tensor-data.js';
import { collectHostCopies } from '../host-copies.js';
import { context } from '../native/context.js';
import { addOpInput, deleteHandle, deleteOp, execute, setOpAttr } from '../native/eager.js';
import {
  addFunctionToContext,
  deleteFunction,
  type GraphOutput,
  removeFunctionFromContext,
} from '../native/graph.js';
import { type Pointer, quietly } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { newPlacedOp } from '../placement.js';
import type { Feed, Trace } from '../trace/trace.js';
import { type TracedStep, traceStep } from '../trace/trace-step.js';
import { residentData, resourceOf } from '../trace/variable-storage.js';
import { Choice, type Jit } from './choice.js';
import { checkIndices } from './indices.js';
import { fill } from './structure.js';

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

/**
 * Traces a step for arguments like these and compiles what it did.
 *
 * @param jit Whether XLA runs it, or who decides.
 */
export function compiledFunctionOf(
  step: (...parameters: never[]) => unknown,
  parameters: readonly unknown[],
  jit: Jit,
): CompiledFunction {
  const traced = traceStep(step, parameters, jit === true);
  try {
    return new CompiledFunction(functionOf(traced), new Choice(jit, traced.trace.builder));
  } finally {
    traced.trace.dispose();
  }
}

/** Makes a function of a traced step and adds it to the context. */
function functionOf({ trace, outputs, form, updated }: TracedStep): Blueprint {
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

/** A function that is called with a step's tensors, and updates the step's variables. */
export class CompiledFunction {
  readonly #blueprint: Blueprint;
  readonly #updated: ReadonlySet<tf.Variable>;
  readonly #outputs: BigUint64Array;
  readonly #count = new Int32Array(1);
  readonly #numbers = new Map<Feed, { value: number; handle: Pointer }>();
  readonly #met = new Set<boolean>();
  readonly #choice: Choice;

  /** @param jit Whether XLA compiles it, or who decides. */
  constructor(blueprint: Blueprint, jit: Choice) {
    this.#blueprint = blueprint;
    this.#updated = new Set(blueprint.updated);
    this.#outputs = new BigUint64Array(blueprint.outputCount);
    this.#choice = jit;
  }

  /** Who decides between the executor and XLA, and what was measured. */
  get choice(): Choice {
    return this.#choice;
  }

  /** Variables that it changes. */
  get updated(): readonly tf.Variable[] {
    return this.#blueprint.updated;
  }

  /**
   * Runs the function once; arguments and result as for the step.
   *
   * @param steps How many training steps that is.
   * @param xla Whether XLA runs it; by default what the choice says.
   */
  run(parameters: readonly tf.Tensor[], steps = 1, xla = this.choice.useXla): unknown {
    const { choice } = this;
    collectHostCopies();
    for (const { argument, size } of this.#blueprint.argumentIndices ?? []) {
      const indices = parameters[argument];
      if (indices !== undefined) checkIndices(`compiled step: argument ${argument}`, indices, size);
    }
    try {
      return this.#runAs(parameters, steps, xla);
    } catch (error) {
      // XLA lacks some ops; it says so before anything has run.
      if (!xla || !choice.refused(error)) throw error;
      return this.#runAs(parameters, steps, false);
    }
  }

  #runAs(parameters: readonly tf.Tensor[], steps: number, jit: boolean): unknown {
    const op = newPlacedOp(this.#blueprint.name);
    try {
      if (jit) setOpAttr.bool(op, '_XlaMustCompile', 1);
      for (const feed of this.#blueprint.feeds) addOpInput(op, this.#handle(feed, parameters), status);
      check('compiled step');
      this.#execute(op, steps, jit);
    } finally {
      deleteOp(op);
    }
    for (const action of this.#blueprint.afterRun) for (let step = 0; step < steps; step++) action();
    const results = Array.from(this.#outputs, (handle) => backend.createOutputTensor(registerHandle(handle)));
    if (this.#blueprint.countsViolations) throwOnViolations(results);
    return fill(this.#blueprint.form, results);
  }

  #execute(op: Pointer, steps: number, jit: boolean): void {
    this.#count[0] = this.#outputs.length;
    const call = (): void => execute(op, this.#outputs, this.#count, status);
    const start = performance.now();
    // The first run of each kind compiles, and compilers print.
    if (this.#met.has(jit)) call();
    else quietly(call);
    check('compiled step');
    if (this.#met.has(jit)) this.#choice.record(jit, performance.now() - start, steps);
    this.#met.add(jit);
  }

  #handle(feed: Feed, parameters: readonly tf.Tensor[]): Pointer {
    switch (feed.kind) {
      case 'argument':
        return this.#argument(parameters[feed.index]);
      case 'variable':
        return this.#resource(feed.variable);
      case 'tensor':
        return handleOf(residentData(feed.dataId, 'a tensor that the step uses').id);
      case 'number':
        return this.#number(feed);
    }
  }

  #argument(tensor: tf.Tensor | undefined): Pointer {
    if (tensor === undefined) throw new Error('compiled step: an argument is missing');
    return handleOf(residentData(tensor.dataId, 'an argument').id);
  }

  #resource(variable: tf.Variable): Pointer {
    const entry = resourceOf(variable);
    if (this.#updated.has(variable)) dropRead(entry);
    return entry.resource;
  }

  #number(feed: Feed & { kind: 'number' }): Pointer {
    const value = feed.read();
    const known = this.#numbers.get(feed);
    if (known?.value === value) return known.handle;
    const handle = handleOfValues([], DType.float32, [value]);
    this.#numbers.set(feed, { value, handle });
    if (known !== undefined) deleteHandle(known.handle);
    return handle;
  }

  /** Takes the function out of the context. */
  dispose(): void {
    for (const { handle } of this.#numbers.values()) deleteHandle(handle);
    this.#numbers.clear();
    for (const name of [this.#blueprint.name, ...(this.#blueprint.helpers ?? [])]) {
      removeFunctionFromContext(context, name, status);
      check('compiled step dispose');
    }
  }
}

function throwOnViolations(results: tf.Tensor[]): void {
  const violations = results.pop();
  const count = violations?.dataSync()[0];
  violations?.dispose();
  if (count === 0) return;
  for (const result of results) result.dispose();
  throw new RangeError(
    `compiled step: ${count} indices of tf.gather or an embedding are out of range. XLA took the nearest ones, so the ` +
      "step's updates are wrong: start again from weights saved before it.",
  );
}
