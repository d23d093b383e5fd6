import * as tf from '@tensorflow/tfjs';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

const toLast = [0, 2, 3, 1];
const toFirst = [0, 3, 1, 2];

/**
 * Convolutions of images with channels first: turned to channels last and back. tfjs-node hands TensorFlow its strides in
 * the order of channels last, and TensorFlow's gradients for this layout are for GPUs.
 */
export function installChannelsFirst(): void {
  lastInstead(tf.Conv2D, ['x'], true);
  lastInstead(tf.Conv2DBackpropInput, ['dy'], true);
  lastInstead(tf.Conv2DBackpropFilter, ['x', 'dy'], false);
}

/** @param turnBack Whether the result is images; a filter has one layout. */
function lastInstead(kernelName: string, names: readonly string[], turnBack: boolean): void {
  replaceKernel(kernelName, (old) => (call) => {
    if (call.attrs?.dataFormat !== 'NCHW') return old(call);
    return tf.tidy(() => {
      const turned = Object.fromEntries(names.map((name) => [name, tf.transpose(input(call, name), toLast)]));
      const inputs = { ...call.inputs, ...turned };
      // tfjs-node's kernels give tensors.
      const result = old({ ...call, inputs, attrs: attributesLast(call) }) as tf.Tensor;
      return turnBack ? tf.transpose(result, toFirst) : result;
    });
  });
}

function attributesLast({ attrs }: KernelCall): tf.NamedAttrMap {
  const turn = (list: unknown): unknown =>
    Array.isArray(list) && list.length === 4 ? toLast.map((axis) => list[axis]) : list;
  const turned = { ...attrs, dataFormat: 'NHWC', pad: turn(attrs?.pad), inputShape: turn(attrs?.inputShape) };
  // As tfjs's ops have them.
  return turned as tf.NamedAttrMap;
}
