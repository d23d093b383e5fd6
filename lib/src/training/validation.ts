import { checkFinite } from '../data/finite.js';
import type { Trainable } from '../losses/trainable.js';
import { checkRange, type Examples, examplesOf } from './batches.js';
import { targetOf } from './evaluate.js';
import type { Settings } from './fit-options.js';
import { hostData } from './training-data.js';

/**
 * The validation data of a run as training reads them, where there are some.
 * @throws RangeError when they do not fit the model or hold what is no number: early stopping would follow a NaN.
 */
export function validationExamples(model: Trainable, settings: Settings): Examples | undefined {
  const { validation, validationTargets } = settings;
  if (!validation) return undefined;
  const read = hostData('fit (validation)', validation);
  const target = targetOf('fit (validation)', model, read, validationTargets);
  const examples = examplesOf('fit (validation)', read, model.inputShape, target);
  const { name, count, shape, values } = examples;
  // Bytes are finite.
  if (values instanceof Float32Array)
    checkFinite('fit (validation)', { name, count, shape, values, range: [0, 1] });
  checkRange('fit (validation)', model, examples);
  return examples;
}
