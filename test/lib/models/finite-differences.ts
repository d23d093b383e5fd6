import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

/**
 * Checks the gradient of a loss in some places of each variable against (L(w + ε) − L(w − ε)) / 2ε.
 * @param places how many weights of each variable are tried, spread evenly.
 */
export function expectGradientsLikeDifferences(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
  { places = 3, step = 1e-2, tolerance = 0.02 } = {},
): void {
  const { grads, value } = tf.variableGrads(loss, [...variables]);
  value.dispose();
  for (const variable of variables) {
    const gradient = grads[variable.name]?.dataSync() ?? new Float32Array(variable.size);
    const largest = Math.max(...Array.from(gradient, Math.abs), 1e-3);
    for (let place = 0; place < Math.min(places, variable.size); place++) {
      const index = Math.floor((place * variable.size) / places);
      const difference = centralDifference(loss, variable, index, step);
      const off = Math.abs(difference - (gradient[index] ?? 0)) / largest;
      expect(off, `${variable.name}[${index}]: gradient ${gradient[index]}, difference ${difference}`).below(
        tolerance,
      );
    }
  }
  tf.dispose(grads);
}

function centralDifference(
  loss: () => tf.Scalar,
  variable: tf.Variable,
  index: number,
  step: number,
): number {
  const original = variable.dataSync().slice();
  const at = (offset: number): number => {
    const moved = original.slice();
    moved[index] = (original[index] ?? 0) + offset;
    tf.tidy(() => variable.assign(tf.tensor(moved, variable.shape)));
    return tf.tidy(() => loss().dataSync()[0] ?? Number.NaN);
  };
  const difference = (at(step) - at(-step)) / (2 * step);
  tf.tidy(() => variable.assign(tf.tensor(original, variable.shape)));
  return difference;
}
