import * as tf from '@tensorflow/tfjs';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { handleOfValues } from '../binding/tensor-data.js';
import { deleteHandle, resolveHandle } from '../native/eager.js';
import { copyFunctionToGraph, type GraphOutput, outputType } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { deleteTensor } from '../native/tensor.js';
import { activeTrace } from '../trace/active.js';
import type { Feed } from '../trace/feed.js';
import { GraphBuilder } from '../trace/graph-builder.js';
import { violationKinds } from '../trace/run-checks.js';
import { type TracedStep, traceStep } from '../trace/trace-step.js';
import { addFunction, type Blueprint, newFunctionName } from './blueprint.js';
import { gatherRows } from './byte-rows.js';
import { type Choice, runnersFor } from './choice.js';
import type { LoopStep } from './loop-step.js';
import { singleResult, singleTensor } from './structure.js';

/** What a loop is made for: the forms of its arguments, and how it ends. */
export interface LoopArguments {
  /** Tensors `[examples, …]`, of which each step gathers its batch. */
  readonly data: readonly tf.Tensor[];
  /** int32 `[capacity, batch]`. */
  readonly batches: tf.Tensor2D;
  /** Tensors `[capacity, …]`, of which each step takes its row. */
  readonly inputs: readonly tf.Tensor[];
  /** See `LoopOptions`. */
  readonly untilNonFinite: boolean;
}

/**
 * Makes a function of `steps, batches, …data, …inputs` that runs the step `steps` times. Its loop carries the counter, the
 * counts of violations, everything that the body takes, and the results so far; variables are updated where they are.
 */
export function traceLoop(step: LoopStep, jit: Choice['jit'], args: LoopArguments): Blueprint {
  const body = traceBody(step, jit, args);
  try {
    return assemble(body);
  } finally {
    body.trace.dispose();
  }
}

/** How many values a loop changes besides its results, which come last: counter, counts of violations. */
const changing = 2;
/** The results' place among the arguments: their shape is known when the step has run. */
const last = Number.MAX_SAFE_INTEGER;

/**
 * The body: counter i, counts of violations so far, steps, batches, data, inputs, results so far → i + 1, the counts, and
 * the results with the i-th filled in.
 */
function traceBody(
  step: LoopStep,
  jit: Choice['jit'],
  { data, batches, inputs, untilNonFinite }: LoopArguments,
): TracedStep {
  const [capacity] = batches.shape;
  const once = (
    i: tf.Tensor,
    counts: tf.Tensor,
    steps: tf.Tensor,
    order: tf.Tensor,
    ...all: tf.Tensor[]
  ): tf.Tensor[] => {
    const trace = activeTrace();
    if (trace === undefined) throw new Error('compileLoop: the body is traced, not run');
    trace.checks.trust(i);
    const row = tf.gather(order, i) as tf.Tensor1D;
    // Batches are checked before the loop runs.
    trace.checks.trust(row);
    const batch = data.map((given, place) => gatherRows(given, all[place] ?? given, row));
    const result = singleResult(
      step(...batch, ...all.slice(data.length).map((input) => tf.gather(input, i))),
    );
    const next = tf.add(i, tf.scalar(1, 'int32'));
    const end = untilNonFinite ? tf.where(tf.isFinite(firstNumber(result)), next, steps) : next;
    const results = trace.argument(last, [capacity, ...result.shape], DType.float32);
    return [end, trace.addViolations(counts), withRow(results, i, result)];
  };
  const zero = tf.scalar(0, 'int32');
  const counts = tf.zeros([violationKinds.length], 'int32');
  try {
    return traceStep(once, [zero, counts, zero, batches, ...data, ...inputs], true, runnersFor(jit));
  } finally {
    tf.dispose([zero, counts]);
  }
}

function firstNumber(result: tf.Tensor): tf.Scalar {
  return tf.reshape(tf.slice(tf.reshape(result, [-1]), [0], [1]), []);
}

/** The rows with the i-th replaced. */
function withRow(rows: tf.Tensor, i: tf.Tensor, row: tf.Tensor): tf.Tensor {
  const [capacity = 1, ...shape] = rows.shape;
  const here = tf.equal(tf.range(0, capacity, 1, 'int32'), i);
  const marks = tf.reshape(here, [capacity, ...shape.map(() => 1)]);
  return tf.where(tf.broadcastTo(marks, rows.shape), tf.broadcastTo(tf.expandDims(row), rows.shape), rows);
}

function assemble(body: TracedStep): Blueprint {
  const inputs = [...body.trace.inputs].sort((a, b) => rank(a.feed) - rank(b.feed));
  const carriedInputs = inputs.slice(changing, -1);
  const [end, counts, results] = body.outputs;
  const resultsInput = inputs.at(-1);
  if (!end || !counts || !results || !resultsInput) throw new Error('compileLoop: the body gave too little');
  const types = inputs.map(({ output }) => outputType(output));
  const placeholders = inputs.map(({ output }) => output);
  const bodyName = newFunctionName('loop_body');
  const bodyFunction = body.trace.builder.toFunction(bodyName, placeholders, [
    ...[end, counts],
    ...carriedInputs.map(({ output }) => pass(body, output)),
    results,
  ]);
  const conditionName = newFunctionName('loop_condition');
  const conditionFunction = conditionOf(conditionName, types);
  const outer = new GraphBuilder();
  try {
    for (const fn of [bodyFunction, conditionFunction]) {
      copyFunctionToGraph(outer.graph, fn, null, status);
      check('compileLoop');
      addFunction(fn);
    }
    const carried = carriedInputs.map(({ output }) => outer.placeholder(null, outputType(output)));
    const start = [
      constant(outer, DType.int32, [], [0]),
      constant(outer, DType.int32, [violationKinds.length], new Int32Array(violationKinds.length)),
    ];
    const shape = body.trace.builder.shapeOf(resultsInput.output, 'compileLoop');
    const none = constant(outer, DType.float32, shape, new Float32Array(tf.util.sizeFromShape(shape)));
    const attributes = [
      attr.type('T', types),
      attr.function('cond', conditionName),
      attr.function('body', bodyName),
      attr.int('parallel_iterations', 1),
    ];
    const loop = outer.add({ op: 'While', attributes, inputs: [...start, ...carried, none] });
    const name = newFunctionName('loop');
    const { countsViolations } = body.trace.checks;
    const atEnd = inputs.length - 1;
    const outputs = (countsViolations ? [atEnd, 1] : [atEnd]).map((index) => ({ oper: loop, index }));
    addFunction(outer.toFunction(name, carried, outputs));
    return {
      name,
      feeds: carriedInputs.map(({ feed }) => shifted(feed)),
      outputCount: outputs.length,
      countsViolations,
      updated: body.updated,
      form: singleTensor(),
      helpers: [bodyName, conditionName],
      afterRun: body.trace.afterRun,
    };
  } finally {
    outer.dispose();
  }
}

/** Arguments come first and in order: what the loop changes before what the caller passes; its results last of all. */
function rank(feed: Feed): number {
  return feed.kind === 'argument' ? feed.index : last - 1;
}

/** The outer function does not take what the loop changes. */
function shifted(feed: Feed): Feed {
  return feed.kind === 'argument' ? { kind: 'argument', index: feed.index - changing } : feed;
}

function pass(body: TracedStep, output: GraphOutput): GraphOutput {
  const attributes = [attr.type('T', outputType(output))];
  return { oper: body.trace.builder.add({ op: 'Identity', attributes, inputs: [output] }), index: 0 };
}

/** i < steps, of the same inputs as the body. */
function conditionOf(name: string, types: readonly number[]): Pointer {
  const builder = new GraphBuilder();
  try {
    const inputs = types.map((type) => builder.placeholder(null, type));
    const [i, steps] = [inputs[0], inputs[changing]];
    if (i === undefined || steps === undefined) throw new Error('compileLoop: the body has no counter');
    const less = builder.add({ op: 'Less', attributes: [attr.type('T', DType.int32)], inputs: [i, steps] });
    return builder.toFunction(name, inputs, [{ oper: less, index: 0 }]);
  } finally {
    builder.dispose();
  }
}

function constant(
  builder: GraphBuilder,
  dtype: number,
  shape: readonly number[],
  values: ArrayLike<number>,
): GraphOutput {
  const handle = handleOfValues(shape, dtype, values);
  const tensor = resolveHandle(handle, status);
  deleteHandle(handle);
  check('compileLoop');
  if (tensor === null) throw new Error('compileLoop: TensorFlow returned no tensor');
  try {
    return builder.constant(tensor, dtype);
  } finally {
    deleteTensor(tensor);
  }
}
