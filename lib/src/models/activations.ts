import * as tf from '@tensorflow/tfjs';
import { Generator } from '../numerics/generator.js';

/** The activation functions that the book uses, under tfjs's names. */
export type Activation = 'elu' | 'linear' | 'relu' | 'selu' | 'sigmoid' | 'softplus' | 'softmax' | 'tanh';

const activations: readonly Activation[] = [
  'elu',
  'linear',
  'relu',
  'selu',
  'sigmoid',
  'softplus',
  'softmax',
  'tanh',
];

/** @throws RangeError for a name that is no activation. */
export function checkActivation(caller: string, name: string, activation: Activation): void {
  if (!activations.includes(activation))
    throw new RangeError(`${caller}: ${name} must be one of ${activations.join(', ')}, got ${activation}`);
}

/** The activation as a function of a tensor. */
export function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation) {
    case 'linear':
      return x;
    case 'elu':
      return tf.elu(x);
    case 'relu':
      return tf.relu(x);
    case 'selu':
      return tf.selu(x);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'softplus':
      return tf.softplus(x);
    case 'softmax':
      return tf.softmax(x);
    case 'tanh':
      return tf.tanh(x);
  }
}

/**
 * The usual initialisation before an activation: normal with variance 2 / inputs, cut off at two deviations
 * (He et al. 2015), before ReLU, ELU and SELU; uniform with variance 2 / (inputs + outputs) (Glorot & Bengio
 * 2010) before all others.
 */
export function kernelInitializer(
  activation: Activation,
  seed: number,
): ReturnType<typeof tf.initializers.heNormal> {
  const rectified = activation === 'relu' || activation === 'elu' || activation === 'selu';
  return rectified ? tf.initializers.heNormal({ seed }) : tf.initializers.glorotUniform({ seed });
}

/**
 * Uniform in ±1/√inputs, for weights and biases alike: PyTorch's default. Smaller than He's; its VAE example
 * ends one nat lower with it. Spread over a dense layer's options.
 */
export function fanInInitializers(inputs: number, seeds: () => number) {
  const limit = 1 / Math.sqrt(inputs);
  const uniform = () => tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed: seeds() });
  return { kernelInitializer: uniform(), biasInitializer: uniform() };
}

/**
 * A stream of seeds, one for each layer, all from one seed: equal layers then start from different weights.
 */
export function layerSeeds(seed: number): () => number {
  const generator = new Generator(seed);
  return () => generator.integer(0x7fffffff);
}
