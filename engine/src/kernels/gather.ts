import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { checkIndices } from '../compile/indices.js';
import { currentDevice } from '../placement.js';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/**
 * `GatherV2` that also works inside a trace, where indices have no values yet: tfjs-node's reads them. TensorFlow reports an
 * index out of range on a CPU; on a GPU it gives zeros.
 */
export function installGather(): void {
  replaceKernel(tf.GatherV2, () => gather);
}

function gather(call: KernelCall): tf.Tensor {
  const x = input(call, 'x');
  const indices = input(call, 'indices');
  // tfjs's own op sets both.
  const { axis: given, batchDims } = call.attrs as { axis: number; batchDims: number };
  const [axis = 0] = tf.util.parseAxisParam(given, x.shape);
  const size = x.shape[axis] ?? 0;
  const trace = activeTrace();
  if (trace !== undefined) trace.checks.indices(indices, size);
  else if (!currentDevice().includes('CPU')) checkIndices('GatherV2', indices, size);
  const attributes = [
    attr.int('batch_dims', batchDims),
    attr.type('Tparams', backend.getDTypeInteger(x.dtype)),
    attr.type('Tindices', backend.getDTypeInteger(indices.dtype)),
    attr.type('Taxis', backend.getDTypeInteger('int32')),
  ];
  return tf.tidy(() =>
    backend.executeSingleOutput('GatherV2', attributes, [x, indices, tf.scalar(axis, 'int32')]),
  );
}
