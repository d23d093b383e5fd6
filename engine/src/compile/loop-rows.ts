import * as tf from '@tensorflow/tfjs';

/** Row i of a tensor `[rows, …]` whose values are on the host; the caller disposes it. */
export function rowOf(tensor: tf.Tensor, i: number): tf.Tensor {
  const shape = tensor.shape.slice(1);
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(tensor.dataSync().slice(i * size, (i + 1) * size), shape, tensor.dtype);
}
