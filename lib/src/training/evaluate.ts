import * as tf from '@tensorflow/tfjs';
import { checkOptions, checkSeed } from '../checks/options.js';
import { checkClasses } from '../data/classes.js';
import type { Dataset } from '../data/dataset.js';
import { keptValues } from '../data/kept-bytes.js';
import { partNames, type Trainable } from '../losses/trainable.js';
import { Batcher, checkRange, type Examples, examplesOf, type Target } from './batches.js';
import { type PartMeans, PartSums } from './history.js';
import { stepKey } from './random-key.js';
import { stacked } from './step.js';
import { hostData, type TrainingData } from './training-data.js';

/** How `evaluate` reads the data. */
export interface EvaluateOptions {
  /** What the outputs should be, where that is not the input. */
  readonly targets?: Dataset;
  /** Examples at a time. Default 1000. */
  readonly batchSize?: number;
  /** Seed of the noise, where the loss draws (corruption, sampling); the same noise each time. Default 0. */
  readonly seed?: number;
}

/**
 * The loss of a model on data, in its parts: sum over features, mean over all examples. Nothing is trained.
 * @throws RangeError when the data do not fit the model.
 */
export function evaluate(model: Trainable, data: TrainingData, options: EvaluateOptions = {}): PartMeans {
  checkOptions('evaluate', options, { targets: true, batchSize: true, seed: true });
  checkSeed('evaluate', options.seed ?? 0);
  const read = hostData('evaluate', data);
  const target = targetOf('evaluate', model, read, options.targets);
  const examples = examplesOf('evaluate', read, model.inputShape, target);
  checkRange('evaluate', model, examples);
  return meanLoss(model, examples, options.seed ?? 0, options.batchSize ?? 1000);
}

/** `evaluate` on prepared examples. */
export function meanLoss(model: Trainable, examples: Examples, seed: number, batchSize = 1000): PartMeans {
  const batcher = new Batcher(examples);
  let sums: PartSums | undefined;
  for (let start = 0, step = 0; start < examples.count; start += batchSize, step++) {
    const end = Math.min(examples.count, start + batchSize);
    tf.tidy(() => {
      const { x, target } = batcher.slice(start, end);
      const parts = model.loss(x, { key: stepKey(~seed, step), ...(target && { target }) });
      sums ??= new PartSums(partNames(parts));
      sums.add(stacked(parts, sums.names).dataSync(), end - start);
    });
  }
  return sums?.means() ?? {};
}

/**
 * What the model should answer: the class numbers, if it needs them, or the given targets.
 * @throws RangeError when labels are needed and missing, or targets are given to a model that needs labels.
 */
export function targetOf(
  caller: string,
  model: Trainable,
  data: Dataset | Float32Array,
  targets: Dataset | undefined,
): Target | undefined {
  if (!model.needsLabels) return targets && { shape: targets.shape, values: keptValues(targets) };
  if (targets)
    throw new RangeError(`${caller}: this model learns from the data's labels, drop the option targets`);
  const labels = data instanceof Float32Array ? undefined : data.labels;
  if (!labels)
    throw new RangeError(`${caller}: this model needs labels, got data without; pass a labelled Dataset`);
  checkClasses(caller, labels, model.classes);
  return { shape: [], values: labels };
}
