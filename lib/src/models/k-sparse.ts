import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames, wholeNumber } from '../checks/options.js';
import { detached } from '../numerics/detached.js';
import { type Activation, layerSeeds } from './activations.js';
import { denseStack } from './dense.js';
import { LayeredAutoencoder } from './layered-autoencoder.js';
import { type SharedOptions, sharedOptions, sharedParts } from './shared-parts.js';
import type { ModelKind } from './storage.js';
import { TransposedDense } from './tied.js';

/**
 * 1 where a number is among the k largest of its row, else 0; ties with the k-th are kept. Constant to
 * gradients.
 * @param x `[rows, units]`.
 * @throws RangeError unless 1 ≤ k ≤ units.
 */
export function largestInRow(x: tf.Tensor, k: number): tf.Tensor {
  const [, units = 0] = x.shape;
  if (!Number.isInteger(k) || k < 1 || k > units)
    throw new RangeError(`largestInRow: k must be a whole number from 1 to ${units}, got ${k}`);
  return detached(x, (values) => {
    const { values: largest } = tf.topk(values, k);
    const least = largest.slice([0, k - 1], [-1, 1]);
    return values.greaterEqual(least).cast('float32');
  });
}

/** How many units stay active: k in training, α k at test (Makhzani & Frey 2013). */
export interface KSparseConfig {
  readonly k: number;
  readonly alpha: number;
}

/** A layer that keeps each example's k largest activations (α k at test) and sets the others to 0. */
export class KSparse extends tf.layers.Layer {
  static readonly className = 'KSparse';

  constructor(readonly config: KSparseConfig) {
    super({});
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    { training = false }: { training?: boolean } = {},
  ): tf.Tensor {
    const { k, alpha } = this.config;
    return masked(inputs, (x) =>
      largestInRow(x, Math.min(training ? k : Math.round(alpha * k), x.shape[1] ?? k)),
    );
  }
}

/**
 * A layer that keeps, in training, each unit's largest activations over the batch (a share of the examples)
 * and sets the others to 0: lifetime sparsity, so no unit can die (Makhzani & Frey 2015). At test nothing is
 * set to 0.
 */
export class WinnerTakeAll extends tf.layers.Layer {
  static readonly className = 'WinnerTakeAll';

  /** @param share of the examples of a batch on which a unit may be active, e.g. 0.05. */
  constructor(readonly share: number) {
    super({});
    if (!(share > 0 && share <= 1))
      throw new RangeError(`WinnerTakeAll: share must lie in (0, 1], got ${share}`);
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    { training = false }: { training?: boolean } = {},
  ): tf.Tensor {
    if (!training) return masked(inputs, (x) => tf.onesLike(x));
    return masked(inputs, (x) => {
      const [examples = 1] = x.shape;
      return largestInRow(x.transpose(), Math.max(1, Math.round(this.share * examples))).transpose();
    });
  }
}

function masked(inputs: tf.Tensor | tf.Tensor[], mask: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    if (!x) throw new Error('masked: a layer was called without an input');
    return x.mul(mask(x));
  });
}

/** A sparse autoencoder whose sparsity is enforced, not penalised. */
export interface EnforcedSparsityOptions extends SharedOptions {
  readonly inputSize: number;
  /** Units of the code, usually more than the input has. */
  readonly latentDim: number;
  /** Before the choice of the largest. Default `linear` for k-sparse, `relu` for winner-take-all. */
  readonly activation?: Activation;
  /** Whether the decoder is the encoder's transpose. Default true. */
  readonly tied?: boolean;
}

/** Options of `kSparseAutoencoder`. */
export interface KSparseOptions extends EnforcedSparsityOptions {
  /** How many units stay active in training. */
  readonly k: number;
  /** α k are kept at test. Default 3. */
  readonly alpha?: number;
}

/** Options of `winnerTakeAllAutoencoder`. */
export interface WinnerTakeAllOptions extends EnforcedSparsityOptions {
  /** Which share of the batch's examples each unit is active for. */
  readonly share: number;
}

const enforcedOptions: OptionNames<EnforcedSparsityOptions> = {
  inputSize: true,
  latentDim: true,
  activation: true,
  tied: true,
  ...sharedOptions,
};

/**
 * A k-sparse autoencoder (Makhzani & Frey 2013): h = W x + b, all but the k largest set to 0, x̂ = Wᵀ h + c;
 * α k are kept at test (default α = 3). Taught in lesson 10.
 * @throws TypeError for unknown options; RangeError for α k above the code's size.
 */
export function kSparseAutoencoder(options: KSparseOptions): LayeredAutoencoder {
  checkOptions('kSparseAutoencoder', options, { ...enforcedOptions, k: true, alpha: true });
  const { k, alpha = 3, latentDim } = options;
  wholeNumber('kSparseAutoencoder', 'k', k);
  if (!(alpha >= 1 && Math.round(alpha * k) <= latentDim))
    throw new RangeError(
      `kSparseAutoencoder: α k must lie in ${k} … ${latentDim}, got α = ${alpha}, k = ${k}`,
    );
  return enforced('kSparseAutoencoder', options, new KSparse({ k, alpha }), 'linear');
}

/**
 * A winner-take-all autoencoder (Makhzani & Frey 2015): ReLU code, lifetime sparsity of `share` in training,
 * no sparsity at test. Taught in lesson 10.
 * @throws TypeError for unknown options; RangeError for a share outside (0, 1].
 */
export function winnerTakeAllAutoencoder(options: WinnerTakeAllOptions): LayeredAutoencoder {
  checkOptions('winnerTakeAllAutoencoder', options, { ...enforcedOptions, share: true });
  return enforced('winnerTakeAllAutoencoder', options, new WinnerTakeAll(options.share), 'relu');
}

function enforced(
  kind: ModelKind,
  options: EnforcedSparsityOptions,
  sparsity: tf.layers.Layer,
  defaultActivation: Activation,
): LayeredAutoencoder {
  const { inputSize, latentDim, activation = defaultActivation, tied = true, seed = 0 } = options;
  for (const size of [inputSize, latentDim]) wholeNumber(kind, 'each size', size);
  const seeds = layerSeeds(seed);
  const encoder = denseStack(inputSize, [latentDim], activation, activation, seeds);
  const [dense] = encoder.layers;
  if (!dense) throw new Error(`${kind}: no layer`);
  encoder.add(sparsity);
  const decoder = tied
    ? tf.sequential({ layers: [new TransposedDense(dense, 'linear')] })
    : denseStack(latentDim, [inputSize], 'linear', 'linear', seeds);
  return new LayeredAutoencoder({ ...sharedParts(kind, options, 'linear'), encoder, decoder });
}
