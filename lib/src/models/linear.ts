import { type DenseOptions, denseAutoencoder } from './dense.js';
import type { LayeredAutoencoder } from './layered-autoencoder.js';

/**
 * A linear autoencoder x̂ = W*(W x + b) + c under squared error: at its minimum its code spans PCA's
 * subspace, in other axes (Baldi & Hornik 1989). Centre the data, or let the biases learn the mean. Taught in
 * lesson 03.
 * @throws TypeError for unknown options; RangeError for impossible sizes.
 */
export function linearAutoencoder(
  options: Pick<DenseOptions, 'inputSize' | 'latentDim' | 'penalties' | 'corruption' | 'seed'>,
): LayeredAutoencoder {
  return denseAutoencoder({ ...options, activation: 'linear', output: 'linear', loss: 'squaredError' });
}
