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
import { GraphBuilder } from '../trace/graph-builder.js';
import { violationKinds } from '../trace/run-checks.js';
import type { Feed } from '../trace/trace.js';
import { type TracedStep, traceStep } from '../trace/trace-step.js';
import { addFunction, type Blueprint, newFunctionName } from './blueprint.js';
import { type Jit, runnersFor } from './choice.js';
import type { LoopStep } from './loop-step.js';
import { singleScalar, singleTensor } from './structure.js';

/**
 * Makes a function of `steps, batches, …data` that runs the step `steps` times. Its loop carries the counter, the results
 * so far, and everything that the body takes; variables are updated where they are.
 */
export function traceLoop(
  step: LoopStep,
  jit: Jit,
  data: readonly tf.Tensor[],
  batches: tf.Tensor2D,
): Blueprint {
  const body = traceBody(step, jit, data, batches);
  try {
    return assemble(body, batches.shape[0]);
  } finally {
    body.trace.dispose();
  }
}

/** How many values a loop changes: counter, results, counts of violations. */
const changing = 3;

/**
 * The body: counter i, results so far, counts of violations so far, steps, batches, data → i + 1, results with the i-th
 * filled in, and the counts.
 */
function traceBody(step: LoopStep, jit: Jit, data: readonly tf.Tensor[], batches: tf.Tensor2D): TracedStep {
  const [capacity] = batches.shape;
  const once = (
    i: tf.Tensor,
    results: tf.Tensor,
    counts: tf.Tensor,
    _steps: tf.Tensor,
    order: tf.Tensor,
    ...all: tf.Tensor[]
  ): tf.Tensor[] => {
    const trace = activeTrace();
    trace?.checks.trust(i);
    const row = tf.gather(order, i) as tf.Tensor1D;
    // Batches are checked before the loop runs.
    trace?.checks.trust(row);
    const result = singleScalar(step(...all.map((tensor) => tf.gather(tensor, row))));
    const here = tf.equal(tf.range(0, capacity, 1, 'int32'), i);
    const filled = tf.where(here, tf.fill([capacity], 1).mul(tf.reshape(result, [])), results);
    return [tf.add(i, tf.scalar(1, 'int32')), filled, trace?.addViolations(counts) ?? counts];
  };
  const zero = tf.scalar(0, 'int32');
  const results = tf.zeros([capacity]);
  const counts = tf.zeros([violationKinds.length], 'int32');
  try {
    return traceStep(once, [zero, results, counts, zero, batches, ...data], true, runnersFor(jit));
  } finally {
    tf.dispose([zero, results, counts]);
  }
}

function assemble(body: TracedStep, capacity: number): Blueprint {
  const inputs = [...body.trace.inputs].sort((a, b) => rank(a.feed) - rank(b.feed));
  const types = inputs.map(({ output }) => outputType(output));
  const placeholders = inputs.map(({ output }) => output);
  const bodyName = newFunctionName('loop_body');
  const bodyFunction = body.trace.builder.toFunction(bodyName, placeholders, [
    ...body.outputs,
    ...placeholders.slice(changing).map((output) => pass(body, output)),
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
    const carried = inputs.slice(changing).map((_, i) => outer.placeholder(null, types[i + changing] ?? 0));
    const start = [
      constant(outer, DType.int32, [], [0]),
      constant(outer, DType.float32, [capacity], new Float32Array(capacity)),
      constant(outer, DType.int32, [violationKinds.length], new Int32Array(violationKinds.length)),
    ];
    const attributes = [
      attr.type('T', types),
      attr.function('cond', conditionName),
      attr.function('body', bodyName),
      attr.int('parallel_iterations', 1),
    ];
    const loop = outer.add({ op: 'While', attributes, inputs: [...start, ...carried] });
    const name = newFunctionName('loop');
    const { countsViolations } = body.trace.checks;
    const outputs = (countsViolations ? [1, 2] : [1]).map((index) => ({ oper: loop, index }));
    addFunction(outer.toFunction(name, carried, outputs));
    return {
      name,
      feeds: inputs.slice(changing).map(({ feed }) => shifted(feed)),
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

/** Arguments come first and in order: what the loop changes before what the caller passes. */
function rank(feed: Feed): number {
  return feed.kind === 'argument' ? feed.index : Number.MAX_SAFE_INTEGER;
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
