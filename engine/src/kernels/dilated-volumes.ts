import * as tf from '@tensorflow/tfjs';
import { dilatedFilter, perAxis } from '../gradients/dilated-filter.js';
import { input, replaceKernel } from './replace-kernel.js';

/** Convolutions of volumes with dilations, which TensorFlow computes on no CPU: with a dilated filter instead. */
export function installDilatedVolumes(): void {
  replaceKernel(tf.Conv3D, (old) => (call) => {
    // conv3d sets it.
    const dilations = perAxis(call.attrs?.dilations as number | number[] | undefined, 3);
    if (dilations.every((dilation) => dilation === 1)) return old(call);
    return tf.tidy(() => {
      const filter = dilatedFilter(input(call, 'filter'), dilations);
      // tfjs-node's kernels give tensors.
      return old({
        ...call,
        inputs: { ...call.inputs, filter },
        attrs: { ...call.attrs, dilations: 1 },
      }) as tf.Tensor;
    });
  });
}
