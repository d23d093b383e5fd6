import type * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { DType } from '../binding/dtypes.js';
import { dropRead, handleOf, registerHandle } from '../binding/registry.js';
import { handleOfValues } from '../binding/tensor_data.js';
import { context } from '../native/context.js';
import { addOpInput, deleteHandle, deleteOp, execute, newOp, setOpAttr } from '../native/eager.js';
import { addFunctionToContext, deleteFunction, removeFunctionFromContext } from '../native/graph.js';
import { type Pointer, quietly } from '../native/libc.js';
import { check, status } from '../native/status.js';
import type { Feed } from '../trace/trace.js';
import type { TracedStep } from '../trace/trace_step.js';
import { residentData, resourceOf } from '../trace/variable_storage.js';
import { fill } from './structure.js';

let functionCount = 0;

/** A compiled step for one signature: a TensorFlow function and where its inputs come from. */
export class Version {
  /** The function's name in the context. */
  readonly name = `step_${functionCount++}`;
  /** Operations in the graph. */
  readonly size: number;
  /** Ops in the graph, and how many of each. */
  readonly opCounts: ReadonlyMap<string, number>;
  readonly #feeds: readonly Feed[];
  readonly #updated: ReadonlySet<tf.Variable>;
  readonly #form: unknown;
  readonly #afterRun: readonly (() => void)[];
  readonly #outputs: BigUint64Array;
  readonly #count = new Int32Array(1);
  readonly #numbers = new Map<Feed, { value: number; handle: Pointer }>();
  readonly #met = new Set<boolean>();

  constructor({ trace, outputs, form, updated }: TracedStep) {
    this.size = trace.builder.size;
    this.opCounts = trace.builder.opCounts;
    this.#feeds = trace.inputs.map(({ feed }) => feed);
    this.#updated = new Set(updated);
    this.#form = form;
    this.#afterRun = trace.afterRun;
    this.#outputs = new BigUint64Array(outputs.length);
    const inputs = trace.inputs.map(({ output }) => output);
    const fn = trace.builder.toFunction(this.name, inputs, outputs);
    addFunctionToContext(context, fn, status);
    deleteFunction(fn);
    check('compile');
  }

  /**
   * Runs the function once.
   *
   * @param parameters The step's tensors, in order.
   * @param jit Whether XLA compiles it.
   * @returns What the step returns, its tensors owned by the caller.
   */
  run(parameters: readonly tf.Tensor[], jit: boolean): unknown {
    const op = newOp(context, this.name, status);
    try {
      if (jit) setOpAttr.bool(op, '_XlaMustCompile', 1);
      for (const feed of this.#feeds) addOpInput(op, this.#handle(feed, parameters), status);
      check('compiled step');
      this.#execute(op, jit);
    } finally {
      deleteOp(op);
    }
    for (const action of this.#afterRun) action();
    const results = Array.from(this.#outputs, (handle) => backend.createOutputTensor(registerHandle(handle)));
    return fill(this.#form, results);
  }

  #execute(op: Pointer, jit: boolean): void {
    this.#count[0] = this.#outputs.length;
    const call = (): void => execute(op, this.#outputs, this.#count, status);
    // The first run of each kind compiles, and compilers print.
    if (this.#met.has(jit)) call();
    else quietly(call);
    check('compiled step');
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
    if (known !== undefined) deleteHandle(known.handle);
    const handle = handleOfValues([], DType.float32, [value]);
    this.#numbers.set(feed, { value, handle });
    return handle;
  }

  /** Takes the function out of the context. */
  dispose(): void {
    for (const { handle } of this.#numbers.values()) deleteHandle(handle);
    this.#numbers.clear();
    removeFunctionFromContext(context, this.name, status);
    check('compiled step dispose');
  }
}
