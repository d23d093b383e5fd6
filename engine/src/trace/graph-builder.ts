import { attr, type OpAttr, setGraphAttr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import type { GraphOutput } from '../native/graph.js';
import * as graph from '../native/graph.js';
import { copyBytes, type Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { tensorByteSize, tensorData, tensorDim, tensorRank } from '../native/tensor.js';

/** An operation in a graph, its inputs and what must run before it. */
export interface Node {
  readonly op: string;
  readonly attributes: readonly OpAttr[];
  readonly inputs: readonly GraphOutput[];
  readonly after?: readonly Pointer[];
}

/**
 * How an op takes its inputs where some are lists: a number is that many single inputs, `N` a list of the rest (or of
 * an equal share, where two lists follow each other).
 */
const listInputs: Readonly<Record<string, readonly ('N' | number)[]>> = {
  AddN: ['N'],
  ConcatV2: ['N', 1],
  Einsum: ['N'],
  IdentityN: ['N'],
  Pack: ['N'],
  StatelessWhile: ['N'],
  While: ['N'],
  DynamicStitch: ['N', 'N'],
};

/** A TensorFlow graph that grows op by op, and becomes a function. */
export class GraphBuilder {
  readonly graph: Pointer = graph.newGraph();
  /** Ops by name, and how many of each: what the graph is made of. */
  readonly opCounts = new Map<string, number>();
  /** Floating-point operations of its matrix products. */
  productFlops = 0;
  size = 0;
  readonly #small = new Map<string, GraphOutput>();
  #disposed = false;

  /** Adds an operation; returns its address, from which outputs are numbered. */
  add(node: Node): Pointer {
    const description = graph.newOperation(this.graph, node.op, `${node.op}_${this.size++}`);
    this.opCounts.set(node.op, (this.opCounts.get(node.op) ?? 0) + 1);
    this.#connect(description, node);
    const lists = listInputs[node.op];
    for (const attribute of node.attributes) {
      if (lists !== undefined && isInferred(attribute)) continue;
      setGraphAttr(description, attribute);
    }
    const operation = graph.finishOperation(description, status);
    check(node.op);
    return operation;
  }

  /** Adds ops that do not count: how a step's examples lie in memory must not decide who runs it. */
  uncounted<T>(add: () => T): T {
    const before = [...this.opCounts];
    const result = add();
    this.opCounts.clear();
    for (const [op, count] of before) this.opCounts.set(op, count);
    return result;
  }

  /** Counts a product of two matrices, `[m, k]` and `[k, n]`, by the numbers in them and in the result: 2 m n k. */
  countProduct(node: Node, result: GraphOutput): void {
    const size = (output: GraphOutput): number =>
      this.shapeOf(output, node.op).reduce((all, dim) => all * dim, 1);
    const sizes = [...node.inputs, result].map(size);
    this.productFlops += 2 * Math.sqrt(sizes.reduce((all, one) => all * one, 1));
  }

  #connect(description: Pointer, { op, inputs, after }: Node): void {
    const layout = listInputs[op];
    if (layout === undefined) for (const input of inputs) graph.addInput(description, input);
    else connectLists(description, layout, inputs);
    for (const operation of after ?? []) graph.addControlInput(description, operation);
  }

  /** Adds a constant holding a `TF_Tensor`; equal small ones (axes, shapes, scalars) are one node. */
  constant(tensor: Pointer, dtype: number): GraphOutput {
    const key = smallContent(tensor, dtype);
    const known = key === undefined ? undefined : this.#small.get(key);
    if (known !== undefined) return known;
    const description = graph.newOperation(this.graph, 'Const', `Const_${this.size++}`);
    graph.setAttr.type(description, 'dtype', dtype);
    graph.setAttr.tensor(description, 'value', tensor, status);
    check('Const');
    const oper = graph.finishOperation(description, status);
    check('Const');
    const output = { oper, index: 0 };
    if (key !== undefined) this.#small.set(key, output);
    return output;
  }

  /** Adds an input of the function to be; its shape may be left open. */
  placeholder(shape: readonly number[] | null, dtype: number): GraphOutput {
    const attributes = [attr.type('dtype', dtype), attr.shape('shape', shape)];
    return { oper: this.add({ op: 'Placeholder', attributes, inputs: [] }), index: 0 };
  }

  /** What shape inference found; throws when a dimension depends on data. */
  shapeOf(output: GraphOutput, op: string): number[] {
    const rank = graph.outputRank(this.graph, output, status);
    check(op);
    const dims = new BigInt64Array(Math.max(rank, 1));
    if (rank >= 0) graph.outputShape(this.graph, output, dims, rank, status);
    const shape = Array.from(dims.subarray(0, Math.max(rank, 0)), Number);
    if (rank >= 0 && shape.every((dim) => dim >= 0)) return shape;
    throw new Error(
      `compile: the shape of ${op}'s result depends on values, which a traced step does not have. ` +
        'Compute it outside the step, or use an op whose shape is known.',
    );
  }

  /** Tells shape inference a shape that it cannot know, such as a variable's. */
  setShape(output: GraphOutput, shape: readonly number[]): void {
    graph.setOutputShape(this.graph, output, BigInt64Array.from(shape, BigInt), shape.length, status);
    check('TF_GraphSetTensorShape');
  }

  /** Makes a function of the graph; the caller deletes it. */
  toFunction(name: string, inputs: readonly GraphOutput[], outputs: readonly GraphOutput[]): Pointer {
    const fn = graph.graphToFunction(
      this.graph,
      name,
      0,
      -1,
      null,
      inputs.length,
      inputs,
      outputs.length,
      outputs,
      null,
      null,
      '',
      status,
    );
    check('compile');
    return fn;
  }

  /** Deletes the graph, once. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    graph.deleteGraph(this.graph);
  }
}

const mostBytes = 64;

/** Type, shape and bytes of a small tensor of numbers, as a key. */
function smallContent(tensor: Pointer, dtype: number): string | undefined {
  const bytes = tensorByteSize(tensor);
  if (bytes > mostBytes || dtype === DType.string) return undefined;
  const content = Buffer.alloc(bytes);
  copyBytes(content, tensorData(tensor), bytes);
  const shape = Array.from({ length: tensorRank(tensor) }, (_, axis) => tensorDim(tensor, axis));
  return `${dtype} [${shape}] ${content.toString('hex')}`;
}

function isInferred({ name }: OpAttr): boolean {
  return name === 'N';
}

function connectLists(
  description: Pointer,
  layout: readonly ('N' | number)[],
  inputs: readonly GraphOutput[],
): void {
  const singles = layout.reduce<number>((sum, part) => sum + (part === 'N' ? 0 : part), 0);
  const lists = layout.filter((part) => part === 'N').length;
  const share = (inputs.length - singles) / lists;
  let at = 0;
  for (const part of layout) {
    if (part === 'N') {
      graph.addInputList(description, inputs.slice(at, at + share), share);
      at += share;
    } else {
      for (const input of inputs.slice(at, at + part)) graph.addInput(description, input);
      at += part;
    }
  }
}
