import type * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { engine } from '../engine-state.js';
import type { TracedVariable } from './feed.js';
import type { Trace } from './trace.js';

/** Makes a variable stand for other data until the trace ends. */
export function assignInTrace(trace: Trace, variable: tf.Variable, dataId: object): void {
  const traced = trace.variable(variable);
  if (!trace.owned.has(dataId)) trace.idOfOuter(dataId);
  backend.incRef(dataId);
  forget(trace, traced.variable.dataId);
  variable.dataId = dataId;
}

function forget(trace: Trace, dataId: object): void {
  if (trace.owned.has(dataId) && backend.disposeData(dataId)) engine().removeDataId(dataId, backend);
}

/** Undoes {@link assignInTrace} for every variable of a trace. */
export function restoreVariables(trace: Trace): void {
  for (const { variable, original } of trace.variables.values()) {
    const { dataId } = variable;
    if (dataId === original) continue;
    if (!trace.owned.has(dataId)) backend.disposeData(dataId);
    variable.dataId = original;
  }
}

/** Stores in a variable's resource the value that the variable stands for. */
export function assignResource(trace: Trace, { variable, resource, dtype, touched }: TracedVariable): void {
  const value = trace.outputOf(variable.dataId);
  const attributes = [attr.type('dtype', dtype)];
  const inputs = [resource, value];
  const oper = trace.builder.add({ op: 'AssignVariableOp', attributes, inputs, after: touched });
  touched.push(oper);
  trace.effects.push(oper);
}
