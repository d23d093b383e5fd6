import * as tf from '@tensorflow/tfjs';
import { type Activation, activate } from './activations.js';
import { checkedDense, type DenseOptions, denseStack } from './dense.js';
import { LayeredAutoencoder } from './layered-autoencoder.js';
import { sharedParts } from './shared-parts.js';

/**
 * A dense layer whose weights are the transpose of another's: y = s(x Wᵀ + c), with W that layer's kernel and
 * its own bias c. Taught in lesson 03.
 */
export class TransposedDense extends tf.layers.Layer {
  static readonly className = 'TransposedDense';
  readonly #source: tf.layers.Layer;
  readonly #activation: Activation;
  readonly #units: number;
  #bias: tf.LayerVariable | undefined;

  /** @param source the built dense layer whose kernel `[inputs, units]` is used, transposed. */
  constructor(source: tf.layers.Layer, activation: Activation) {
    super({ name: `transposed_${source.name}`, inputShape: [kernelOf(source).shape[1] ?? 1] });
    this.#source = source;
    this.#activation = activation;
    this.#units = kernelOf(source).shape[0] ?? 1;
  }

  override build(): void {
    this.#bias = this.addWeight('bias', [this.#units], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [inputShape[0] ?? null, this.#units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x] = Array.isArray(inputs) ? inputs : [inputs];
      if (!x || !this.#bias)
        throw new Error('TransposedDense: called without an input or before it was built');
      const product = tf.matMul(
        x.as2D(x.shape[0] ?? 0, -1),
        kernelOf(this.#source).as2D(this.#units, -1),
        false,
        true,
      );
      return activate(product.add(this.#bias.read()), this.#activation);
    });
  }
}

function kernelOf(layer: tf.layers.Layer): tf.Tensor {
  const [kernel] = layer.trainableWeights;
  if (!kernel) throw new Error(`TransposedDense: ${layer.name} has no kernel; build it first`);
  return kernel.read();
}

/**
 * A dense autoencoder whose decoder uses the encoder's matrices transposed, W* = Wᵀ: half the weights, and
 * scale can no longer be hidden between the two. Default activation `sigmoid`. Taught in lessons 03, 10 and
 * 12.
 * @throws TypeError for unknown options; RangeError for impossible sizes.
 */
export function tiedAutoencoder(options: DenseOptions): LayeredAutoencoder {
  const checked = checkedDense('tiedAutoencoder', options, 'sigmoid');
  const { inputSize, latentDim, hidden, activation, codeActivation, start, seeds } = checked;
  const encoder = denseStack(inputSize, [...hidden, latentDim], activation, codeActivation, seeds, start);
  const sources = encoder.layers.toReversed();
  const layers = sources.map(
    (source, i) => new TransposedDense(source, i === sources.length - 1 ? 'linear' : activation),
  );
  return new LayeredAutoencoder({
    ...sharedParts('tiedAutoencoder', options),
    encoder,
    decoder: tf.sequential({ layers }),
  });
}
