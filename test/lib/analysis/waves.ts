import * as tf from '@tensorflow/tfjs';

/** How many examples {@link waves} has. */
export const count = 60;

/** Three overlapping classes in five dimensions, from a formula that Python can write too. */
export function waves(): tf.Tensor2D {
  const value = (i: number, j: number) => Math.sin(1.7 * i + 2.3 * j + 0.5 * i * j) + (i % 3) * Math.cos(j);
  const values = Float32Array.from({ length: 5 * count }, (_, at) => value(Math.floor(at / 5), at % 5));
  return tf.tensor2d(values, [count, 5]);
}

/** The class of each example. */
export const classes = Int32Array.from({ length: count }, (_, i) => i % 3);

/** Some rows of {@link waves}. */
export function rows(from: number, to: number): tf.Tensor2D {
  return tf.tidy(() => tf.slice(waves(), [from, 0], [to - from, 5]));
}
