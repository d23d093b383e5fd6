import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames, wholeNumber } from '../checks/options.js';
import {
  type Activation,
  checkActivation,
  fanInInitializers,
  kernelInitializer,
  layerSeeds,
} from './activations.js';
import { LayeredAutoencoder } from './layered-autoencoder.js';
import { type SharedOptions, sharedOptions, sharedParts } from './shared-parts.js';

/** A fully connected autoencoder; the decoder mirrors the encoder. */
export interface DenseOptions extends SharedOptions {
  /** Numbers an example, e.g. 784. */
  readonly inputSize: number;
  /** Numbers a code, e.g. 32. */
  readonly latentDim: number;
  /**
   * Units of the encoder's hidden layers, from input to code; the decoder has them in reverse. Default: none.
   */
  readonly hidden?: readonly number[];
  /** After each hidden layer. Default `relu`. */
  readonly activation?: Activation;
  /** After the code layer. Default: as `activation`. */
  readonly codeActivation?: Activation;
  /** How the weights start. Default `activation`. */
  readonly start?: DenseStart;
}

const optionNames: OptionNames<DenseOptions> = {
  inputSize: true,
  latentDim: true,
  hidden: true,
  activation: true,
  codeActivation: true,
  start: true,
  ...sharedOptions,
};

/**
 * A dense autoencoder's options checked, with defaults, and the seeds of its layers.
 * @param caller the function named in errors.
 * @throws TypeError for unknown options; RangeError for sizes or names that cannot be.
 */
export function checkedDense(caller: string, options: DenseOptions, defaultActivation: Activation) {
  checkOptions(caller, options, optionNames);
  const { inputSize, latentDim, hidden = [], activation = defaultActivation, seed = 0 } = options;
  const { codeActivation = activation, start = 'activation' } = options;
  if (start !== 'activation' && start !== 'fanIn')
    throw new RangeError(`${caller}: start must be activation or fanIn, got ${String(start)}`);
  wholeNumber(caller, 'inputSize', inputSize);
  wholeNumber(caller, 'latentDim', latentDim);
  for (const units of hidden) wholeNumber(caller, 'hidden', units);
  checkActivation(caller, 'activation', activation);
  checkActivation(caller, 'codeActivation', codeActivation);
  return { inputSize, latentDim, hidden, activation, codeActivation, start, seeds: layerSeeds(seed) };
}

/**
 * A fully connected autoencoder, e.g. 784-32-784 (lesson 05) or 784-1000-500-250-30-250-500-1000-784 (lesson
 * 07, Hinton & Salakhutdinov 2006):
 *
 *     denseAutoencoder({ inputSize: 784, hidden: [1000, 500, 250], latentDim: 30, codeActivation: 'linear', seed: 1 })
 *
 * @throws TypeError for unknown options; RangeError for sizes or names that cannot be.
 */
export function denseAutoencoder(options: DenseOptions): LayeredAutoencoder {
  const checked = checkedDense('denseAutoencoder', options, 'relu');
  const { inputSize, latentDim, hidden, activation, codeActivation, start, seeds } = checked;
  return new LayeredAutoencoder({
    ...sharedParts('denseAutoencoder', options),
    encoder: denseStack(inputSize, [...hidden, latentDim], activation, codeActivation, seeds, start),
    decoder: denseStack(latentDim, [...hidden.toReversed(), inputSize], activation, 'linear', seeds, start),
  });
}

/**
 * How dense layers start: by their activation (He, Glorot), or uniform by the number of inputs (PyTorch's
 * default).
 */
export type DenseStart = 'activation' | 'fanIn';

/** Dense layers one after another, the last with its own activation. */
export function denseStack(
  inputSize: number,
  units: readonly number[],
  activation: Activation,
  lastActivation: Activation,
  seeds: () => number,
  start: DenseStart = 'activation',
): tf.Sequential {
  const layers = units.map((size, i) => {
    const own = i === units.length - 1 ? lastActivation : activation;
    return tf.layers.dense({
      units: size,
      activation: own,
      ...(start === 'fanIn'
        ? fanInInitializers(units[i - 1] ?? inputSize, seeds)
        : { kernelInitializer: kernelInitializer(own, seeds()) }),
      ...(i === 0 && { inputShape: [inputSize] }),
    });
  });
  return tf.sequential({ layers });
}
