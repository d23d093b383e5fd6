import { type BeliefNet, type BeliefNetDescription, beliefNetFrom } from './belief-net.js';
import { BoltzmannMachine, type BoltzmannOptions } from './boltzmann.js';
import { type ConvolutionalOptions, convolutionalAutoencoder } from './convolutional.js';
import { type DenseOptions, denseAutoencoder } from './dense.js';
import { withPresentNames } from './former-names.js';
import { type EnforcedSparsityOptions, kSparseAutoencoder, winnerTakeAllAutoencoder } from './k-sparse.js';
import { LayeredAutoencoder } from './layered-autoencoder.js';
import { SequenceAutoencoder, type SequenceOptions } from './sequence.js';
import { type ModelDescription, type ModelKind, type Restorable, restoreModel } from './storage.js';
import { tiedAutoencoder } from './tied.js';
import type { VariationalAutoencoder } from './variational.js';
import {
  type ConvolutionalVariationalOptions,
  convolutionalVariational,
  type VariationalOptions,
  variationalAutoencoder,
} from './variational-models.js';

/** Any model that `save` writes. */
export type SavedModel =
  | LayeredAutoencoder
  | VariationalAutoencoder
  | SequenceAutoencoder
  | BoltzmannMachine
  | BeliefNet;

/**
 * Each maker takes the options that were given to it when the model was made: `save` kept them beside its
 * name, and the file's checksum shows that nothing changed since. Hence the assertions.
 */
const makers: Readonly<Record<ModelKind, (options: unknown) => SavedModel & Restorable>> = {
  beliefNet: (options) => beliefNetFrom(options as BeliefNetDescription),
  denseAutoencoder: (options) => denseAutoencoder(options as DenseOptions),
  tiedAutoencoder: (options) => tiedAutoencoder(options as DenseOptions),
  convolutionalAutoencoder: (options) => convolutionalAutoencoder(options as ConvolutionalOptions),
  kSparseAutoencoder: (options) => kSparseAutoencoder(options as EnforcedSparsityOptions & { k: number }),
  winnerTakeAllAutoencoder: (options) =>
    winnerTakeAllAutoencoder(options as EnforcedSparsityOptions & { share: number }),
  variationalAutoencoder: (options) => variationalAutoencoder(options as VariationalOptions),
  convolutionalVariational: (options) => convolutionalVariational(options as ConvolutionalVariationalOptions),
  sequenceAutoencoder: (options) => new SequenceAutoencoder(options as SequenceOptions),
  boltzmannMachine: (options) => new BoltzmannMachine(options as BoltzmannOptions),
};

/**
 * Loads a model that `save` wrote. Penalties and corruptions belong to training and are not kept.
 * @throws Error when the file is missing, damaged, or holds no model of this version.
 */
export function loadModel(path: string): SavedModel {
  return restoreModel(path, (description: ModelDescription) => {
    const { kind, options } = withPresentNames(description);
    if (!Object.hasOwn(makers, kind))
      throw new Error(`loadModel: ${path} holds a ${kind}, known are ${Object.keys(makers).join(', ')}`);
    return makers[kind](options);
  });
}

/**
 * Loads an autoencoder of layers: dense, tied, convolutional, sparse.
 * @throws Error when the file holds another kind of model.
 */
export function loadAutoencoder(path: string): LayeredAutoencoder {
  const model = loadModel(path);
  if (model instanceof LayeredAutoencoder) return model;
  model.dispose();
  throw new Error(`loadAutoencoder: ${path} holds a ${model.constructor.name}; use loadModel`);
}
