import * as tf from '@tensorflow/tfjs';
import { type Dataset, featureCount } from './dataset.js';
import { floatsOf, keptValues } from './kept-bytes.js';
import { borrowedTensor } from './value-tensors.js';

/** What analysis functions accept: a data set, or a tensor whose first axis counts the examples. */
export type Examples = Dataset | tf.Tensor;

/** Rows and columns of the examples seen as a matrix `[examples, features]`. */
export function matrixShape(examples: Examples): [number, number] {
  if (!(examples instanceof tf.Tensor)) return [examples.count, featureCount(examples)];
  const [count = 0, ...rest] = examples.shape;
  return [count, rest.reduce((product, side) => product * side, 1)];
}

/**
 * The examples as a new tensor `[examples, features]`, which the caller disposes before anybody can write into the set: it may
 * lie in its memory.
 */
export function toMatrix(examples: Examples): tf.Tensor2D {
  if (examples instanceof tf.Tensor) return tf.reshape<tf.Rank.R2>(examples, matrixShape(examples));
  // The shape has two sides.
  return borrowedTensor(keptValues(examples), matrixShape(examples)) as tf.Tensor2D;
}

/**
 * The examples in consecutive batches `[rows, features]`, each disposed after `use`, so that a set of any length
 * needs little memory. `start` is the index of a batch's first example.
 */
export function forEachBatch(
  examples: Examples,
  rows: number,
  use: (batch: tf.Tensor2D, start: number) => void,
): void {
  const [count, features] = matrixShape(examples);
  for (let start = 0; start < count; start += rows) {
    const size = Math.min(rows, count - start);
    const batch =
      examples instanceof tf.Tensor
        ? tf.tidy(() => tf.reshape<tf.Rank.R2>(tf.slice(examples, start, size), [size, features]))
        : rowsOf(examples, start, size);
    use(batch, start);
    batch.dispose();
  }
}

/** The same batches as rows in the host's memory: of floats a view, of bytes a copy. */
export function forEachHostBatch(
  examples: Examples,
  rows: number,
  use: (values: Float32Array) => void,
): void {
  if (examples instanceof tf.Tensor) return forEachBatch(examples, rows, (batch) => use(floats(batch)));
  const values = keptValues(examples);
  const step = rows * featureCount(examples);
  for (let at = 0; at < values.length; at += step) use(floatsOf(values, at, at + step));
}

/** Some examples of a set that follow each other, as a tensor `[rows, features]` of its own. */
export function rowsOf(dataset: Dataset, start: number, rows: number): tf.Tensor2D {
  const features = featureCount(dataset);
  const values = floatsOf(keptValues(dataset), start * features, (start + rows) * features);
  return tf.tensor2d(values, [rows, features]);
}

function floats(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync();
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/**
 * Checks that two sets of examples have as many rows and as many features.
 * @throws RangeError with both shapes.
 */
export function checkSameShape(caller: string, a: Examples, b: Examples): void {
  const [left, right] = [matrixShape(a), matrixShape(b)];
  if (left[0] !== right[0] || left[1] !== right[1])
    throw new RangeError(`${caller}: shapes must be equal, got [${left}] and [${right}]`);
}

/**
 * Checks that examples, or codes, are as wide as a model takes them.
 * @param hint what to say more, where the width is wrong.
 * @throws RangeError with both shapes.
 */
export function checkWidth(caller: string, examples: Examples, width: number, hint = ''): void {
  const [count, got] = matrixShape(examples);
  if (got !== width)
    throw new RangeError(`${caller}: got [${count}, ${got}], expected [${count}, ${width}]${hint}`);
}

/** Throws a RangeError that names the caller unless there is one label for each example. */
export function checkLabels(caller: string, examples: Examples, labels: ArrayLike<number>): void {
  const [count] = matrixShape(examples);
  if (labels.length !== count)
    throw new RangeError(`${caller}: got ${labels.length} labels for ${count} examples`);
}
