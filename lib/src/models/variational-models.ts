import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames, wholeNumber } from '../checks/options.js';
import type { Penalty } from '../losses/penalty.js';
import { type Activation, checkActivation, layerSeeds } from './activations.js';
import { type ConvolutionalOptions, ConvolutionBuilder } from './convolutional.js';
import { denseStack } from './dense.js';
import { jsonOptions } from './storage.js';
import { type Likelihood, VariationalAutoencoder } from './variational.js';

/** What all variational autoencoders have in common. */
export interface LatentOptions {
  /** Dimensions of z. */
  readonly latentDim: number;
  /** Weight of the KL term. Default 1. */
  readonly beta?: number;
  /** Default `bernoulli`. */
  readonly likelihood?: Likelihood;
  /** Of a Gaussian likelihood: its standard deviation, or `learned` (default). */
  readonly deviation?: number | 'learned';
  /** Draw grey inputs as bits anew at every step. Default false. */
  readonly binarise?: boolean;
  /** Default `relu`. */
  readonly activation?: Activation;
  readonly penalties?: readonly Penalty[];
  readonly seed?: number;
}

/** A fully connected VAE; the decoder mirrors the encoder. */
export interface VariationalOptions extends LatentOptions {
  readonly inputSize: number;
  /** Units of the encoder's hidden layers. Default `[400]`. */
  readonly hidden?: readonly number[];
}

/** A convolutional VAE. */
export interface ConvolutionalVariationalOptions
  extends LatentOptions,
    Pick<
      ConvolutionalOptions,
      'inputShape' | 'filters' | 'halvings' | 'kernelSize' | 'halving' | 'doubling' | 'batchNorm'
    > {}

const latentOptions: OptionNames<LatentOptions> = {
  latentDim: true,
  beta: true,
  likelihood: true,
  deviation: true,
  binarise: true,
  activation: true,
  penalties: true,
  seed: true,
};
const convolutionalOptions: OptionNames<ConvolutionalVariationalOptions> = {
  ...latentOptions,
  inputShape: true,
  filters: true,
  halvings: true,
  kernelSize: true,
  halving: true,
  doubling: true,
  batchNorm: true,
};

/**
 * A fully connected (β-)VAE; 784-400-20 with ReLU is PyTorch's example (105.6 nats on grey digits). Taught in
 * lesson 15.
 * @throws TypeError for unknown options; RangeError for values that cannot be.
 */
export function variationalAutoencoder(options: VariationalOptions): VariationalAutoencoder {
  checkOptions('variationalAutoencoder', options, { ...latentOptions, inputSize: true, hidden: true });
  const { inputSize, hidden = [400], latentDim, activation = 'relu', seed = 0 } = options;
  wholeNumber('variationalAutoencoder', 'inputSize', inputSize);
  const seeds = layerSeeds(seed);
  return new VariationalAutoencoder({
    ...latentParts('variationalAutoencoder', options),
    encoder: denseStack(inputSize, [...hidden, 2 * latentDim], activation, 'linear', seeds, 'fanIn'),
    decoder: denseStack(latentDim, [...hidden.toReversed(), inputSize], activation, 'linear', seeds, 'fanIn'),
    description: { kind: 'variationalAutoencoder', options: jsonOptions(options) },
  });
}

/**
 * A convolutional (β-)VAE: convolutions and halvings, a dense layer to μ and log σ², and back. Taught in
 * lesson 15.
 * @throws TypeError for unknown options; RangeError for values that cannot be.
 */
export function convolutionalVariational(options: ConvolutionalVariationalOptions): VariationalAutoencoder {
  checkOptions('convolutionalVariational', options, convolutionalOptions);
  const { latentDim, seed = 0 } = options;
  const parts = latentParts('convolutionalVariational', options);
  const builder = new ConvolutionBuilder(convolutionOptions(options), layerSeeds(seed));
  const encoding = [...builder.convolutions(), tf.layers.flatten(), builder.dense(2 * latentDim, 'linear')];
  return new VariationalAutoencoder({
    ...parts,
    encoder: tf.sequential({ layers: encoding }),
    decoder: builder.decoder(),
    description: { kind: 'convolutionalVariational', options: jsonOptions(options) },
  });
}

function convolutionOptions(options: ConvolutionalVariationalOptions): ConvolutionalOptions {
  const { beta: _b, likelihood: _l, deviation: _d, binarise: _i, penalties: _p, ...convolution } = options;
  return convolution;
}

function latentParts(caller: string, options: LatentOptions) {
  const { penalties } = options;
  const { latentDim, beta = 1, likelihood = 'bernoulli', deviation = 'learned', binarise = false } = options;
  wholeNumber(caller, 'latentDim', latentDim);
  checkActivation(caller, 'activation', options.activation ?? 'relu');
  if (!(beta >= 0)) throw new RangeError(`${caller}: beta must be ≥ 0, got ${beta}`);
  if (likelihood !== 'bernoulli' && likelihood !== 'gaussian')
    throw new RangeError(`${caller}: likelihood must be bernoulli or gaussian, got ${String(likelihood)}`);
  if (deviation !== 'learned' && !(deviation > 0))
    throw new RangeError(`${caller}: deviation must be above 0 or 'learned', got ${deviation}`);
  return { latentDim, beta, likelihood, deviation, binarise, ...(penalties && { penalties }) };
}
