import type * as tf from '@tensorflow/tfjs';
import { checkOptions, wholeNumber } from '../checks/options.js';
import { Snapshot } from '../files/snapshot.js';
import type { StoredTensor } from '../files/stored-tensor.js';
import type { Trainable } from '../losses/trainable.js';
import type { Examples } from './batches.js';
import { type Fingerprint, loadCheckpoint, type Position, saveCheckpoint } from './checkpoint.js';
import { fingerprintOf, weightsPrint } from './fingerprint.js';
import type { Settings } from './fit-options.js';
import type { Optimizer } from './optimizers.js';

/** The file that keeps a run: when it is written, and what it must fit. */
export class RunFile {
  readonly #path: string;
  readonly #everyEpochs: number;
  readonly #everySteps: number;
  readonly #resume: boolean;
  readonly #epochs: number;
  readonly #fingerprint: Fingerprint;
  readonly #tensors: Map<string, tf.Variable>;

  /** @throws RangeError when an interval is not a whole number. */
  constructor(
    settings: Settings & { readonly checkpoint: NonNullable<Settings['checkpoint']> },
    examples: Examples,
    validation: Examples | undefined,
    readonly model: Trainable,
    optimizer: Optimizer,
  ) {
    checkOptions('checkpoint', settings.checkpoint, {
      path: true,
      everyEpochs: true,
      everySteps: true,
      resume: true,
    });
    const { path, everyEpochs = 1, everySteps = 0, resume = true } = settings.checkpoint;
    wholeNumber('fit', 'checkpoint.everyEpochs', everyEpochs);
    if (everySteps !== 0) wholeNumber('fit', 'checkpoint.everySteps', everySteps);
    this.#path = path;
    this.#everyEpochs = everyEpochs;
    this.#everySteps = everySteps;
    this.#resume = resume;
    this.#epochs = settings.epochs;
    this.#fingerprint = fingerprintOf(settings, model, examples, validation, startOf(model, path));
    this.#tensors = new Map(optimizer.state);
    model.variables.forEach((variable, i) => this.#tensors.set(`weight/${i}`, variable));
    model.state?.forEach((variable, i) => this.#tensors.set(`state/${i}`, variable));
  }

  /** Puts the tensors back and says where the run stood; undefined when there is nothing to go on from. */
  load(): { position: Position; best: Snapshot | undefined } | undefined {
    const loaded = this.#resume ? loadCheckpoint(this.#path, this.#fingerprint, this.#tensors) : undefined;
    if (!loaded) return undefined;
    const done = loaded.position.epochs.length;
    if (done > this.#epochs)
      throw new Error(
        `fit: the checkpoint ${this.#path} has ${done} epochs behind it, this run asks for ${this.#epochs}. ` +
          'Ask for as many or more, delete it, or choose another path',
      );
    const variables = [...this.model.variables, ...(this.model.state ?? [])];
    const kept = variables.flatMap((_, i) => loaded.extra.get(`best/${i}`) ?? []);
    const best = kept.length > 0 ? new Snapshot(variables, kept) : undefined;
    return { position: loaded.position, best };
  }

  /** How many steps of an epoch may be done after this one before the file is due. */
  stepsUntilDue(stepInEpoch: number): number {
    const every = this.#everySteps;
    return every > 0 ? every - (stepInEpoch % every) : Number.POSITIVE_INFINITY;
  }

  /** Writes the file if it is due after this step of the epoch. */
  afterStep(stepInEpoch: number, position: () => Position, best: Snapshot | undefined): void {
    if (this.#everySteps > 0 && stepInEpoch % this.#everySteps === 0) this.write(position(), best);
  }

  /** Writes the file if it is due after this epoch. */
  afterEpoch(epoch: number, position: () => Position, best: Snapshot | undefined): void {
    if (epoch % this.#everyEpochs === 0) this.write(position(), best);
  }

  /** Writes the file now. */
  write(position: Position, best: Snapshot | undefined): void {
    const extra = new Map<string, StoredTensor>();
    best?.tensors.forEach((tensor, i) => extra.set(`best/${i}`, tensor));
    saveCheckpoint(this.#path, this.#fingerprint, position, this.#tensors, extra);
  }
}

/** What each model's weights were when a run of it with this file first began in this process. */
const starts = new WeakMap<Trainable, Map<string, string>>();

/** A hash of the weights that the run starts from: now, or before a part of this run that the process has seen already. */
function startOf(model: Trainable, path: string): string {
  const known = starts.get(model) ?? new Map<string, string>();
  const start = known.get(path) ?? weightsPrint(model);
  starts.set(model, known.set(path, start));
  return start;
}
