import * as tf from '@tensorflow/tfjs';
import { describe } from '../checks/arguments.js';
import type { Dataset } from '../data/dataset.js';
import { hasValues } from '../data/kept-bytes.js';

/** What can be trained on: a data set, all values in one array, example after example, or a tensor `[examples, …]`. */
export type TrainingData = Dataset | Float32Array | tf.Tensor;

/**
 * Data as training reads them; a tensor's values are copied from the device.
 * @throws TypeError for anything else, saying what it is.
 */
export function hostData(caller: string, data: TrainingData): Dataset | Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof tf.Tensor) return fromTensor(caller, data);
  if (isDataset(data)) return data;
  throw new TypeError(
    `${caller}: data must be a Dataset, a Float32Array or a tensor [examples, …], got ${describe(data)}` +
      (ArrayBuffer.isView(data) || Array.isArray(data) ? '; pass Float32Array.from(it)' : ''),
  );
}

function fromTensor(caller: string, tensor: tf.Tensor): Dataset {
  const [count, ...shape] = tensor.shape;
  if (count === undefined)
    throw new TypeError(`${caller}: data must be a tensor [examples, …], got a single number`);
  const values = Float32Array.from(tensor.dataSync());
  return {
    name: `a tensor [${tensor.shape}]`,
    count,
    shape,
    values,
    range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  };
}

function isDataset(data: unknown): data is Dataset {
  return hasValues(data);
}
