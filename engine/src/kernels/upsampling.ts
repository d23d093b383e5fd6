import * as tf from '@tensorflow/tfjs';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/**
 * The gradient of nearest-neighbour resizing by whole factors: each pixel receives the sum over its block. Two sums,
 * first over rows and then over columns, are faster than TensorFlow's op, and XLA, which lacks that op, compiles them.
 */
export function installUpsamplingGradient(): void {
  replaceKernel(tf.ResizeNearestNeighborGrad, (old) => (call) => sumOfBlocks(call) ?? old(call));
}

function sumOfBlocks(call: KernelCall): tf.Tensor | undefined {
  const [batch = 0, height = 1, width = 1, channels = 0] = input(call, 'images').shape;
  const dy = input(call, 'dy');
  const rows = (dy.shape[1] ?? 0) / height;
  const columns = (dy.shape[2] ?? 0) / width;
  if (call.attrs?.alignCorners || !Number.isInteger(rows) || !Number.isInteger(columns)) return undefined;
  return tf.tidy(() => {
    const overRows = tf.sum(tf.reshape(dy, [batch * height, rows, width * columns * channels]), 1);
    const overColumns = tf.sum(tf.reshape(overRows, [batch * height * width, columns, channels]), 1);
    return tf.reshape(overColumns, [batch, height, width, channels]);
  });
}
