import * as tf from '@tensorflow/tfjs';
import { bernoulli, normal, uniform } from '../random/distributions.js';
import { checkRate, type NoiseConfig, NoiseLayer } from './noise-layer.js';

/** Configuration of layers that change a share of the input's elements. */
export interface RateConfig extends NoiseConfig {
  /** The share, in `[0, 1]`. */
  readonly rate: number;
}

/** Configuration of {@link GaussianNoise}. */
export interface GaussianNoiseConfig extends NoiseConfig {
  /** Standard deviation of the noise, in units of the input. */
  readonly stddev: number;
}

/**
 * Drops each element with probability `rate` and divides the others by `1 − rate`, so that the mean stays (Srivastava et
 * al. 2014).
 */
export class Dropout extends NoiseLayer {
  static readonly className = 'CodebookDropout';
  readonly #rate: number;

  constructor(config: RateConfig) {
    super(config);
    this.#rate = checkRate('Dropout', config.rate);
    if (config.rate === 1) throw new Error('Dropout: rate must be below 1, got 1');
  }

  protected override corrupt(input: tf.Tensor, key: tf.Tensor1D): tf.Tensor {
    const kept = bernoulli(key, 1 - this.#rate, input.shape);
    return tf.mul(input, tf.mul(kept, 1 / (1 - this.#rate)));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.#rate };
  }
}

/** Adds normal noise of mean 0. */
export class GaussianNoise extends NoiseLayer {
  static readonly className = 'CodebookGaussianNoise';
  readonly #stddev: number;

  constructor(config: GaussianNoiseConfig) {
    super(config);
    if (!(config.stddev >= 0))
      throw new Error(`GaussianNoise: stddev must not be negative, got ${config.stddev}`);
    this.#stddev = config.stddev;
  }

  protected override corrupt(input: tf.Tensor, key: tf.Tensor1D): tf.Tensor {
    return tf.add(input, normal(key, input.shape, 0, this.#stddev));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), stddev: this.#stddev };
  }
}

/** Sets each element to 0 with probability `rate`; the others stay (masking noise, Vincent et al. 2010). */
export class Masking extends NoiseLayer {
  static readonly className = 'CodebookMasking';
  readonly #rate: number;

  constructor(config: RateConfig) {
    super(config);
    this.#rate = checkRate('Masking', config.rate);
  }

  protected override corrupt(input: tf.Tensor, key: tf.Tensor1D): tf.Tensor {
    return tf.mul(input, bernoulli(key, 1 - this.#rate, input.shape));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.#rate };
  }
}

/**
 * Sets each element, with probability `rate`, to 0 or 1, each as likely (salt-and-pepper noise, Vincent et al. 2010);
 * inputs lie in `[0, 1]`.
 */
export class SaltAndPepper extends NoiseLayer {
  static readonly className = 'CodebookSaltAndPepper';
  readonly #rate: number;

  constructor(config: RateConfig) {
    super(config);
    this.#rate = checkRate('SaltAndPepper', config.rate);
  }

  protected override corrupt(input: tf.Tensor, key: tf.Tensor1D): tf.Tensor {
    // One uniform number decides both: below rate/2 pepper, from there to rate salt.
    const draw = uniform(key, input.shape);
    const salt = tf.cast(tf.greaterEqual(draw, this.#rate / 2), 'float32');
    return tf.where(tf.less(draw, this.#rate), salt, input);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.#rate };
  }
}

for (const layer of [Dropout, GaussianNoise, Masking, SaltAndPepper]) {
  // tfjs builds a layer from the object that getConfig returned, which has the fields its constructor takes.
  tf.serialization.registerClass(layer as unknown as tf.serialization.SerializableConstructor<NoiseLayer>);
}
