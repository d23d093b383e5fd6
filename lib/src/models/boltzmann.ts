import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames, wholeNumber } from '../checks/options.js';
import { inShape } from '../checks/shapes.js';
import { binaryCrossEntropy, squaredError } from '../losses/reconstruction.js';
import type { LossContext, LossParts, Trainable } from '../losses/trainable.js';
import { inChunks } from '../numerics/chunks.js';
import { detached } from '../numerics/detached.js';
import { Generator } from '../numerics/generator.js';
import { jsonOptions, saveModel } from './storage.js';

/** Bits, or real numbers with unit variance. */
export type Units = 'bernoulli' | 'gaussian';

/** A restricted Boltzmann machine and how it is trained. */
export interface BoltzmannOptions {
  /** Visible units: numbers an example. */
  readonly inputSize: number;
  /** Hidden units: numbers in a code. */
  readonly latentDim: number;
  /** Default `bernoulli`; Gaussian visible units want data of mean 0 and variance 1. */
  readonly visibleUnits?: Units;
  /** Default `bernoulli`; Gaussian for the linear code of a deep autoencoder. Not both kinds Gaussian. */
  readonly hiddenUnits?: Units;
  /** Gibbs steps k of CD-k and PCD-k. Default 1. */
  readonly steps?: number;
  /**
   * Where the chains start: at the data (CD, default 0), or where they were: this many persistent chains
   * (PCD).
   */
  readonly persistentChains?: number;
  /** Weight decay λ on Σ W². Default 0. */
  readonly weightDecay?: number;
  /** Draw grey inputs as bits anew at every step. Default false: grey values are taken as probabilities. */
  readonly binarise?: boolean;
  /** Standard deviation of the initial weights. Default 0.01 (Hinton 2012). */
  readonly initialDeviation?: number;
  readonly seed?: number;
}

const optionNames: OptionNames<BoltzmannOptions> = {
  inputSize: true,
  latentDim: true,
  visibleUnits: true,
  hiddenUnits: true,
  steps: true,
  persistentChains: true,
  weightDecay: true,
  binarise: true,
  initialDeviation: true,
  seed: true,
};

/**
 * A restricted Boltzmann machine (Smolensky 1986; Hinton 2002): E(v, h) = −v·b − h·c − v W h for bits, p =
 * e^−E / Z. Stochastic, not an autoencoder. `fit` trains it by contrastive divergence (k steps from the data)
 * or persistent contrastive divergence (Tieleman 2008). Taught in lesson 14.
 * @throws TypeError for unknown options; RangeError for values that cannot be.
 */
export function boltzmannMachine(options: BoltzmannOptions): BoltzmannMachine {
  return new BoltzmannMachine(options);
}

/** See `boltzmannMachine`. */
export class BoltzmannMachine implements Trainable {
  readonly inputShape: readonly number[];
  readonly codeShape: readonly number[];
  /** Numbers in a code: hidden units. */
  readonly latentDim: number;
  /** W, `[inputSize, latentDim]`. */
  readonly couplings: tf.Variable;
  /** b, `[inputSize]`. */
  readonly visibleBias: tf.Variable;
  /** c, `[latentDim]`. */
  readonly hiddenBias: tf.Variable;
  readonly variables: readonly tf.Variable[];
  readonly state: readonly tf.Variable[];
  readonly visibleUnits: Units;
  readonly hiddenUnits: Units;

  constructor(readonly options: BoltzmannOptions) {
    checkOptions('boltzmannMachine', options, optionNames);
    const {
      inputSize,
      latentDim,
      visibleUnits = 'bernoulli',
      hiddenUnits = 'bernoulli',
      steps = 1,
    } = options;
    const { persistentChains = 0, initialDeviation = 0.01, seed = 0 } = options;
    for (const size of [inputSize, latentDim, steps]) wholeNumber('boltzmannMachine', 'each size', size);
    if (visibleUnits === 'gaussian' && hiddenUnits === 'gaussian')
      throw new RangeError('boltzmannMachine: visible and hidden units cannot both be Gaussian');
    this.visibleUnits = visibleUnits;
    this.hiddenUnits = hiddenUnits;
    this.inputShape = [inputSize];
    this.codeShape = [latentDim];
    this.latentDim = latentDim;
    const generator = new Generator(seed);
    const drawn = Float32Array.from({ length: inputSize * latentDim }, () =>
      generator.normal(0, initialDeviation),
    );
    const chains = Float32Array.from({ length: persistentChains * inputSize }, () => generator.integer(2));
    this.couplings = variableFrom(drawn, [inputSize, latentDim]);
    this.visibleBias = variableFrom(new Float32Array(inputSize), [inputSize]);
    this.hiddenBias = variableFrom(new Float32Array(latentDim), [latentDim]);
    this.variables = [this.couplings, this.visibleBias, this.hiddenBias];
    this.state = persistentChains > 0 ? [variableFrom(chains, [persistentChains, inputSize], false)] : [];
  }

  /** E[h|v]: σ(v W + c) for bits, v W + c for Gaussian hidden units; `[examples, latentDim]`. */
  hiddenMeans(visible: tf.Tensor): tf.Tensor {
    const field = flat(visible).matMul(this.couplings).add(this.hiddenBias);
    return this.hiddenUnits === 'bernoulli' ? field.sigmoid() : field;
  }

  /** E[v|h]: σ(h Wᵀ + b) for bits, h Wᵀ + b for Gaussian visible units; `[examples, inputSize]`. */
  visibleMeans(hidden: tf.Tensor): tf.Tensor {
    const field = this.#visibleField(hidden);
    return this.visibleUnits === 'bernoulli' ? field.sigmoid() : field;
  }

  /** h drawn from p(h|v). */
  sampleHidden(visible: tf.Tensor, key: tf.Tensor): tf.Tensor {
    return drawnFrom(this.hiddenMeans(visible), this.hiddenUnits, key);
  }

  /** v drawn from p(v|h). */
  sampleVisible(hidden: tf.Tensor, key: tf.Tensor): tf.Tensor {
    return drawnFrom(this.visibleMeans(hidden), this.visibleUnits, key);
  }

  /** Gibbs sampling: `steps` times h from p(h|v), then v from p(v|h); the last v, `[examples, inputSize]`. */
  gibbs(visible: tf.Tensor, steps: number, key: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const keys = random.split(key, 2 * steps);
      let v: tf.Tensor = flat(visible).clone();
      for (let i = 0; i < steps; i++) {
        const [up, down] = [keys[2 * i], keys[2 * i + 1]];
        if (!up || !down) throw new Error('gibbs: a key is missing');
        const next = tf.tidy(() => this.sampleVisible(this.sampleHidden(v, up), down));
        v.dispose(); // one state is kept, however long the chain
        v = next;
      }
      return v;
    });
  }

  /**
   * F(v) = −log Σ_h e^−E(v,h): for bits −v·b − Σ_j softplus(c_j + (v W)_j); with Gaussian visible units
   * ½‖v − b‖² takes the place of −v·b, with Gaussian hidden units the sum is of c_j a_j + ½ a_j² + ½ log 2π,
   * a = v W.
   * @returns `[examples]`, in nats.
   */
  freeEnergy(visible: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const v = flat(visible);
      const a = v.matMul(this.couplings);
      const hidden =
        this.hiddenUnits === 'bernoulli'
          ? tf.softplus(a.add(this.hiddenBias)).sum(1)
          : a
              .mul(this.hiddenBias)
              .add(a.square().mul(0.5))
              .add(0.5 * Math.log(2 * Math.PI))
              .sum(1);
      const own =
        this.visibleUnits === 'bernoulli'
          ? v.mul(this.visibleBias).sum(1).neg()
          : v.sub(this.visibleBias).square().sum(1).mul(0.5);
      return own.sub(hidden);
    });
  }

  /**
   * Contrastive divergence as a loss: the mean of F(v) − F(v⁻), v⁻ the end of the Gibbs chain held constant,
   * has CD's gradient. `total` is therefore no likelihood and hovers about 0; watch `reconstruction` (of one
   * step up and down, cross-entropy or squared error) and, better, `pseudoLogLikelihood`. Needs
   * `context.key`.
   */
  loss(x: tf.Tensor, context: LossContext = {}): LossParts {
    if (!context.key)
      throw new Error('loss: a Boltzmann machine samples; pass context.key (random.key(seed))');
    const [chainKey, bitKey] = random.split(context.key);
    if (!chainKey || !bitKey) throw new Error('loss: two keys expected');
    const grey = inShape('loss', x, this.inputShape);
    const v = this.options.binarise ? random.bernoulli(bitKey, grey) : grey;
    const negative = this.#negativePhase(v, chainKey, context.training ?? false);
    const divergence = this.freeEnergy(v).mean().sub<tf.Scalar>(this.freeEnergy(negative).mean());
    const reconstruction = detached(v, (data) => this.#reconstructionError(data));
    const { weightDecay = 0 } = this.options;
    if (weightDecay === 0) return { total: divergence, reconstruction };
    const penalty = this.couplings.square().sum().mul<tf.Scalar>(weightDecay);
    return { total: divergence.add(penalty), reconstruction, divergence, penalty };
  }

  /** Writes the machine to a file, for `loadModel`. */
  save(path: string): void {
    const options = jsonOptions(this.options);
    saveModel(path, { kind: 'boltzmannMachine', options }, [...this.variables, ...this.state]);
  }

  /** Frees its variables. */
  dispose(): void {
    for (const variable of [...this.variables, ...this.state]) variable.dispose();
  }

  /** E[h|v] of many examples, a thousand at a time: what the next machine of a stack is trained on. */
  encode(x: tf.Tensor): tf.Tensor {
    return inChunks(inShape('encode', x, this.inputShape), (some) => this.hiddenMeans(some));
  }

  /** E[v|h] of many codes: `[examples, inputSize]`. */
  decode(code: tf.Tensor): tf.Tensor {
    return inChunks(inShape('decode', code, this.codeShape), (some) => this.visibleMeans(some));
  }

  /** decode(encode(x)): one step up and down by means, nothing drawn; `[examples, inputSize]`. */
  reconstruct(x: tf.Tensor): tf.Tensor {
    return inChunks(inShape('reconstruct', x, this.inputShape), (some) =>
      this.visibleMeans(this.hiddenMeans(some)),
    );
  }

  #negativePhase(v: tf.Tensor, key: tf.Tensor, training: boolean): tf.Tensor {
    const { steps = 1 } = this.options;
    const [chains] = this.state;
    const negative = detached(v, (data) => this.gibbs(chains ?? data, steps, key));
    if (training) chains?.assign(negative);
    return negative;
  }

  #reconstructionError(v: tf.Tensor): tf.Scalar {
    const field = this.#visibleField(this.hiddenMeans(v));
    return this.visibleUnits === 'bernoulli' ? binaryCrossEntropy(v, field) : squaredError(v, field);
  }

  #visibleField(hidden: tf.Tensor): tf.Tensor {
    return tf
      .matMul(flat(hidden), this.couplings.as2D(this.options.inputSize, -1), false, true)
      .add(this.visibleBias);
  }
}

function flat(x: tf.Tensor): tf.Tensor2D {
  return x.as2D(x.shape[0] ?? 0, -1);
}

function drawnFrom(means: tf.Tensor, units: Units, key: tf.Tensor): tf.Tensor {
  return units === 'bernoulli' ? random.bernoulli(key, means) : means.add(random.normal(key, means.shape));
}

function variableFrom(values: Float32Array, shape: number[], trainable = true): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, shape), trainable));
}
