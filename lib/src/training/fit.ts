import { sizeOf } from '../checks/shapes.js';
import { keptValues } from '../data/kept-bytes.js';
import type { Trainable } from '../losses/trainable.js';
import { checkFitOptions, type FitOptions, settingsOf } from './fit-options.js';
import type { History } from './history.js';
import { Run } from './run.js';
import { hostData, type TrainingData } from './training-data.js';

/**
 * Trains a model: every epoch goes once through the data in a new seeded order, in compiled steps. Shows
 * progress (epoch, loss and its parts, rate, time left, curve) in one display that updates itself. The same
 * seed gives the same weights, bit by bit, also when the run was interrupted and taken up from its
 * checkpoint.
 *
 *     const history = await fit(model, digits.train, { epochs: 5, batchSize: 250, learningRate: 2e-3 });
 *
 * @param data a data set, all values in one array, example after example, or a tensor `[examples, …]`.
 * @throws TypeError for unknown options; RangeError for data that do not fit the model; DivergenceError when the
 * loss is no number; the signal's reason when aborted. Taught in lesson 05.
 */
export async function fit(model: Trainable, data: TrainingData, options: FitOptions = {}): Promise<History> {
  checkFitOptions(options);
  const read = hostData('fit', data);
  const values = read instanceof Float32Array ? read : keptValues(read);
  const examples = values.length / sizeOf(model.inputShape);
  const run = new Run(model, read, settingsOf(options, examples));
  try {
    return await run.train();
  } finally {
    run.dispose();
  }
}
