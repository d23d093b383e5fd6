import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/**
 * `GatherV2` that also works inside a trace, where indices have no values yet: tfjs-node's reads them. Eagerly they are
 * read here too: on a GPU, TensorFlow gives zeros for an index out of range.
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
  // Throws for shapes that do not fit.
  tf.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, axis, batchDims);
  const size = x.shape[axis] ?? 0;
  const trace = activeTrace();
  if (trace === undefined) checkNow(indices, size);
  else trace.checks.indices(indices, size);
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

function checkNow(indices: tf.Tensor, size: number): void {
  const wrong = indices.dataSync().find((index: number) => index < 0 || index >= size);
  if (wrong !== undefined)
    throw new RangeError(`GatherV2: the index value ${wrong} is not in [0, ${size - 1}]`);
}
