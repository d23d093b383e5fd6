import * as tf from '@tensorflow/tfjs';
import { refuseUnknown, wholeNumber } from '../training/fitOptions.js';
import {
  type Activation,
  checkActivation,
  fanInInitializers,
  kernelInitializer,
  layerSeeds,
} from './activations.js';
import type { Corruption, Penalty } from './autoencoder.js';
import { LayeredAutoencoder } from './layeredAutoencoder.js';
import type { Output, ReconstructionLoss } from './reconstruction.js';
import { jsonOptions } from './storage.js';

/** A fully connected autoencoder; the decoder mirrors the encoder. */
export interface DenseOptions {
  /** Numbers an example, e.g. 784. */
  readonly inputSize: number;
  /** Numbers a code, e.g. 32. */
  readonly codeSize: number;
  /**
   * Units of the encoder's hidden layers, from input to code; the decoder has them in reverse. Default: none.
   */
  readonly hidden?: readonly number[];
  /** After each hidden layer. Default `relu`. */
  readonly activation?: Activation;
  /** After the code layer. Default: as `activation`. */
  readonly codeActivation?: Activation;
  /** Default `sigmoid`. */
  readonly output?: Output;
  /** Default `bce` for a sigmoid output, `categorical` for softmax, `mse` otherwise. */
  readonly loss?: ReconstructionLoss;
  readonly penalties?: readonly Penalty[];
  readonly corruption?: Corruption;
  /** Of the initial weights; biases start at 0. Default 0. */
  readonly seed?: number;
}

const known: ReadonlySet<string> = new Set([
  'inputSize',
  'codeSize',
  'hidden',
  'activation',
  'codeActivation',
  'output',
  'loss',
  'penalties',
  'corruption',
  'seed',
] satisfies (keyof DenseOptions)[]);

/**
 * A fully connected autoencoder, e.g. 784-32-784 (lesson 05) or 784-1000-500-250-30-250-500-1000-784 (lesson
 * 07, Hinton & Salakhutdinov 2006):
 *
 *     denseAutoencoder({ inputSize: 784, hidden: [1000, 500, 250], codeSize: 30, codeActivation: 'linear', seed: 1 })
 *
 * @throws RangeError for unknown options and sizes or names that cannot be.
 */
export function denseAutoencoder(options: DenseOptions): LayeredAutoencoder {
  refuseUnknown('denseAutoencoder', options, known);
  const { inputSize, codeSize, hidden = [], activation = 'relu', codeActivation = activation } = options;
  const { output = 'sigmoid', seed = 0, penalties, corruption } = options;
  wholeNumber('denseAutoencoder', 'inputSize', inputSize);
  wholeNumber('denseAutoencoder', 'codeSize', codeSize);
  for (const units of hidden) wholeNumber('denseAutoencoder', 'hidden', units);
  checkActivation('denseAutoencoder', 'activation', activation);
  checkActivation('denseAutoencoder', 'codeActivation', codeActivation);
  const seeds = layerSeeds(seed);
  return new LayeredAutoencoder({
    encoder: denseStack(inputSize, [...hidden, codeSize], activation, codeActivation, seeds),
    decoder: denseStack(codeSize, [...hidden.toReversed(), inputSize], activation, 'linear', seeds),
    output,
    loss: options.loss ?? defaultLoss(output),
    prefersJit: true,
    ...(penalties && { penalties }),
    ...(corruption && { corruption }),
    description: { kind: 'denseAutoencoder', options: jsonOptions(options) },
  });
}

/** The loss that goes with an output: cross-entropy for probabilities, squared error for numbers. */
export function defaultLoss(output: Output): ReconstructionLoss {
  if (output === 'sigmoid') return 'bce';
  return output === 'softmax' ? 'categorical' : 'mse';
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
