import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/**
 * The gradient of nearest-neighbour resizing by whole factors: each pixel receives the sum over its block. Two sums,
 * first over rows and then over columns, are faster than TensorFlow's op, and XLA, which lacks that op, compiles them.
 * For the rest TensorFlow's own, with half-pixel centres where the forward pass has them: tfjs-node leaves them out.
 */
export function installUpsamplingGradient(): void {
  replaceKernel(tf.ResizeNearestNeighborGrad, () => (call) => sumOfBlocks(call) ?? nearestGradient(call));
  replaceKernel(tf.ResizeBilinearGrad, () => bilinearGradient);
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

function nearestGradient(call: KernelCall): tf.Tensor {
  return tf.tidy(() => {
    const size = tf.tensor1d(input(call, 'images').shape.slice(1, 3), 'int32');
    return backend.executeSingleOutput('ResizeNearestNeighborGrad', centres(call), [input(call, 'dy'), size]);
  });
}

function bilinearGradient(call: KernelCall): tf.Tensor {
  return backend.executeSingleOutput('ResizeBilinearGrad', centres(call), [
    input(call, 'dy'),
    input(call, 'images'),
  ]);
}

const centres = ({ attrs }: KernelCall) => [
  attr.type('T', DType.float32),
  attr.bool('align_corners', Boolean(attrs?.alignCorners)),
  attr.bool('half_pixel_centers', Boolean(attrs?.halfPixelCenters)),
];
