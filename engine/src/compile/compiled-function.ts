import type * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { DType } from '../binding/dtypes.js';
import { dropRead, handleOf, registerHandle } from '../binding/registry.js';
import { handleOfValues } from '../binding/tensor-data.js';
import { collectHostCopies } from '../host-copies.js';
import { isInterrupt } from '../interrupt.js';
import { context } from '../native/context.js';
import { addOpInput, deleteHandle, deleteOp, execute, setOpAttr } from '../native/eager.js';
import { removeFunctionFromContext } from '../native/graph.js';
import { type Pointer, quietly, returnFreePages } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { newPlacedOp } from '../placement.js';
import type { Feed } from '../trace/feed.js';
import { traceStep } from '../trace/trace-step.js';
import { copyOfResource, residentData, resourceOf } from '../trace/variable-storage.js';
import { type Blueprint, functionOf } from './blueprint.js';
import { Choice, runnersFor, type StepWork } from './choice.js';
import { checkIndices } from './indices.js';
import { fill } from './structure.js';
import { throwOnViolations } from './violations.js';
import { XlaCompilation } from './xla-compilation.js';

/**
 * Traces a step for arguments like these and compiles what it did.
 *
 * @param jit Whether XLA runs it, or who decides.
 */
export function compiledFunctionOf(
  step: (...parameters: never[]) => unknown,
  parameters: readonly unknown[],
  jit: Choice['jit'],
): CompiledFunction {
  const traced = traceStep(step, parameters, jit === true, runnersFor(jit));
  try {
    return new CompiledFunction(functionOf(traced), new Choice(jit, workOf(traced.trace.builder)));
  } finally {
    traced.trace.dispose();
  }
}

/** What a graph is made of, kept without the graph. */
function workOf({ opCounts, productFlops }: StepWork): StepWork {
  return { opCounts, productFlops };
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
  #compilation: XlaCompilation | undefined;

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
    collectHostCopies();
    for (const { argument, size } of this.#blueprint.argumentIndices ?? []) {
      const indices = parameters[argument];
      if (indices !== undefined) checkIndices(`compiled step: argument ${argument}`, indices, size);
    }
    return this.#runAs(parameters, steps, xla);
  }

  /** Has XLA compile the function in another thread, for arguments like these; the choice hears of it. */
  compileWithXla(parameters: readonly tf.Tensor[]): void {
    const copies: Pointer[] = [];
    const op = newPlacedOp(this.#blueprint.name);
    try {
      this.#prepareXla(op, copies, parameters);
    } catch (error) {
      for (const copy of copies) deleteHandle(copy);
      deleteOp(op);
      if (isInterrupt(error)) throw error;
      // There may be no memory for copies: the training goes on without XLA.
      return this.#choice.compiling({ ended: 'badly' });
    }
    this.#compilation = new XlaCompilation(op, this.#blueprint.outputCount, copies);
    this.#choice.compiling(this.#compilation);
  }

  /** Whether XLA could compile the function, when it is done. */
  compiled(): Promise<boolean> {
    const compilation = this.#compilation;
    if (compilation === undefined) return Promise.resolve(false);
    return new Promise((resolve) => compilation.afterwards(() => resolve(compilation.ended === 'well')));
  }

  /** Gives the op the function's inputs; variables that it changes as copies, which the caller frees. */
  #prepareXla(op: Pointer, copies: Pointer[], parameters: readonly tf.Tensor[]): void {
    setOpAttr.bool(op, '_XlaMustCompile', 1);
    for (const feed of this.#blueprint.feeds) {
      if (feed.kind === 'variable' && this.#updated.has(feed.variable)) {
        const copy = copyOfResource(feed.variable);
        copies.push(copy);
        addOpInput(op, copy, status);
      } else addOpInput(op, this.#handle(feed, parameters), status);
    }
    check('compiled step');
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
    const remove = (): void => removeFunctions([this.#blueprint.name, ...(this.#blueprint.helpers ?? [])]);
    if (this.#compilation === undefined) remove();
    else this.#compilation.afterwards(remove);
  }
}

function removeFunctions(names: readonly string[]): void {
  for (const name of names) {
    removeFunctionFromContext(context, name, status);
    check('compiled step dispose');
  }
  returnFreePages();
}
