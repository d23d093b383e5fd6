import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { rebuild, template } from '../compile/structure.js';
import { countsSince, disposeScopes, engine, saveNesting, setCounts } from '../engine-state.js';
import type { GraphOutput } from '../native/graph.js';
import * as graph from '../native/graph.js';
import { onHardStop } from '../repair.js';
import { type Runners, setActiveTrace } from './active.js';
import { assignResource, restoreVariables } from './assignment.js';
import { installHooks } from './hooks.js';
import { Trace } from './trace.js';

/** A traced step: its graph, ready to become a function. */
export interface TracedStep {
  readonly trace: Trace;
  readonly outputs: readonly GraphOutput[];
  /** What the step returned, with places for its tensors. */
  readonly form: unknown;
  /** Variables that the step changes. */
  readonly updated: readonly tf.Variable[];
  /** How often each of the run's checks fails, int32 `[kinds]`; `undefined` where nothing is to be checked. */
  readonly violations: GraphOutput | undefined;
}

/**
 * Runs a step once with its ops recorded instead of executed. Whatever happens, variables, tfjs's counts and nesting
 * are afterwards as before.
 *
 * @param step The step.
 * @param parameters Its arguments; only shapes and types of their tensors matter.
 * @param xla Whether the graph is made for XLA.
 * @param runners Who may run it.
 * @returns The graph; the caller disposes of `trace`.
 */
export function traceStep(
  step: (...parameters: never[]) => unknown,
  parameters: readonly unknown[],
  xla: boolean,
  runners: Runners,
): TracedStep {
  const trace = new Trace(xla, runners);
  const counts = countsSince();
  const undo = [() => setCounts(counts, ...trace.madeOutside), saveNesting()];
  const depth = engine().state.scopeStack.length;
  const leave = (): void => leaveTrace(trace, undo);
  const forget = onHardStop(() => {
    trace.abandoned = true;
    disposeScopes(depth);
    leave();
    trace.dispose();
  });
  try {
    installHooks(trace, undo);
    setActiveTrace(trace);
    return record(trace, step, parameters);
  } catch (error) {
    leave();
    trace.dispose();
    throw error;
  } finally {
    leave();
    forget();
  }
}

function leaveTrace(trace: Trace, undo: (() => void)[]): void {
  setActiveTrace(undefined);
  // Each is run before it is forgotten, and may run twice.
  for (; undo.length > 0; undo.pop()) undo.at(-1)?.();
  restoreVariables(trace);
}

function record(
  trace: Trace,
  step: (...parameters: never[]) => unknown,
  parameters: readonly unknown[],
): TracedStep {
  let traced: TracedStep | undefined;
  tf.tidy(() => {
    let index = 0;
    const place = (tensor: tf.Tensor): tf.Tensor => argument(trace, tensor, index++);
    // The parameters keep their form, so they fit the step as the originals did.
    const result = step(...(parameters.map((value) => rebuild(value, place)) as never[]));
    traced = conclude(trace, result);
  });
  if (traced === undefined) throw new Error('compile: the step did not run');
  return traced;
}

function argument(trace: Trace, tensor: tf.Tensor, index: number): tf.Tensor {
  const made = trace.argument(index, tensor.shape, backend.getDTypeInteger(tensor.dtype));
  trace.checks.argumentOf.set(made.dataId, index);
  return made;
}

function conclude(trace: Trace, result: unknown): TracedStep {
  const { form, tensors } = template(result);
  const results = tensors.map((tensor) => trace.outputOf(tensor.dataId));
  const updated = [...trace.variables.values()].filter(
    ({ variable, original }) => variable.dataId !== original,
  );
  for (const traced of updated)
    if (traced.variable.dataId !== traced.updatedAs) assignResource(trace, traced);
  const outputs = results.map((output) => afterEffects(trace, output));
  if (outputs.length === 0) outputs.push(afterEffects(trace, trace.outputOf(tf.scalar(0).dataId)));
  const violations = trace.checks.countsViolations ? trace.checks.totals(trace.builder) : undefined;
  return { trace, outputs, form, updated: updated.map(({ variable }) => variable), violations };
}

function afterEffects(trace: Trace, output: GraphOutput): GraphOutput {
  const type = graph.outputType(output);
  const oper = trace.builder.add({
    op: 'Identity',
    attributes: [attr.type('T', type)],
    inputs: [output],
    after: trace.effects,
  });
  return { oper, index: 0 };
}
