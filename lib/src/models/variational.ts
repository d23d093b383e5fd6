import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { inShape } from '../checks/shapes.js';
import { klToStandardNormal, logNormalDensity } from '../losses/gaussian-divergence.js';
import { checkPenalties, type Penalty, type PenaltyInput, penalised } from '../losses/penalty.js';
import { binaryCrossEntropy, meanOverExamples } from '../losses/reconstruction.js';
import type { LossContext, ReconstructionParts } from '../losses/trainable.js';
import { inChunks } from '../numerics/chunks.js';
import type { Autoencoder } from './autoencoder.js';
import { applied, kernelsOf, stateOf, variablesOf } from './layers.js';
import { type ModelDescription, saveModel } from './storage.js';

/** p(x|z): each number a coin with probability σ(logit), or a Gaussian around the output. */
export type Likelihood = 'bernoulli' | 'gaussian';

/** The networks of a VAE, and how it is trained. */
export interface VariationalParts {
  /** From `[examples, …inputShape]` to `[examples, 2 · latentDim]`: μ, then log σ². */
  readonly encoder: tf.LayersModel;
  /** From `[examples, latentDim]` to logits (Bernoulli) or means (Gaussian). */
  readonly decoder: tf.LayersModel;
  readonly latentDim: number;
  readonly likelihood: Likelihood;
  /** Weight of the KL term; 1 is the ELBO (Higgins et al. 2017 use more). */
  readonly beta: number;
  /**
   * Standard deviation of a Gaussian likelihood, or `learned`: one number for all pixels (Rybkin et al.
   * 2021).
   */
  readonly deviation: number | 'learned';
  /** Whether grey inputs are drawn as bits anew at every step. */
  readonly binarise: boolean;
  readonly penalties?: readonly Penalty[];
  readonly description?: ModelDescription;
}

/** q(z|x): `[examples, latentDim]` each. */
export interface Posterior {
  readonly mean: tf.Tensor;
  readonly logVariance: tf.Tensor;
}

/**
 * A variational autoencoder (Kingma & Welling 2014): q(z|x) = N(μ(x), σ²(x)), z = μ + σ ε, and the loss
 * −E_q[log p(x|z)] + β KL(q(z|x) ‖ N(0, 1)) in nats. Made by `variationalAutoencoder` and
 * `convolutionalVariational`, or from your own networks. Taught in lesson 15.
 */
export class VariationalAutoencoder implements Autoencoder {
  readonly inputShape: readonly number[];
  readonly codeShape: readonly number[];
  readonly latentDim: number;
  readonly variables: readonly tf.Variable[];
  readonly state: readonly tf.Variable[];
  readonly expectsUnitRange: boolean;
  readonly #logDeviation: tf.Variable | undefined;

  constructor(readonly parts: VariationalParts) {
    const { encoder, decoder, latentDim, likelihood, deviation } = parts;
    checkPenalties('VariationalAutoencoder', parts.penalties);
    this.inputShape = (encoder.inputs[0]?.shape ?? []).slice(1).map(Number);
    this.codeShape = [latentDim];
    this.latentDim = latentDim;
    const learned = likelihood === 'gaussian' && deviation === 'learned';
    this.#logDeviation = learned ? tf.tidy(() => tf.variable(tf.scalar(0))) : undefined;
    this.variables = [
      ...variablesOf([encoder, decoder]),
      ...(this.#logDeviation ? [this.#logDeviation] : []),
    ];
    this.state = stateOf([encoder, decoder]);
    this.expectsUnitRange = likelihood === 'bernoulli';
  }

  /** q(z|x) of each example. */
  posterior(x: tf.Tensor, training = false): Posterior {
    const output = applied(this.parts.encoder, inShape('posterior', x, this.inputShape), training);
    const [mean, logVariance] = tf.split(output, 2, 1);
    if (!mean || !logVariance) throw new Error('posterior: the encoder must give μ and log σ²');
    return { mean, logVariance };
  }

  /** The mean μ(x) of q(z|x): `[examples, latentDim]`. */
  encode(x: tf.Tensor): tf.Tensor {
    return inChunks(inShape('encode', x, this.inputShape), (some) => this.posterior(some).mean);
  }

  /** The mean of p(x|z): `[examples, …inputShape]`. */
  decode(code: tf.Tensor): tf.Tensor {
    return inChunks(inShape('decode', code, this.codeShape), (some) => {
      const output = this.#outputs(some, false);
      return this.parts.likelihood === 'bernoulli' ? output.sigmoid() : output;
    });
  }

  reconstruct(x: tf.Tensor): tf.Tensor {
    return inChunks(inShape('reconstruct', x, this.inputShape), (some) =>
      this.decode(this.posterior(some).mean),
    );
  }

  /** New examples: z from N(0, 1), decoded; means of p(x|z), `[count, …inputShape]`. */
  sample(count: number, key: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.decode(random.normal(key, [count, ...this.codeShape])));
  }

  /**
   * `reconstruction` = −log p(x|z) with one draw of z, `kl` = KL(q ‖ N(0, 1)), `penalty` = β · kl and the
   * penalties; nats per example. Needs `context.key`.
   */
  loss(x: tf.Tensor, context: LossContext = {}): ReconstructionParts {
    if (!context.key)
      throw new Error('loss: a variational autoencoder draws z; pass context.key (random.key(seed))');
    const [noise, bits] = random.split(context.key);
    if (!noise || !bits) throw new Error('loss: two keys expected');
    const training = context.training ?? false;
    const grey = inShape('loss', x, this.inputShape);
    const input = this.parts.binarise ? random.bernoulli(bits, grey) : grey;
    const { mean, logVariance } = this.posterior(input, training);
    const z = reparameterised({ mean, logVariance }, noise);
    const target = context.target ? inShape('loss (target)', context.target, this.inputShape) : input;
    const reconstruction = this.#negativeLogLikelihood(target, z, training);
    const kl = klToStandardNormal(mean, logVariance);
    const penalty = kl.mul<tf.Scalar>(this.parts.beta);
    const parts = { total: reconstruction.add<tf.Scalar>(penalty), reconstruction, penalty, kl };
    return this.#penalised(parts, { x: input, code: mean }, training, context.key);
  }

  #penalised(
    parts: ReconstructionParts,
    seen: Pick<PenaltyInput, 'x' | 'code'>,
    training: boolean,
    key: tf.Tensor,
  ): ReconstructionParts {
    const { encoder, decoder, penalties = [] } = this.parts;
    const encode = (x: tf.Tensor) => this.posterior(x, training).mean;
    return penalised(parts, penalties, { ...seen, encode, kernels: kernelsOf([encoder, decoder]) }, key);
  }

  /** log p(x|z) of each example, `[examples]`, in nats. */
  logLikelihood(x: tf.Tensor, z: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const output = this.#outputs(z, false).as2D(z.shape[0] ?? 0, -1);
      const flat = x.as2D(x.shape[0] ?? 0, -1);
      if (this.parts.likelihood === 'bernoulli') return flat.mul(output).sub(tf.softplus(output)).sum(1);
      return logNormalDensity(flat, output, tf.onesLike(flat).mul(this.#outputLogVariance()));
    });
  }

  save(path: string): void {
    const { description } = this.parts;
    if (!description)
      throw new Error('save: this model was built by hand; save its encoder and decoder with tfjs');
    saveModel(path, description, [...this.variables, ...this.state]);
  }

  dispose(): void {
    for (const variable of [...this.variables, ...this.state]) variable.dispose();
  }

  #outputs(z: tf.Tensor, training: boolean): tf.Tensor {
    return applied(this.parts.decoder, z, training);
  }

  #negativeLogLikelihood(target: tf.Tensor, z: tf.Tensor, training: boolean): tf.Scalar {
    const output = this.#outputs(z, training);
    if (this.parts.likelihood === 'bernoulli') return binaryCrossEntropy(target, output);
    const logVariance = this.#outputLogVariance();
    const scaled = tf.squaredDifference(target, output).mul(logVariance.neg().exp());
    return meanOverExamples(
      scaled
        .add(logVariance)
        .add(Math.log(2 * Math.PI))
        .mul(0.5),
    );
  }

  #outputLogVariance(): tf.Tensor {
    const { deviation } = this.parts;
    if (this.#logDeviation) return tf.mul(this.#logDeviation, 2);
    return tf.scalar(2 * Math.log(deviation === 'learned' ? 1 : deviation));
  }
}

/** z = μ + σ ε with ε ~ N(0, 1) (Kingma & Welling 2014, eq. 4): gradients reach μ and σ. */
export function reparameterised({ mean, logVariance }: Posterior, key: tf.Tensor): tf.Tensor {
  return mean.add(logVariance.mul(0.5).exp().mul(random.normal(key, mean.shape)));
}
