import type * as tf from '@tensorflow/tfjs';
import { readArchive, writeArchive } from '../files/archive.js';
import { assignValues, storedTensor } from '../files/snapshot.js';
import type { StoredTensor } from '../files/stored-tensor.js';

/**
 * The models that can be saved, each by the name of its maker. `save` takes no other name, and `loadModel` has a maker
 * for each, or does not compile.
 */
export type ModelKind =
  | 'beliefNet'
  | 'boltzmannMachine'
  | 'convolutionalAutoencoder'
  | 'convolutionalVariational'
  | 'denseAutoencoder'
  | 'kSparseAutoencoder'
  | 'sequenceAutoencoder'
  | 'tiedAutoencoder'
  | 'variationalAutoencoder'
  | 'winnerTakeAllAutoencoder';

/** How a model can be made again: the name of its maker, and the options that it was given. */
export interface ModelDescription {
  readonly kind: ModelKind;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A model that `saveModel` can fill again. */
export interface Restorable {
  readonly variables: readonly tf.Variable[];
  readonly state?: readonly tf.Variable[];
  /** All of them, where their order does not depend on what is trainable. */
  readonly weights?: readonly tf.Variable[];
}

/**
 * Writes a model's description and values to one checked file.
 * @throws Error when the file cannot be written; what was there before is then intact.
 */
export function saveModel(
  path: string,
  description: ModelDescription,
  variables: readonly tf.Variable[],
): void {
  const tensors = new Map<string, StoredTensor>();
  variables.forEach((variable, i) => tensors.set(`${i}.${roleOf(variable)}`, storedTensor(variable)));
  writeArchive(path, { about: { kind: 'model', description }, tensors });
}

/**
 * Reads what `saveModel` wrote, makes the model by `make` and fills in its values.
 * @throws Error when the file is damaged or holds no such model.
 */
export function restoreModel<M extends Restorable>(
  path: string,
  make: (description: ModelDescription) => M,
): M {
  const { about, tensors } = readArchive(path);
  if (about['kind'] !== 'model')
    throw new Error(`loadModel: ${path} holds a ${String(about['kind'])}, expected a model`);
  // The archive's checksum fits, so this is what saveModel wrote.
  const model = make(about['description'] as ModelDescription);
  const variables = model.weights ?? [...model.variables, ...(model.state ?? [])];
  if (variables.length !== tensors.size)
    throw new Error(`loadModel: ${path} holds ${tensors.size} arrays, the model has ${variables.length}`);
  const stored = [...tensors.values()];
  variables.forEach((variable, i) => fill(path, variable, stored[i]));
  return model;
}

/** What a variable is in its layer: `kernel`, `bias`, …; tfjs's names end with it, and begin with a count of layers. */
function roleOf({ name }: tf.Variable): string {
  return name.split('/').at(-1)?.replace(/_\d+$/, '') ?? 'weight';
}

function fill(path: string, variable: tf.Variable, stored: StoredTensor | undefined): void {
  if (stored?.shape.join() !== variable.shape.join())
    throw new Error(`loadModel: ${path} has [${stored?.shape}] where the model has [${variable.shape}]`);
  assignValues(variable, stored);
}

/**
 * A model's options as JSON can hold them: functions (penalties, corruptions) belong to training and are left
 * out.
 */
export function jsonOptions(options: object): Readonly<Record<string, unknown>> {
  const {
    penalties: _penalties,
    corruption: _corruption,
    ...rest
  } = { penalties: 0, corruption: 0, ...options };
  return rest;
}
