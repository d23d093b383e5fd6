import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames, wholeNumber } from '../checks/options.js';
import { type Activation, checkActivation, kernelInitializer, layerSeeds } from './activations.js';
import { LayeredAutoencoder } from './layered-autoencoder.js';
import { type SharedOptions, sharedOptions, sharedParts } from './shared-parts.js';

/** A convolutional autoencoder; the decoder mirrors the encoder. */
export interface ConvolutionalOptions extends SharedOptions {
  /** Shape of an image, `[height, width, channels]`. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Filters of each convolution; each is followed by a halving, e.g. `[16, 8, 8]`. */
  readonly filters: readonly number[];
  /** How many of the convolutions are followed by a halving, the first ones. Default: all. */
  readonly halvings?: number;
  /** Side of the filters. Default 3. */
  readonly kernelSize?: number;
  /** How sides are halved: by maximum pooling after the convolution (default), or by its stride. */
  readonly halving?: 'pool' | 'stride';
  /**
   * How sides are doubled: by repeating pixels before a convolution (default), or by transposed convolution.
   */
  readonly doubling?: 'repeat' | 'transpose';
  /** Numbers of a flat code, by a dense layer on both sides. Default: the code is the last feature map. */
  readonly latentDim?: number;
  /** After each convolution. Default `relu`. */
  readonly activation?: Activation;
  /** After the dense code layer. Default `linear`. */
  readonly codeActivation?: Activation;
  /** Channels of the output, where they are not the input's (colouring a grey image). */
  readonly outputChannels?: number;
  /** Doublings beyond the encoder's halvings: 1 gives twice the resolution. Default 0. */
  readonly extraDoublings?: number;
  readonly batchNorm?: boolean;
}

const optionNames: OptionNames<ConvolutionalOptions> = {
  inputShape: true,
  filters: true,
  halvings: true,
  kernelSize: true,
  halving: true,
  doubling: true,
  latentDim: true,
  activation: true,
  codeActivation: true,
  outputChannels: true,
  extraDoublings: true,
  batchNorm: true,
  ...sharedOptions,
};

/**
 * A convolutional autoencoder. Each convolution ("same" padding) is followed by a halving, sides rounded up,
 * so 28 → 14 → 7 → 4; the decoder doubles and crops back to exactly these sides: 4 → 7 → 14 → 28. Taught in
 * lesson 08.
 *
 *     convolutionalAutoencoder({ inputShape: [28, 28, 1], filters: [16, 8, 8] })   // code [4, 4, 8], 128 numbers
 *     convolutionalAutoencoder({ inputShape: [28, 28, 1], filters: [32, 32] })     // Keras's: code [7, 7, 32]
 *
 * @throws TypeError for unknown options; RangeError for impossible sizes.
 */
export function convolutionalAutoencoder(options: ConvolutionalOptions): LayeredAutoencoder {
  checkOptions('convolutionalAutoencoder', options, optionNames);
  const { seed = 0, activation = 'relu', filters, inputShape } = options;
  for (const size of [...inputShape, ...filters]) wholeNumber('convolutionalAutoencoder', 'each size', size);
  wholeNumber('convolutionalAutoencoder', 'the number of filter banks', filters.length);
  wholeNumber('convolutionalAutoencoder', 'halvings', options.halvings ?? filters.length);
  checkActivation('convolutionalAutoencoder', 'activation', activation);
  const builder = new ConvolutionBuilder(options, layerSeeds(seed));
  return new LayeredAutoencoder({
    ...sharedParts('convolutionalAutoencoder', options),
    encoder: builder.encoder(),
    decoder: builder.decoder(),
  });
}

/** Builds the layers of convolutional encoders and decoders. */
export class ConvolutionBuilder {
  /** Height and width before each halving, and after the last. */
  readonly sides: (readonly [number, number])[];
  /** Shape of the last feature map. */
  readonly mapShape: [number, number, number];
  readonly #activation: Activation;
  readonly #halvings: number;

  constructor(
    readonly options: ConvolutionalOptions,
    readonly seeds: () => number,
  ) {
    const [height, width] = options.inputShape;
    this.#activation = options.activation ?? 'relu';
    this.#halvings = options.halvings ?? options.filters.length;
    this.sides = [[height, width]];
    for (let i = 0; i < options.filters.length; i++) {
      const [h, w] = this.sides[i] ?? [1, 1];
      this.sides.push(i < this.#halvings ? [Math.ceil(h / 2), Math.ceil(w / 2)] : [h, w]);
    }
    const [lastHeight, lastWidth] = this.sides.at(-1) ?? [1, 1];
    this.mapShape = [lastHeight, lastWidth, options.filters.at(-1) ?? 1];
  }

  /** From images to codes. */
  encoder(): tf.Sequential {
    const { latentDim, codeActivation = 'linear' } = this.options;
    const layers = this.convolutions();
    if (latentDim) layers.push(tf.layers.flatten(), this.dense(latentDim, codeActivation));
    return tf.sequential({ layers });
  }

  /** Convolutions and halvings, without a flat code. */
  convolutions(): tf.layers.Layer[] {
    const { filters, halving = 'pool', inputShape } = this.options;
    return filters.flatMap((count, i) => {
      const halved = i < this.#halvings;
      const strides = halved && halving === 'stride' ? 2 : 1;
      const layers = this.#convolution(count, strides, i === 0 ? inputShape : undefined);
      if (!halved || halving === 'stride') return layers;
      return [...layers, tf.layers.maxPooling2d({ poolSize: 2, strides: 2, padding: 'same' })];
    });
  }

  /** From codes to the logits of images. */
  decoder(): tf.Sequential {
    const { latentDim, filters, outputChannels, inputShape, extraDoublings = 0 } = this.options;
    const layers: tf.layers.Layer[] = latentDim ? this.fromFlat(latentDim) : [];
    for (let i = filters.length - 1; i >= 0; i--) layers.push(...this.#mirrored(i, layers.length === 0));
    for (let i = 0; i < extraDoublings; i++) layers.push(...this.#doubled(filters[0] ?? 1, undefined, false));
    layers.push(this.#filtered(outputChannels ?? inputShape[2], 1, 'linear'));
    return tf.sequential({ layers });
  }

  /** A dense layer and the shape of the last feature map. */
  fromFlat(latentDim: number): tf.layers.Layer[] {
    const [height, width, channels] = this.mapShape;
    return [
      this.dense(height * width * channels, this.#activation, latentDim),
      tf.layers.reshape({ targetShape: this.mapShape }),
    ];
  }

  /** A dense layer with this net's seeds. */
  dense(units: number, activation: Activation, inputs?: number): tf.layers.Layer {
    const kernel = kernelInitializer(activation, this.seeds());
    return tf.layers.dense({
      units,
      activation,
      kernelInitializer: kernel,
      ...(inputs && { inputShape: [inputs] }),
    });
  }

  /** The decoder's part for the encoder's convolution `i`: doubled where that one was halved. */
  #mirrored(i: number, first: boolean): tf.layers.Layer[] {
    const count = this.options.filters[i] ?? 1;
    if (i < this.#halvings) return this.#doubled(count, this.sides[i], first);
    return this.#convolution(count, 1, first ? this.mapShape : undefined);
  }

  #doubled(count: number, sides: readonly [number, number] | undefined, first: boolean): tf.layers.Layer[] {
    const { doubling = 'repeat' } = this.options;
    const input = first ? { inputShape: this.mapShape } : {};
    const enlarge =
      doubling === 'repeat'
        ? [tf.layers.upSampling2d({ size: [2, 2], ...input }), ...this.#convolution(count, 1)]
        : [this.#transposed(count, input), ...this.#normalised()];
    return sides ? [...enlarge, ...cropTo(sides)] : enlarge;
  }

  #convolution(count: number, strides: number, inputShape?: readonly number[]): tf.layers.Layer[] {
    return [this.#filtered(count, strides, this.#activation, inputShape), ...this.#normalised()];
  }

  #filtered(
    count: number,
    strides: number,
    activation: Activation,
    inputShape?: readonly number[],
  ): tf.layers.Layer {
    return tf.layers.conv2d({
      filters: count,
      kernelSize: this.options.kernelSize ?? 3,
      strides,
      padding: 'same',
      activation,
      kernelInitializer: kernelInitializer(activation, this.seeds()),
      ...(inputShape && { inputShape: [...inputShape] }),
    });
  }

  #transposed(count: number, input: object): tf.layers.Layer {
    return tf.layers.conv2dTranspose({
      filters: count,
      kernelSize: this.options.kernelSize ?? 3,
      strides: 2,
      padding: 'same',
      activation: this.#activation,
      kernelInitializer: kernelInitializer(this.#activation, this.seeds()),
      ...input,
    });
  }

  #normalised(): tf.layers.Layer[] {
    return this.options.batchNorm ? [tf.layers.batchNormalization()] : [];
  }
}

/**
 * Cuts the surplus row and column that doubling a rounded-up half leaves; nothing where the sides are even.
 */
function cropTo([height, width]: readonly [number, number]): tf.layers.Layer[] {
  if (height % 2 === 0 && width % 2 === 0) return [];
  return [
    tf.layers.cropping2D({
      cropping: [
        [0, height % 2],
        [0, width % 2],
      ],
    }),
  ];
}
