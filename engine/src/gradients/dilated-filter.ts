import * as tf from '@tensorflow/tfjs';

/**
 * A filter with zeros between its numbers: convolving with it is convolving with dilations, which TensorFlow computes on
 * no CPU for volumes and for gradients.
 *
 * @param filter `[...spatial, inputs, outputs]`.
 * @param dilations One for each spatial axis; 1 leaves the axis as it is.
 */
export function dilatedFilter(filter: tf.Tensor, dilations: readonly number[]): tf.Tensor {
  return dilations.reduce((spread, dilation, axis) => {
    if (dilation === 1) return spread;
    const before = spread.shape.slice(0, axis);
    const after = spread.shape.slice(axis + 1);
    const length = spread.shape[axis] ?? 1;
    const rows = tf.reshape(spread, [...before, length, 1, ...after]);
    const padding = rows.shape.map((_, i): [number, number] => [0, i === axis + 1 ? dilation - 1 : 0]);
    const withZeros = tf.reshape(tf.pad(rows, padding), [...before, length * dilation, ...after]);
    return tf.slice(withZeros, 0, [...before, dilatedLength(length, dilation), ...after]);
  }, filter);
}

/** The shape of a dilated filter. */
export function dilatedShape(shape: readonly number[], dilations: readonly number[]): number[] {
  return shape.map((length, axis) => dilatedLength(length, dilations[axis] ?? 1));
}

/** The opposite: what stands between the numbers is left out. */
export function withoutDilation(filter: tf.Tensor, dilations: readonly number[]): tf.Tensor {
  if (dilations.every((dilation) => dilation === 1)) return filter;
  const steps = filter.shape.map((_, axis) => dilations[axis] ?? 1);
  const begin = steps.map(() => 0);
  return tf.stridedSlice(filter, begin, filter.shape, steps);
}

const dilatedLength = (length: number, dilation: number): number => (length - 1) * dilation + 1;

/** tfjs takes one number for all axes, or one for each. */
export function perAxis(value: number | readonly number[] | undefined, axes: number): number[] {
  if (typeof value === 'number' || value === undefined) return Array.from({ length: axes }, () => value ?? 1);
  // tfjs takes [1, depth, height, width, 1] for volumes, too.
  return value.length === axes + 2 ? value.slice(1, -1) : [...value];
}
