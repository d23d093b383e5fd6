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

/** Takes the count of violations, which comes last, off a step's results, and throws when there are any. */
export function throwOnViolations(results: tf.Tensor[]): void {
  const violations = results.pop();
  const count = violations?.dataSync()[0];
  violations?.dispose();
  if (count === 0) return;
  for (const result of results) result.dispose();
  throw new RangeError(
    `compiled step: ${count} indices of tf.gather or an embedding are out of range. XLA took the nearest ones, so the ` +
      "step's updates are wrong: start again from weights saved before it.",
  );
}
