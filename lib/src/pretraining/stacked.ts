import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { sizeOf } from '../checks/shapes.js';
import type { Dataset } from '../data/dataset.js';
import type { Corruption } from '../losses/corruption.js';
import type { Penalty } from '../losses/penalty.js';
import type { Output } from '../losses/reconstruction.js';
import type { Activation } from '../models/activations.js';
import { denseAutoencoder } from '../models/dense.js';
import { encodedData } from '../models/encoded-data.js';
import type { LayeredAutoencoder } from '../models/layered-autoencoder.js';
import { tiedAutoencoder } from '../models/tied.js';
import { fit } from '../training/fit.js';
import type { FitOptions } from '../training/fit-options.js';
import type { History } from '../training/history.js';

/** A stack of one-layer autoencoders, trained one after another. */
export interface StackedOptions {
  /** Units of the layers between data and code, from the data upwards. Default: none. */
  readonly hidden?: readonly number[];
  /** Numbers in a code: units of the last layer. */
  readonly latentDim: number;
  /** Of every layer. Default `sigmoid`. */
  readonly activation?: Activation;
  /**
   * What the first layer reconstructs with. Default `sigmoid`; higher layers take what fits the activation
   * below.
   */
  readonly output?: Output;
  /**
   * Noise on each layer's input while it is trained (Vincent et al. 2010); a function of the layer where they
   * differ.
   */
  readonly corruption?: Corruption | ((layer: number) => Corruption | undefined);
  readonly penalties?: readonly Penalty[];
  /** Whether each layer's decoder is its encoder's transpose while it is trained. Default true. */
  readonly tied?: boolean;
  /** How each layer is trained; a function of the layer (from 0) where they differ. */
  readonly fit?: FitOptions | ((layer: number) => FitOptions);
  readonly seed?: number;
}

/** A stack as one deep autoencoder, and how its layers' training went. */
export interface Stacked {
  readonly autoencoder: LayeredAutoencoder;
  readonly histories: readonly History[];
}

const optionNames: OptionNames<StackedOptions> = {
  hidden: true,
  latentDim: true,
  activation: true,
  output: true,
  corruption: true,
  penalties: true,
  tied: true,
  fit: true,
  seed: true,
};

/**
 * Greedy layer-wise training (Bengio et al. 2007): layer 1 learns to reconstruct the data, layer 2 the codes
 * of layer 1, and so on, each with its own corruption. The layers are then put together into one deep
 * autoencoder, ready to be fine-tuned by `fit`, or its encoder by `classifier`. Taught in lesson 13.
 * @throws TypeError for unknown options.
 */
export async function trainStacked(data: Dataset, options: StackedOptions): Promise<Stacked> {
  checkOptions('trainStacked', options, optionNames);
  const { hidden = [], latentDim, fit: fitOptions = {} } = options;
  const widths = [...hidden, latentDim];
  const layers: LayeredAutoencoder[] = [];
  const histories: History[] = [];
  let level = data;
  for (const [i, size] of widths.entries()) {
    const layer = oneLayer(options, i, sizeOf(level.shape), size);
    const own = typeof fitOptions === 'function' ? fitOptions(i) : fitOptions;
    histories.push(await fit(layer, level, { progress: `Layer ${i + 1} of ${widths.length}`, ...own }));
    layers.push(layer);
    if (i < hidden.length) level = encodedData(layer, level);
  }
  const autoencoder = assembled(layers, options);
  for (const layer of layers) layer.dispose();
  return { autoencoder, histories };
}

function oneLayer(
  options: StackedOptions,
  i: number,
  inputSize: number,
  latentDim: number,
): LayeredAutoencoder {
  const { activation = 'sigmoid', output = 'sigmoid', penalties, tied = true, seed = 0 } = options;
  const corruption = typeof options.corruption === 'function' ? options.corruption(i) : options.corruption;
  const make = tied ? tiedAutoencoder : denseAutoencoder;
  return make({
    inputSize,
    latentDim,
    activation,
    output: i === 0 ? output : activation === 'sigmoid' ? 'sigmoid' : 'linear',
    seed: seed + i,
    ...(penalties && { penalties }),
    ...(corruption && { corruption }),
  });
}

function assembled(layers: readonly LayeredAutoencoder[], options: StackedOptions): LayeredAutoencoder {
  const { hidden = [], latentDim, activation = 'sigmoid', output = 'sigmoid', seed = 0 } = options;
  const [first] = layers;
  if (!first) throw new Error('trainStacked: no layer was trained');
  const autoencoder = denseAutoencoder({
    inputSize: sizeOf(first.inputShape),
    hidden,
    latentDim,
    activation,
    output,
    seed,
  });
  tf.tidy(() => {
    const up = layers.flatMap(({ variables: [kernel, bias] }) => (kernel && bias ? [kernel, bias] : []));
    const down = layers.toReversed().flatMap(decoderWeights);
    for (const [i, value] of [...up, ...down].entries()) autoencoder.variables[i]?.assign(value.clone());
  });
  return autoencoder;
}

/**
 * Kernel and bias of a layer's decoder; a tied one has only a bias, its kernel is the encoder's transposed.
 */
function decoderWeights({ variables: [kernel, , third, fourth] }: LayeredAutoencoder): tf.Tensor[] {
  if (!kernel || !third) throw new Error('decoderWeights: expected one layer each way');
  return fourth ? [third, fourth] : [kernel.transpose(), third];
}
