import type * as tf from '@tensorflow/tfjs';
import { backend, dataOf } from '../backend.js';
import type { OpAttr } from '../binding/attributes.js';
import type { GraphOutput } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { assignInTrace, assignResource } from './assignment.js';
import type { TracedVariable } from './feed.js';
import type { Trace } from './trace.js';

/** An op that updates variables in place, such as `ResourceApplyAdam`. */
export interface Update {
  readonly op: string;
  readonly attributes: readonly OpAttr[];
  /** The variables it takes first, all of which it changes. */
  readonly variables: readonly tf.Variable[];
  /** Its other inputs, in order. */
  readonly inputs: readonly tf.Tensor[];
}

/** Adds such an op to the trace. Afterwards each variable stands for its new value, read when it is first used. */
export function updateInPlace(trace: Trace, { op, attributes, variables, inputs }: Update): void {
  const traced = variables.map((variable) => trace.variable(variable));
  for (const variable of traced) settle(trace, variable);
  const values = inputs.map((tensor) => trace.outputOf(tensor.dataId));
  const oper = trace.builder.add({
    op,
    attributes,
    inputs: [...traced.map(({ resource }) => resource), ...values],
    after: traced.flatMap(({ touched }) => touched),
  });
  trace.effects.push(oper);
  for (const variable of traced) standForNewValue(trace, variable, oper);
}

/** Makes sure that the resource holds the variable's value, and that earlier values still needed are read. */
function settle(trace: Trace, traced: TracedVariable): void {
  const { variable, original, updatedAs } = traced;
  if ((dataOf(original)?.refCount ?? 0) > 1) trace.outputOf(original);
  if (updatedAs !== undefined && trace.owned.has(updatedAs) && dataOf(updatedAs)) trace.outputOf(updatedAs);
  if (variable.dataId === original || variable.dataId === updatedAs) return;
  assignResource(trace, traced);
}

function standForNewValue(trace: Trace, traced: TracedVariable, oper: Pointer): void {
  let read: GraphOutput | undefined;
  const metadata = trace.lazyMetadata(
    () => {
      read ??= trace.readResource(traced, [oper]);
      return read;
    },
    traced.variable.shape,
    traced.dtype,
  );
  traced.touched.push(oper);
  const { dataId } = backend.createOutputTensor(metadata);
  assignInTrace(trace, traced.variable, dataId);
  traced.updatedAs = dataId;
}
