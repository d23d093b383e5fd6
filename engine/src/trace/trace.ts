import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { backend, dataOf } from '../backend.js';
import { attr, type OpAttr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { entryOf, handleOf, isRegistered, type Metadata, register, release } from '../binding/registry.js';
import { type Counts, engine } from '../engine-state.js';
import { handleType, resolveHandle } from '../native/eager.js';
import type { GraphOutput } from '../native/graph.js';
import * as graph from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { deleteTensor } from '../native/tensor.js';
import { currentDevice } from '../placement.js';
import type { Runners } from './active.js';
import type { Feed, TracedVariable } from './feed.js';
import { GraphBuilder } from './graph-builder.js';
import { RunChecks } from './run-checks.js';
import { ownData, residentData, resourceInTrace } from './variable-storage.js';

/** More chains make longer graphs, and processors are busy with fewer. */
const mostChains = 4;

/** Products of two matrices, by one name or the other. */
const products = new Set(['MatMul', 'BatchMatMulV2']);

/** Ops that are not for XLA alone. */
const notUnderXla = new Set(['MaxPool3D', 'MaxPool3DGrad']);

/** Records a step's ops into a graph, and finds what it captures from outside. */
export class Trace {
  readonly builder = new GraphBuilder();
  readonly inputs: { readonly feed: Feed; readonly output: GraphOutput }[] = [];
  readonly variables = new Map<tf.Variable, TracedVariable>();
  /** Data made inside the trace; it goes away with it. */
  readonly owned = new Set<object>();
  /** Operations that must run although no output needs them. */
  readonly effects: Pointer[] = [];
  /** What to do in JavaScript after each run of the function. */
  readonly afterRun: (() => void)[] = [];
  /** See {@link OpRecorder}. */
  readonly checks: RunChecks;
  /** What tfjs counted while the trace was left for a moment, to make variables. */
  readonly madeOutside: Counts[] = [];
  /** Whether a hard stop ended it: then what it borrowed is given back without complaint. */
  abandoned = false;
  /** See {@link OpRecorder}. */
  readonly parallelChains: number;
  readonly #variableOf = new Map<object, tf.Variable>();
  readonly #ids: number[] = [];
  readonly #outer = new Map<object, number>();
  readonly #constants = new Map<number, GraphOutput>();
  readonly #repeated = new Map<object, GraphOutput>();

  /**
   * @param xla See {@link OpRecorder}.
   * @param runners See {@link OpRecorder}.
   */
  constructor(
    readonly xla: boolean,
    readonly runners: Runners,
  ) {
    const onCpu = currentDevice().includes('CPU');
    this.checks = new RunChecks(runners.xla || !onCpu, (dataId) => this.outputOf(dataId));
    this.parallelChains = xla || !onCpu ? 1 : Math.min(mostChains, availableParallelism());
    for (const variable of Object.values(engine().state.registeredVariables)) {
      const data = dataOf(variable.dataId);
      if (data !== undefined && data.refCount > 1) {
        ownData(variable, residentData(variable.dataId, `variable ${variable.name}`));
      }
      this.adopt(variable);
    }
  }

  /** Takes note of a variable made outside the trace. */
  adopt(variable: tf.Variable): void {
    this.#variableOf.set(variable.dataId, variable);
  }

  /** Adds an op; called by the binding in place of running it. */
  execute(
    name: string,
    attributes: readonly OpAttr[],
    ids: readonly number[],
    outputCount: number,
  ): Metadata[] {
    if (!this.runners.executor && notUnderXla.has(name)) {
      throw new Error(
        `compile: XLA's ${name} treats NaN and infinity otherwise than TensorFlow's executor. ` +
          "Compile this step with jit: 'auto' or jit: false.",
      );
    }
    const inputs = ids.map((id) => this.#outputOfId(id));
    const node = { op: name, attributes, inputs };
    const oper = this.builder.add(node);
    if (products.has(name)) this.builder.countProduct(node, { oper, index: 0 });
    return Array.from({ length: outputCount }, (_, index) => {
      const output = { oper, index };
      return this.metadata(output, this.builder.shapeOf(output, name));
    });
  }

  /** See {@link OpRecorder}; `dispose` deletes what is held, whatever its count. */
  hold(dataId: object): void {
    if (this.owned.has(dataId) && dataOf(dataId) !== undefined) backend.incRef(dataId);
  }

  /** See {@link OpRecorder}. */
  addViolations(counts: tf.Tensor): tf.Tensor {
    if (!this.checks.countsViolations) return counts;
    const totals = this.metadata(this.checks.totals(this.builder), counts.shape);
    return tf.add(counts, backend.createOutputTensor(totals));
  }

  /** See {@link OpRecorder}. */
  repeats(x: tf.Tensor, number: tf.Tensor): void {
    this.#repeated.set(x.dataId, this.outputOf(number.dataId));
  }

  /** See {@link OpRecorder}. */
  repeatedNumber(x: tf.Tensor): tf.Tensor | undefined {
    const output = this.#repeated.get(x.dataId);
    return output === undefined ? undefined : backend.createOutputTensor(this.metadata(output, []));
  }

  /** Gives an output of the graph an id, for tfjs. */
  metadata(output: GraphOutput, shape: number[]): Metadata {
    return { id: this.#register(() => output), dtype: graph.outputType(output), shape };
  }

  /** As {@link metadata}, for an output that is made when it is first asked for. */
  lazyMetadata(output: () => GraphOutput, shape: number[], dtype: number): Metadata {
    return { id: this.#register(output), dtype, shape };
  }

  /** See {@link OpRecorder}. */
  argument(index: number, shape: readonly number[], dtype: number): tf.Tensor {
    const output = this.addInput({ kind: 'argument', index }, shape, dtype);
    return backend.createOutputTensor(this.metadata(output, [...shape]));
  }

  /** A number that is read at each call and given to the function: float32, shape `[]`; or the tensor that stands for it. */
  number(read: () => number): tf.Tensor {
    const now: unknown = read();
    if (now instanceof tf.Tensor) return now;
    const output = this.addInput({ kind: 'number', read }, [], DType.float32);
    return backend.createOutputTensor(this.metadata(output, []));
  }

  #register(output: () => GraphOutput): number {
    const id = register({ kind: 'graph', owner: this, output });
    this.#ids.push(id);
    return id;
  }

  #outputOfId(id: number): GraphOutput {
    const entry = entryOf(id);
    if (entry.kind === 'graph' && entry.owner === this) return entry.output();
    const known = this.#constants.get(id);
    if (known !== undefined) return known;
    const made = this.#constant(handleOf(id));
    this.#constants.set(id, made);
    return made;
  }

  #constant(handle: Pointer): GraphOutput {
    const tensor = resolveHandle(handle, status);
    check('Const');
    if (tensor === null) throw new Error('Const: TensorFlow returned no tensor');
    try {
      return this.builder.constant(tensor, handleType(handle));
    } finally {
      deleteTensor(tensor);
    }
  }

  /** Adds an input to the function: an argument, a captured tensor or variable, or a number read at each call. */
  addInput(feed: Feed, shape: readonly number[], dtype: number): GraphOutput {
    const output = this.builder.placeholder(shape, dtype);
    this.inputs.push({ feed, output });
    return output;
  }

  /** The graph's output that holds a tensor's value, whether it was made inside the trace or outside. */
  outputOf(dataId: object): GraphOutput {
    if (!this.owned.has(dataId)) return this.#outputOfId(this.idOfOuter(dataId));
    const [id] = backend.getInputTensorIds([{ dataId }]);
    if (id === undefined) throw new Error('compile: a tensor has no id');
    return this.#outputOfId(id);
  }

  /** The id that stands for outside data: a variable's value on entry, or a captured tensor. */
  idOfOuter(dataId: object): number {
    const known = this.#outer.get(dataId);
    if (known !== undefined && isRegistered(known)) return known;
    const variable = this.#variableOf.get(dataId);
    const id = variable === undefined ? this.#captureTensor(dataId) : this.#captureVariable(variable);
    this.#outer.set(dataId, id);
    return id;
  }

  #captureTensor(dataId: object): number {
    const data = residentData(dataId, 'a tensor that the step uses');
    const output = this.addInput({ kind: 'tensor', dataId }, data.shape, data.dtype);
    return this.#register(() => output);
  }

  #captureVariable(variable: tf.Variable): number {
    const traced = this.variable(variable);
    return this.#register(() => this.#initialValue(traced));
  }

  /** What the trace knows of a variable; it becomes an input when first asked for. */
  variable(variable: tf.Variable): TracedVariable {
    const known = this.variables.get(variable);
    if (known !== undefined) return known;
    const { dtype } = resourceInTrace(variable);
    const resource = this.addInput({ kind: 'variable', variable }, [], DType.resource);
    const original = variable.dataId;
    const met = { variable, original, resource, dtype };
    const traced: TracedVariable = { ...met, initial: undefined, touched: [], updatedAs: undefined };
    this.variables.set(variable, traced);
    return traced;
  }

  #initialValue(traced: TracedVariable): GraphOutput {
    traced.initial ??= this.readResource(traced);
    return traced.initial;
  }

  /** Reads a variable's resource, after the given operations. */
  readResource(traced: TracedVariable, after: readonly Pointer[] = []): GraphOutput {
    const attributes = [attr.type('dtype', traced.dtype)];
    const oper = this.builder.add({ op: 'ReadVariableOp', attributes, inputs: [traced.resource], after });
    traced.touched.push(oper);
    const output = { oper, index: 0 };
    this.builder.setShape(output, traced.variable.shape);
    return output;
  }

  /** Releases what the trace made: tfjs's data, the ids, the graph. */
  dispose(): void {
    const { tensorInfo } = engine().state;
    for (const dataId of this.owned) {
      const data = dataOf(dataId);
      if (data === undefined) continue;
      if (data.id >= 0) release(data.id);
      backend.tensorMap.delete(dataId);
      tensorInfo.delete(dataId);
    }
    for (const id of this.#ids) release(id);
    this.builder.dispose();
  }
}
