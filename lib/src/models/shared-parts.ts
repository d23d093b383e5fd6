import type { OptionNames } from '../checks/options.js';
import type { Corruption } from '../losses/corruption.js';
import type { Penalty } from '../losses/penalty.js';
import type { Output, ReconstructionLoss } from '../losses/reconstruction.js';
import type { LayeredParts } from './layered-autoencoder.js';
import { jsonOptions, type ModelKind } from './storage.js';

/** What the options of all layered autoencoders have in common. */
export interface SharedOptions {
  /** Default `sigmoid`; of sparse codes by choice `linear`. */
  readonly output?: Output;
  /** Default `binaryCrossEntropy` for a sigmoid output, `categoricalCrossEntropy` for softmax, `squaredError` otherwise. */
  readonly loss?: ReconstructionLoss;
  readonly penalties?: readonly Penalty[];
  readonly corruption?: Corruption;
  /** Of the initial weights; biases start at 0. Default 0. */
  readonly seed?: number;
}

/** The names of the options that all layered autoencoders have in common. */
export const sharedOptions: OptionNames<SharedOptions> = {
  output: true,
  loss: true,
  penalties: true,
  corruption: true,
  seed: true,
};

/** The loss that goes with an output: cross-entropy for probabilities, squared error for numbers. */
export function defaultLoss(output: Output): ReconstructionLoss {
  if (output === 'sigmoid') return 'binaryCrossEntropy';
  return output === 'softmax' ? 'categoricalCrossEntropy' : 'squaredError';
}

/**
 * The parts of a layered autoencoder that are not layers, from its options.
 * @param kind the name of the function that makes it: `loadModel` calls it again.
 */
export function sharedParts(
  kind: ModelKind,
  options: SharedOptions,
  defaultOutput: Output = 'sigmoid',
): Omit<LayeredParts, 'encoder' | 'decoder'> {
  const { output = defaultOutput, penalties, corruption } = options;
  return {
    output,
    loss: options.loss ?? defaultLoss(output),
    ...(penalties && { penalties }),
    ...(corruption && { corruption }),
    description: { kind, options: jsonOptions(options) },
  };
}
