import type * as tf from '@tensorflow/tfjs';

/**
 * Throws when an index lies outside `[0, size)`. XLA would clamp it in silence.
 *
 * @param what What the indices are, for the message.
 * @param indices int32, of any shape.
 */
export function checkIndices(what: string, indices: tf.Tensor, size: number): void {
  const values = indices.dataSync();
  const position = values.findIndex((index: number) => index < 0 || index >= size);
  if (position < 0) return;
  throw new RangeError(
    `${what}: index ${values[position]} at position ${position} is not in [0, ${size - 1}]`,
  );
}
