import * as tf from '@tensorflow/tfjs';
import { input, replaceKernel } from './replace-kernel.js';

/** Padding by a negative number cuts off as much. tfjs's own backend does so; TensorFlow refuses. */
export function installNegativePadding(): void {
  replaceKernel(tf.PadV2, (old) => (call) => {
    // tf.pad sets it.
    const paddings = call.attrs?.paddings as unknown as [number, number][];
    if (paddings.every(([before, after]) => before >= 0 && after >= 0)) return old(call);
    return tf.tidy(() => {
      const x = input(call, 'x');
      const begin = paddings.map(([before]) => Math.max(0, -before));
      const size = x.shape.map((length, axis) => {
        const [before, after] = paddings[axis] ?? [0, 0];
        return length + Math.min(0, before) + Math.min(0, after);
      });
      const kept = paddings.map(([before, after]) => [Math.max(0, before), Math.max(0, after)]);
      const attrs = { ...call.attrs, paddings: kept } as tf.NamedAttrMap;
      // tfjs-node's kernels give tensors.
      return old({ ...call, inputs: { x: tf.slice(x, begin, size) }, attrs }) as tf.Tensor;
    });
  });
}
