import type * as tf from '@tensorflow/tfjs';
import ndarray from 'ndarray';
import { datasetOfBytes, type KeptValues, keptValues, newBytes, withoutValues } from './kept-bytes.js';
import { newValues } from './new-values.js';
import { copiedTensor } from './value-tensors.js';

/** Examples of one shape, with labels where the set has them. All data sets of the book have this form. */
export interface Dataset {
  /** What the data are, e.g. `MNIST train`. */
  readonly name: string;
  /** How many examples. */
  readonly count: number;
  /** Shape of one example, e.g. `[28, 28]`. */
  readonly shape: readonly number[];
  /**
   * All values, count × product(shape), row-major: example after example. Large sets of pictures keep bytes, and make
   * these when they are first read.
   */
  readonly values: Float32Array;
  /** The least and the greatest value that can occur. */
  readonly range: readonly [number, number];
  /** One class number per example. */
  readonly labels?: Int32Array;
  /** What each class number means; `labelNames[labels[i]]` names example i. */
  readonly labelNames?: readonly string[];
}

/** A data set in the two parts that its makers published. */
export interface Splits {
  readonly train: Dataset;
  readonly test: Dataset;
}

/** How many numbers one example holds: the product of its shape. */
export function featureCount(dataset: Pick<Dataset, 'shape'>): number {
  return dataset.shape.reduce((product, side) => product * side, 1);
}

/**
 * Checks that the parts of a data set fit together, and returns it.
 * @throws RangeError naming the set, the part, what it got and what it expected.
 */
export function checked<D extends Dataset>(dataset: D): D {
  const { name, count, labels, labelNames, range } = dataset;
  const values = keptValues(dataset);
  const expected = count * featureCount(dataset);
  if (values.length !== expected)
    throw new RangeError(
      `${name}: values holds ${values.length} numbers, expected ${expected} (${count} × [${dataset.shape}])`,
    );
  if (labels) checkLabelCount('checked', dataset, labels);
  const classes = labelNames?.length ?? Infinity;
  const stray = labels?.find((label) => label < 0 || label >= classes);
  if (stray !== undefined)
    throw new RangeError(`${name}: label ${stray} has no name, there are ${classes} label names`);
  if (!(range[0] < range[1])) throw new RangeError(`${name}: range [${range}] is empty`);
  return dataset;
}

/** The values of example `index`, as a view of the set's memory (not a copy). Throws RangeError beyond the end. */
export function example(dataset: Dataset, index: number): Float32Array {
  checkIndex('example', dataset, index);
  const size = featureCount(dataset);
  return dataset.values.subarray(index * size, (index + 1) * size);
}

/**
 * The examples with the given indices, in that order, copied into a new set. An index may come twice.
 * @throws RangeError for an index outside 0 … count − 1.
 */
export function take(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const { labels, ...rest } = withoutValues(dataset);
  const kept = keptValues(dataset);
  if (labels) checkLabelCount('take', dataset, labels);
  const parts = {
    ...rest,
    count: indices.length,
    ...(labels && { labels: Int32Array.from(indices, (index) => labels[index] ?? 0) }),
  };
  const length = indices.length * featureCount(dataset);
  if (kept instanceof Uint8Array)
    return datasetOfBytes<Dataset>(parts, gather('take', dataset, kept, indices, newBytes(length)));
  return { ...parts, values: gather('take', dataset, kept, indices, newValues(length)) };
}

/**
 * Examples as a tensor `[n, features]`, each example flattened. Without indices the whole set goes over in one
 * copy. The caller disposes it.
 * @throws RangeError for an index outside 0 … count − 1.
 */
export function toTensor(dataset: Dataset, indices?: ArrayLike<number>): tf.Tensor2D {
  const size = featureCount(dataset);
  const kept = keptValues(dataset);
  // The shapes have two sides.
  if (!indices) return copiedTensor(kept, [dataset.count, size]) as tf.Tensor2D;
  const length = indices.length * size;
  const empty = kept instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
  return copiedTensor(gather('toTensor', dataset, kept, indices, empty), [
    indices.length,
    size,
  ]) as tf.Tensor2D;
}

/** The whole set as an ndarray view `[count, ...shape]` of the same memory (not a copy). */
export function asNdarray(dataset: Dataset): ndarray.NdArray<Float32Array> {
  return ndarray(dataset.values, [dataset.count, ...dataset.shape]);
}

/** Copies the examples with the given indices into an array. */
function gather<V extends KeptValues>(
  caller: string,
  dataset: Dataset,
  values: KeptValues,
  indices: ArrayLike<number>,
  into: V,
): V {
  const size = featureCount(dataset);
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row] ?? -1;
    checkIndex(caller, dataset, index);
    into.set(values.subarray(index * size, (index + 1) * size), row * size);
  }
  return into;
}

/** @throws RangeError unless a set has one label for each of its examples. */
export function checkLabelCount(caller: string, { name, count }: Dataset, labels: Int32Array): void {
  if (labels.length !== count)
    throw new RangeError(`${caller}: got ${labels.length} labels for ${count} examples of ${name}`);
}

function checkIndex(caller: string, dataset: Dataset, index: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= dataset.count)
    throw new RangeError(
      `${caller}: no example ${index} in ${dataset.name}, it has 0 … ${dataset.count - 1}`,
    );
}
