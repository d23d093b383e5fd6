import type * as tf from '@tensorflow/tfjs';

/** The product of a shape's sides: how many numbers one example holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/**
 * A batch in the model's own shape: `[examples, …shape]`. A batch that is already so shaped is returned as it
 * is.
 * @throws RangeError when an example holds another number of values.
 */
export function inShape(caller: string, x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const [examples = 0, ...rest] = x.shape;
  if (rest.length === shape.length && rest.every((side, i) => side === shape[i])) return x;
  if (sizeOf(rest) !== sizeOf(shape) || x.rank === 0)
    throw new RangeError(
      `${caller}: got a tensor [${x.shape}], expected [examples, ${shape.join(', ')}] or as many numbers an example`,
    );
  return x.reshape([examples, ...shape]);
}
