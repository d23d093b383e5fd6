import * as tf from '@tensorflow/tfjs';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { handleOfValues } from '../binding/tensor-data.js';
import { deleteHandle, resolveHandle } from '../native/eager.js';
import { copyFunctionToGraph, type GraphOutput, outputType } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { deleteTensor } from '../native/tensor.js';
import { GraphBuilder } from '../trace/graph-builder.js';
import type { Feed } from '../trace/trace.js';
import { type TracedStep, traceStep } from '../trace/trace-step.js';
import { addFunction, type Blueprint, newFunctionName } from './blueprint.js';
import type { LoopStep } from './loop.js';
import { singleScalar, singleTensor } from './structure.js';

/**
 * Makes a function of `steps, batches, …data` that runs the step `steps` times. Its loop carries the counter, the results
 * so far, and everything that the body takes; variables are updated where they are.
 */
export function traceLoop(step: LoopStep, data: readonly tf.Tensor[], batches: tf.Tensor2D): Blueprint {
  const body = traceBody(step, data, batches);
  try {
    return assemble(body, batches.shape[0]);
  } finally {
    body.trace.dispose();
  }
}

/** The body: counter i, results so far, steps, batches, data → i + 1 and results with the i-th filled in. */
function traceBody(step: LoopStep, data: readonly tf.Tensor[], batches: tf.Tensor2D): TracedStep {
  const [capacity] = batches.shape;
  const once = (
    i: tf.Tensor,
    results: tf.Tensor,
    _steps: tf.Tensor,
    order: tf.Tensor,
    ...all: tf.Tensor[]
  ): tf.Tensor[] => {
    const row = tf.gather(order, i) as tf.Tensor1D;
    const result = singleScalar(step(...all.map((tensor) => tf.gather(tensor, row))));
    const here = tf.equal(tf.range(0, capacity, 1, 'int32'), i);
    const filled = tf.where(here, tf.fill([capacity], 1).mul(tf.reshape(result, [])), results);
    return [tf.add(i, tf.scalar(1, 'int32')), filled];
  };
  const zero = tf.scalar(0, 'int32');
  const results = tf.zeros([capacity]);
  try {
    return traceStep(once, [zero, results, zero, batches, ...data], true);
  } finally {
    tf.dispose([zero, results]);
  }
}

function assemble(body: TracedStep, capacity: number): Blueprint {
  const inputs = [...body.trace.inputs].sort((a, b) => rank(a.feed) - rank(b.feed));
  const types = inputs.map(({ output }) => outputType(output));
  const placeholders = inputs.map(({ output }) => output);
  const bodyName = newFunctionName('loop_body');
  const bodyFunction = body.trace.builder.toFunction(bodyName, placeholders, [
    ...body.outputs,
    ...placeholders.slice(2).map((output) => pass(body, output)),
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
    const carried = inputs.slice(2).map((_, i) => outer.placeholder(null, types[i + 2] ?? 0));
    const start = [
      constant(outer, DType.int32, [], [0]),
      constant(outer, DType.float32, [capacity], new Float32Array(capacity)),
    ];
    const attributes = [
      attr.type('T', types),
      attr.function('cond', conditionName),
      attr.function('body', bodyName),
      attr.int('parallel_iterations', 1),
    ];
    const loop = outer.add({ op: 'While', attributes, inputs: [...start, ...carried] });
    const name = newFunctionName('loop');
    addFunction(outer.toFunction(name, carried, [{ oper: loop, index: 1 }]));
    return {
      name,
      feeds: inputs.slice(2).map(({ feed }) => shifted(feed)),
      outputCount: 1,
      updated: body.updated,
      form: singleTensor(),
      helpers: [bodyName, conditionName],
      afterRun: body.trace.afterRun,
    };
  } finally {
    outer.dispose();
  }
}

/** Arguments come first and in order: counter and results before what the caller passes. */
function rank(feed: Feed): number {
  return feed.kind === 'argument' ? feed.index : Number.MAX_SAFE_INTEGER;
}

/** The outer function does not take the counter and the results. */
function shifted(feed: Feed): Feed {
  return feed.kind === 'argument' ? { kind: 'argument', index: feed.index - 2 } : feed;
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
    const [i, , steps] = inputs;
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
