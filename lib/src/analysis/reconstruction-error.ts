import * as tf from '@tensorflow/tfjs';
import {
  checkSameShape,
  type Examples,
  forEachBatch,
  matrixShape,
  rowsOf,
  toMatrix,
} from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { keptValues } from '../data/kept-bytes.js';
import { checkUnitRange, type NamedValues } from '../data/unit-range.js';

const rowsPerBatch = 2000;

/**
 * Squared error per image: Σ over features of (x − x̂)², mean over examples. This is the unit of Hinton &
 * Salakhutdinov 2006 ("PCA 13.87, autoencoder 3.00" on MNIST). Taught in lesson 02.
 * @param originals x, `[examples, features]` or a data set.
 * @param reconstructions x̂, of the same shape.
 * @throws RangeError when the shapes differ.
 */
export function squaredErrorPerImage(originals: Examples, reconstructions: Examples): number {
  return meanOverExamples('squaredErrorPerImage', originals, reconstructions, squaredSum);
}

/** Mean squared error per pixel: {@link squaredErrorPerImage} / features (the unit of Keras's `mse`). */
export function squaredErrorPerPixel(originals: Examples, reconstructions: Examples): number {
  return squaredErrorPerImage(originals, reconstructions) / matrixShape(originals)[1];
}

/**
 * Binary cross-entropy in nats per image: −Σ over features of [x log x̂ + (1 − x) log(1 − x̂)], mean over examples.
 * As in Keras, x̂ is kept within [1e-7, 1 − 1e-7]. For grey x its least value is {@link entropyFloor}, not 0.
 * Taught in lesson 04.
 * @param originals x in [0, 1], `[examples, features]`.
 * @param reconstructions x̂ in [0, 1], of the same shape.
 * @throws RangeError when the shapes differ.
 */
export function binaryCrossEntropyPerImage(originals: Examples, reconstructions: Examples): number {
  checkUnitRange('binaryCrossEntropyPerImage', named(originals));
  return meanOverExamples('binaryCrossEntropyPerImage', originals, reconstructions, (x, y) =>
    bernoulliNats(x, y),
  );
}

/** Binary cross-entropy per pixel: {@link binaryCrossEntropyPerImage} / features (the unit of Keras's tutorials). */
export function binaryCrossEntropyPerPixel(originals: Examples, reconstructions: Examples): number {
  return binaryCrossEntropyPerImage(originals, reconstructions) / matrixShape(originals)[1];
}

/**
 * The least binary cross-entropy that any reconstruction can reach, in nats per image: that of x̂ = x,
 * −Σ [x log x + (1 − x) log(1 − x)]. 0 for bits; 45.5 (0.0581 per pixel) on MNIST's grey test set.
 */
export function entropyFloor(originals: Examples): number {
  checkUnitRange('entropyFloor', named(originals));
  return meanOverExamples('entropyFloor', originals, originals, (x) => bernoulliNats(x, x));
}

/** Every unit at once, for a table; see the functions of the same names. */
export interface ReconstructionErrors {
  readonly squaredErrorPerImage: number;
  readonly squaredErrorPerPixel: number;
  readonly binaryCrossEntropyPerImage: number;
  readonly binaryCrossEntropyPerPixel: number;
  /** Cross-entropy per pixel less its floor: 0 for a perfect reconstruction, also of grey pixels. */
  readonly excessPerPixel: number;
  /** Cross-entropy per image less its floor, in nats. */
  readonly excessPerImage: number;
}

/**
 * The reconstruction error in all units of the book.
 * @throws RangeError when the shapes differ.
 */
export function reconstructionErrors(originals: Examples, reconstructions: Examples): ReconstructionErrors {
  check('reconstructionErrors', originals, reconstructions);
  checkUnitRange('reconstructionErrors', named(originals));
  const features = matrixShape(originals)[1];
  const squared = meanOf(originals, reconstructions, squaredSum);
  const nats = meanOf(originals, reconstructions, bernoulliNats);
  const excess = nats - meanOf(originals, originals, (x) => bernoulliNats(x, x));
  return {
    squaredErrorPerImage: squared,
    squaredErrorPerPixel: squared / features,
    binaryCrossEntropyPerImage: nats,
    binaryCrossEntropyPerPixel: nats / features,
    excessPerPixel: excess / features,
    excessPerImage: excess,
  };
}

/** The squared error of each example, Σ over features of (x − x̂)², `[examples]`; an anomaly score in lesson 18. */
export function squaredErrors(originals: Examples, reconstructions: Examples): Float32Array {
  checkFinite('squaredErrors', originals);
  checkFinite('squaredErrors', reconstructions);
  checkSameShape('squaredErrors', originals, reconstructions);
  const errors = tf.tidy(() =>
    tf.sum(tf.squaredDifference(toMatrix(originals), toMatrix(reconstructions)), 1),
  );
  const values = errors.dataSync<'float32'>();
  errors.dispose();
  return values;
}

function named(examples: Examples): NamedValues {
  if (examples instanceof tf.Tensor) return { name: 'originals', values: examples.dataSync() };
  const { name, range } = examples;
  return { name, values: keptValues(examples), range };
}

function squaredSum(x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return tf.sum(tf.squaredDifference(x, y));
}

function bernoulliNats(x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const p = tf.clipByValue(y, 1e-7, 1 - 1e-7);
  const likelihood = tf.add(tf.mul(x, tf.log(p)), tf.mul(tf.sub(1, x), tf.log1p(tf.neg(p))));
  return tf.neg(tf.sum(likelihood));
}

type BatchSum = (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;

function check(caller: string, originals: Examples, others: Examples): void {
  checkSameShape(caller, originals, others);
  checkFinite(caller, originals);
  if (others !== originals) checkFinite(caller, others);
}

function meanOverExamples(caller: string, originals: Examples, others: Examples, batchSum: BatchSum): number {
  check(caller, originals, others);
  return meanOf(originals, others, batchSum);
}

/** The mean over examples that have been looked through already. */
function meanOf(originals: Examples, others: Examples, batchSum: BatchSum): number {
  let sum = 0;
  const [count, features] = matrixShape(originals);
  forEachBatch(originals, rowsPerBatch, (x, start) => {
    sum += tf.tidy(() => batchSum(x, rows(others, start, x.shape[0], features)).dataSync()[0] ?? 0);
  });
  return sum / count;
}

function rows(examples: Examples, start: number, size: number, features: number): tf.Tensor {
  if (examples instanceof tf.Tensor) return tf.reshape(tf.slice(examples, start, size), [size, features]);
  return rowsOf(examples, start, size);
}
