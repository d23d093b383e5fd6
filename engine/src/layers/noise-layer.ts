import * as tf from '@tensorflow/tfjs';
import { RandomStream } from '../random/stream.js';

type LayerArguments = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;

/** What every noise layer takes, besides what every layer takes (`name`, `inputShape`, …). */
export interface NoiseConfig extends LayerArguments {
  /** Seed of the layer's own stream of keys. */
  readonly seed: number;
}

/** A layer that changes its input at random while training, and passes it on otherwise. */
export abstract class NoiseLayer extends tf.layers.Layer {
  readonly #stream: RandomStream;

  constructor(config: NoiseConfig) {
    super(config);
    this.supportsMasking = true;
    this.#stream = new RandomStream(config.seed);
  }

  /** The changed input; `key` is new at each call. */
  protected abstract corrupt(input: tf.Tensor, key: tf.Tensor1D): tf.Tensor;

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    if (input === undefined) throw new Error(`${this.name}: expected one input, got none`);
    if (!training) return tf.clone(input);
    return tf.tidy(() => this.corrupt(input, this.#stream.next()));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), seed: this.#stream.seed };
  }

  override dispose(): ReturnType<tf.layers.Layer['dispose']> {
    this.#stream.dispose();
    return super.dispose();
  }
}

/** Throws unless `rate` is a probability. */
export function checkRate(layer: string, rate: number): number {
  if (rate >= 0 && rate <= 1) return rate;
  throw new Error(`${layer}: rate must lie in [0, 1], got ${rate}`);
}
