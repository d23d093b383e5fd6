import * as tf from '@tensorflow/tfjs';
import { backend, dataOf } from '../backend.js';
import { engine } from '../engine-state.js';
import { activeTrace, type OpRecorder } from '../trace/active.js';

/** A kernel's call that made a tensor: two ops in a row can be cheaper together. */
export interface Origin {
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attributes: object;
}

interface Noted extends Origin {
  readonly shape: readonly number[];
  readonly trace: OpRecorder | undefined;
}

const origins = new WeakMap<object, Noted>();

/**
 * Remembers how a tensor was made, for as long as it lives. In a trace its inputs are held to the trace's end; eagerly
 * they may go at any time.
 */
export function noteOrigin(
  result: tf.TensorInfo,
  kernelName: string,
  inputs: Readonly<Record<string, tf.TensorInfo>>,
  attributes: object = {},
): void {
  const trace = activeTrace();
  const noted: Record<string, tf.TensorInfo> = {};
  for (const [name, { dataId, shape, dtype }] of Object.entries(inputs)) {
    noted[name] = { dataId, shape: [...shape], dtype };
    trace?.hold(dataId);
  }
  origins.set(result.dataId, { kernelName, inputs: noted, attributes, shape: [...result.shape], trace });
}

/**
 * How a tensor was made: by this kernel, in the same trace or outside of all, and its inputs are still there as they were.
 * What a variable holds may have changed since.
 */
export function originOf(x: tf.TensorInfo, kernelName: string): Origin | undefined {
  const noted = origins.get(x.dataId);
  if (noted?.kernelName !== kernelName || noted.trace !== activeTrace()) return undefined;
  if (noted.shape.length !== x.shape.length || noted.shape.some((length, axis) => length !== x.shape[axis]))
    return undefined;
  const inputs = Object.values(noted.inputs);
  if (noted.trace !== undefined) return noted;
  return inputs.every(({ dataId }) => dataOf(dataId) !== undefined && !isVariable(dataId))
    ? noted
    : undefined;
}

/** An input of the call that made a tensor; throws when it is missing. */
export function originalInput({ inputs, kernelName }: Origin, name: string): tf.TensorInfo {
  const found = inputs[name];
  if (found === undefined) throw new Error(`${kernelName}: no input ${name} was noted`);
  return found;
}

/** What a kernel got, as a tensor for tfjs's ops; the data stay when it is disposed of. */
export function asTensor(info: tf.TensorInfo): tf.Tensor {
  backend.incRef(info.dataId);
  return tf.engine().makeTensorFromTensorInfo(info);
}

function isVariable(dataId: object): boolean {
  return Object.values(engine().state.registeredVariables).some((variable) => variable.dataId === dataId);
}
