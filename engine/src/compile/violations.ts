import type * as tf from '@tensorflow/tfjs';
import { TensorFlowError } from '../native/status.js';
import { type ViolationKind, violationKinds } from '../trace/run-checks.js';

const invalidArgument = 3;
const consequence = "so the step's updates are wrong: start again from weights saved before it.";

const errors: Readonly<Record<ViolationKind, (count: number) => Error>> = {
  index: (count) =>
    new RangeError(
      `compiled step: ${count} indices of tf.gather, an embedding, tf.scatterND or the like are out of range. ` +
        `XLA took the nearest ones or left them out, ${consequence}`,
    ),
  division: (count) =>
    new TensorFlowError(
      `compiled step: ${count} whole numbers are divided by zero. XLA took −1 for the results, ${consequence}`,
      invalidArgument,
    ),
  power: (count) =>
    new TensorFlowError(
      `compiled step: ${count} whole numbers have a negative power, which is no whole number. XLA took 0, ${consequence}`,
      invalidArgument,
    ),
};

/** Takes the counts of violations, which come last, off a step's results, and throws when there are any. */
export function throwOnViolations(results: tf.Tensor[]): void {
  const violations = results.pop();
  const counts = violations?.dataSync() ?? [];
  violations?.dispose();
  for (const [i, kind] of violationKinds.entries()) {
    const count = counts[i] ?? 0;
    if (count === 0) continue;
    for (const result of results) result.dispose();
    throw errors[kind](count);
  }
}
