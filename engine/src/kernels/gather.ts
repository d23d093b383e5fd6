import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/**
 * `GatherV2` that also works inside a trace, where indices have no values yet. Eagerly an index out of range is an error,
 * as in tfjs-node; in a compiled step TensorFlow's executor reports it.
 */
export function installGather(): void {
  replaceKernel(tf.GatherV2, (old) => (call) => {
    const counted = fromTheStart(call);
    return activeTrace() === undefined ? old(counted) : gatherInTrace(counted);
  });
}

/** An axis counted from the end is one counted from the start: tfjs-node looks for its length at -1. */
function fromTheStart(call: KernelCall): KernelCall {
  // tfjs's own op sets it.
  const [axis = 0] = tf.util.parseAxisParam(call.attrs?.axis as number, input(call, 'x').shape);
  return { ...call, attrs: { ...call.attrs, axis } };
}

function gatherInTrace(call: KernelCall): tf.Tensor {
  const x = input(call, 'x');
  const indices = input(call, 'indices');
  // tfjs's own op sets both.
  const { axis, batchDims } = call.attrs as { axis: number; batchDims: number };
  const attributes = [
    attr.int('batch_dims', batchDims),
    attr.type('Tparams', backend.getDTypeInteger(x.dtype)),
    attr.type('Tindices', backend.getDTypeInteger(indices.dtype)),
    attr.type('Taxis', backend.getDTypeInteger('int32')),
  ];
  activeTrace()?.noteIndices(indices, x.shape[axis] ?? 0);
  return backend.executeSingleOutput('GatherV2', attributes, [x, indices, tf.scalar(axis, 'int32')]);
}
