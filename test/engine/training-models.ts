import * as tf from '@tensorflow/tfjs';

/** A seeded dense autoencoder; the last layer is a sigmoid. */
export function denseAutoencoder(sizes: readonly number[]): tf.Sequential {
  const model = tf.sequential();
  for (const [i, units] of sizes.slice(1).entries()) {
    model.add(
      tf.layers.dense({
        units,
        activation: i === sizes.length - 2 ? 'sigmoid' : 'relu',
        kernelInitializer: tf.initializers.glorotUniform({ seed: i + 1 }),
        ...(i === 0 ? { inputShape: [sizes[0] ?? 1] } : {}),
      }),
    );
  }
  return model;
}

/** A training step on mean squared reconstruction error. */
export function reconstructionStep(
  model: tf.LayersModel,
  optimizer: tf.Optimizer,
): (x: tf.Tensor) => tf.Scalar {
  return (x) => {
    const loss = optimizer.minimize(
      // A model with one output returns one tensor.
      () => tf.losses.meanSquaredError(x, model.apply(x, { training: true }) as tf.Tensor) as tf.Scalar,
      true,
    );
    if (loss === null) throw new Error('minimize returned no cost');
    return loss;
  };
}

/** The numbers a step returns over several calls; each result is disposed of. */
export function losses(step: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, count: number): number[] {
  return Array.from({ length: count }, () => {
    const loss = tf.tidy(() => step(x));
    const [value] = loss.dataSync();
    loss.dispose();
    return value ?? Number.NaN;
  });
}

/** The largest absolute difference of two lists of one length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths ${a.length} and ${b.length}`);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}
