import { checkOptions, checkSeed, type OptionNames, wholeNumber } from '../checks/options.js';
import type { Dataset } from '../data/dataset.js';
import { isQuickRun, quickLimits, quickWarning } from '../jupyter/quick-run.js';
import type { CheckpointOptions } from './checkpoint.js';
import type { EarlyStopping } from './early-stopping.js';
import type { Epoch, PartMeans } from './history.js';
import type { OptimizerName, OptimizerOptions } from './optimizers.js';
import { constant, type Schedule } from './schedules.js';
import type { Jit } from './step.js';
import type { TrainingData } from './training-data.js';

/** How `fit` trains. Everything has a default; the book's lessons name what matters to them. */
export interface FitOptions {
  /** Passes over the data. Default 10. */
  readonly epochs?: number;
  /** Examples a step. Default 128. */
  readonly batchSize?: number;
  /** `adam` (default), `sgd`, `momentum`, `rmsprop`, or one of them with its numbers. */
  readonly optimizer?: OptimizerName | OptimizerOptions;
  /** Default 0.001. */
  readonly learningRate?: number;
  /** How the rate changes: `cosine()`, `warmUp(1, cosine())`, … Default: constant. */
  readonly schedule?: Schedule;
  /** Seed of the order of the examples and of the step's random numbers. Default 0. */
  readonly seed?: number;
  /** Whether each epoch has its own order. Default true. */
  readonly shuffle?: boolean;
  /** What the outputs should be, where that is not the input: as many examples as the data. */
  readonly targets?: Dataset;
  /** Data to measure the loss on after each epoch. */
  readonly validation?: TrainingData;
  /** Targets of the validation data, where `targets` is used. */
  readonly validationTargets?: Dataset;
  /** Stops when the validation loss no longer falls; needs `validation`. */
  readonly earlyStopping?: EarlyStopping;
  /**
   * Aborts: `fit` then throws the signal's reason; the model keeps the weights it has, the checkpoint all
   * steps done.
   */
  readonly signal?: AbortSignal;
  /** Called after each epoch; awaited. */
  readonly onEpoch?: (epoch: Epoch, past: readonly Epoch[]) => void | Promise<void>;
  /**
   * Called after each step with the loss's parts of its batch; `fit` then takes one step a call, so that the model is
   * as that step left it. Steps count from 1.
   */
  readonly onStep?: (step: number, parts: PartMeans) => void;
  /** Whether to show progress, or the title to show it under. Default true. */
  readonly progress?: boolean | string;
  /**
   * Compile by XLA? `true`: all steps but an epoch's smaller last one; the first waits for the compiler. `false`: none.
   * `'auto'` (default): TensorFlow's executor starts; where the step's graph and the run's length say that it pays, XLA
   * compiles beside the training and takes over at a step that is known beforehand, so the same seed gives the same
   * weights, and a run can be resumed bit by bit.
   */
  readonly jit?: Jit;
  /** Keeps the run in a file, and goes on from it. */
  readonly checkpoint?: string | CheckpointOptions;
}

/** The options with all defaults filled in. */
export type Settings = Required<Omit<FitOptions, 'jit' | 'checkpoint' | 'progress' | OptionalOption>> & {
  readonly jit: Jit;
  readonly checkpoint: CheckpointOptions | undefined;
  /** The title to show progress under, or false. */
  readonly progress: string | false;
  /** Steps of each epoch: all batches, a few in a quick run. */
  readonly stepsPerEpoch: number;
  /** Whether lessons are only run through; see `isQuickRun`. */
  readonly quick: boolean;
} & Pick<FitOptions, OptionalOption>;

type OptionalOption =
  | 'targets'
  | 'validation'
  | 'validationTargets'
  | 'earlyStopping'
  | 'signal'
  | 'onEpoch'
  | 'onStep';

const optionNames: OptionNames<FitOptions> = {
  epochs: true,
  batchSize: true,
  optimizer: true,
  learningRate: true,
  schedule: true,
  seed: true,
  shuffle: true,
  targets: true,
  validation: true,
  validationTargets: true,
  earlyStopping: true,
  signal: true,
  onEpoch: true,
  onStep: true,
  progress: true,
  jit: true,
  checkpoint: true,
};

/** @throws TypeError for an unknown option. */
export function checkFitOptions(options: FitOptions): void {
  checkOptions('fit', options, optionNames);
}

/**
 * Checks the options' values and fills in the defaults.
 * @param examples how many there are.
 * @throws RangeError for a value that cannot be.
 */
export function settingsOf(options: FitOptions, examples: number): Settings {
  const { checkpoint, jit, progress = true, epochs = 10, batchSize = 128, ...rest } = options;
  const extent = extentOf(progress === true ? 'Training' : progress, epochs, examples / batchSize);
  const settings: Settings = {
    batchSize,
    optimizer: 'adam',
    learningRate: 1e-3,
    schedule: constant(),
    seed: 0,
    shuffle: true,
    ...rest,
    ...extent,
    jit: jit ?? 'auto',
    checkpoint: typeof checkpoint === 'string' ? { path: checkpoint } : checkpoint,
  };
  wholeNumber('fit', 'epochs', epochs);
  wholeNumber('fit', 'batchSize', settings.batchSize);
  if (!(settings.learningRate > 0 && Number.isFinite(settings.learningRate)))
    throw new RangeError(`fit: learningRate must be above 0, got ${settings.learningRate}`);
  checkSeed('fit', settings.seed);
  if (settings.earlyStopping && !settings.validation)
    throw new RangeError('fit: earlyStopping watches the validation loss; pass validation data too');
  if (settings.validationTargets && !settings.validation)
    throw new RangeError('fit: validationTargets without validation; pass the validation data too');
  return settings;
}

/** How far the run goes and under which title: all the way, or, where lessons are only run through, a few steps. */
function extentOf(
  title: string | false,
  epochs: number,
  batches: number,
): Pick<Settings, 'progress' | 'quick' | 'epochs' | 'stepsPerEpoch'> {
  const steps = Math.ceil(batches);
  if (!isQuickRun()) return { progress: title, quick: false, epochs, stepsPerEpoch: steps };
  const stepsPerEpoch = Math.min(steps, quickLimits.stepsPerEpoch);
  const told = `${quickWarning} (${stepsPerEpoch} of ${steps} steps, ${epochs} epochs asked for): ${title}`;
  return {
    progress: title === false ? false : told,
    quick: true,
    epochs: Math.min(epochs, quickLimits.epochs),
    stepsPerEpoch,
  };
}
