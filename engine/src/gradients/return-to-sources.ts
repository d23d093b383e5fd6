import * as tf from '@tensorflow/tfjs';

/**
 * The gradient of an op that only copies numbers: each source receives the sum over its copies.
 *
 * @param dy What arrives at the copies.
 * @param sources int32, of the shape of `dy`: the place of each copy's source when all numbers are counted in order, or
 *   the number of sources for a copy that has none.
 * @param shape Shape of the sources.
 */
export function returnToSources(dy: tf.Tensor, sources: tf.Tensor, shape: number[]): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const sums = tf.unsortedSegmentSum(tf.reshape(dy, [dy.size]), tf.reshape(sources, [dy.size]), size + 1);
  return tf.reshape(tf.slice(sums, 0, size), shape);
}

/** int32: 0, 1, 2, … in this shape. What an op that copies makes of it says where its copies are from. */
export function places(shape: number[]): tf.Tensor {
  return tf.reshape(tf.range(0, tf.util.sizeFromShape(shape), 1, 'int32'), shape);
}
