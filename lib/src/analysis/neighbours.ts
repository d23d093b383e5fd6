import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { checkLabels, type Examples, forEachBatch, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';

/** The nearest neighbours of each query, nearest first. */
export interface Neighbours {
  readonly queries: number;
  readonly k: number;
  /** Which examples of the base they are, `[queries, k]`, row-major. */
  readonly indices: Int32Array;
  /** Their Euclidean distances, `[queries, k]`. */
  readonly distances: Float32Array;
}

/** What to leave out of a search. */
export interface NeighbourOptions {
  /** The queries are the base itself: an example is not its own neighbour. Default false. */
  readonly excludeSelf?: boolean;
}

const distancesPerBatch = 4e6;

/** Distances to a fixed base, which is prepared once. */
export interface DistancesTo {
  /** Squared Euclidean distances `[rows, base]` from each row of a batch `[rows, features]`. */
  from(batch: tf.Tensor2D): tf.Tensor2D;
  /** Frees the prepared base. */
  dispose(): void;
}

/**
 * Squared Euclidean distances to the rows of a base. Up to 16 features they are summed feature by feature (exact);
 * beyond, as ‖a‖² + ‖b‖² − 2 a·b around the base's mean (one matrix product; rounding about 1e-6 ‖a‖²).
 */
export function squaredDistancesTo(base: Examples): DistancesTo {
  checkFinite('squaredDistancesTo', base);
  return distancesTo(base);
}

/** {@link squaredDistancesTo} of a base that its caller has looked through already. */
export function distancesTo(base: Examples): DistancesTo {
  const features = matrixShape(base)[1];
  const prepared = tf.tidy(() => {
    const matrix = toMatrix(base);
    const center = tf.mean<tf.Tensor1D>(matrix, 0);
    const centred = freed([matrix], tf.sub<tf.Tensor2D>(matrix, center));
    return { center, centred, norms: tf.expandDims(tf.sum(tf.square(centred), 1), 0) };
  });
  return {
    from(batch) {
      if (batch.shape[1] !== features)
        throw new RangeError(`squaredDistancesTo: got ${batch.shape[1]} features, expected ${features}`);
      return tf.tidy(() => {
        const centred = tf.sub<tf.Tensor2D>(batch, prepared.center);
        if (features <= 16) return summedDistances(centred, prepared.centred);
        const products = tf.matMul(centred, prepared.centred, false, true);
        const twice = freed([products], tf.mul(2, products));
        const norms = tf.add(tf.sum(tf.square(centred), 1, true), prepared.norms);
        const squared = freed([twice, norms], tf.sub<tf.Tensor2D>(norms, twice));
        return freed([squared], tf.maximum<tf.Tensor2D>(squared, 0));
      });
    },
    dispose: () => tf.dispose(prepared),
  };
}

/** How many examples to compare with a base of the given size at a time, so that memory stays small. */
export function rowsAtATime(baseSize: number): number {
  return Math.max(1, Math.floor(distancesPerBatch / baseSize));
}

/** Distances with each row's own column set to infinity; rows start at example `start` of the base. */
export function withoutSelf(distances: tf.Tensor2D, start: number): tf.Tensor2D {
  const [rows, columns] = distances.shape;
  return tf.tidy(() => {
    const own = tf.expandDims(tf.range(start, start + rows, 1, 'int32'), 1);
    const isOwn = tf.equal(tf.expandDims(tf.range(0, columns, 1, 'int32'), 0), own);
    return tf.where<tf.Tensor2D>(isOwn, tf.fill([rows, columns], Number.POSITIVE_INFINITY), distances);
  });
}

/**
 * The k nearest examples of the base for each query, by Euclidean distance; ties by the lower index. Works in
 * batches of queries, so memory stays small. Taught in lesson 02.
 * @param queries `[queries, features]`.
 * @param base `[examples, features]`.
 * @throws RangeError when k is not in 1 … examples (less one where self is excluded).
 */
export function nearestNeighbours(
  queries: Examples,
  base: Examples,
  k: number,
  options: NeighbourOptions = {},
): Neighbours {
  checkOptions('nearestNeighbours', options, { excludeSelf: true });
  checkFinite('nearestNeighbours', queries);
  checkFinite('nearestNeighbours', base);
  return neighboursOf(queries, base, k, options);
}

/** {@link nearestNeighbours} of examples that their caller has looked through already. */
function neighboursOf(
  queries: Examples,
  base: Examples,
  k: number,
  { excludeSelf = false }: NeighbourOptions = {},
): Neighbours {
  const [count] = matrixShape(queries);
  const [examples] = matrixShape(base);
  const most = excludeSelf ? examples - 1 : examples;
  if (!Number.isInteger(k) || k < 1 || k > most)
    throw new RangeError(`nearestNeighbours: k must be a whole number in 1 … ${most}, got ${k}`);
  const indices = new Int32Array(count * k);
  const distances = new Float32Array(count * k);
  const toBase = distancesTo(base);
  forEachBatch(queries, rowsAtATime(examples), (batch, start) => {
    const nearest = tf.tidy(() => {
      const all = toBase.from(batch);
      const between = excludeSelf ? freed([all], withoutSelf(all, start)) : all;
      const { values, indices } = tf.topk(freed([between], tf.neg(between)), k);
      return { distances: tf.sqrt(tf.maximum(tf.neg(values), 0)), indices };
    });
    indices.set(nearest.indices.dataSync<'int32'>(), start * k);
    distances.set(nearest.distances.dataSync<'float32'>(), start * k);
    tf.dispose([nearest.indices, nearest.distances]);
  });
  toBase.dispose();
  return { queries: count, k, indices, distances };
}

/**
 * The class of each query by a vote of its k nearest examples; among classes with equally many votes, that of the
 * nearest. Taught in lesson 02.
 * @param labels the class of each example of the base.
 * @throws RangeError as {@link nearestNeighbours}, and when labels and base differ in number.
 */
export function classifyByNeighbours(
  queries: Examples,
  base: Examples,
  labels: ArrayLike<number>,
  k: number,
): Int32Array {
  checkFinite('classifyByNeighbours', queries);
  checkFinite('classifyByNeighbours', base);
  checkLabels('classifyByNeighbours', base, labels);
  return classesOf(queries, base, labels, k);
}

/** {@link classifyByNeighbours} of examples that their caller has looked through already. */
function classesOf(queries: Examples, base: Examples, labels: ArrayLike<number>, k: number): Int32Array {
  const { indices } = neighboursOf(queries, base, k);
  return Int32Array.from({ length: matrixShape(queries)[0] }, (_, query) =>
    vote(Array.from(indices.subarray(query * k, (query + 1) * k), (index) => labels[index] ?? -1)),
  );
}

/**
 * The share of queries whose class the k nearest neighbours get wrong, 0 … 1; raw MNIST pixels with k = 1: 3.09 %.
 * @throws RangeError as {@link classifyByNeighbours}.
 */
export function neighbourError(
  base: Examples,
  labels: ArrayLike<number>,
  queries: Examples,
  queryLabels: ArrayLike<number>,
  k = 1,
): number {
  checkFinite('neighbourError', base);
  checkFinite('neighbourError', queries);
  checkLabels('neighbourError', queries, queryLabels);
  checkLabels('neighbourError', base, labels);
  return errorRate(classesOf(queries, base, labels, k), queryLabels);
}

/** The share of predictions that differ from the labels, 0 … 1. Throws RangeError for different lengths. */
export function errorRate(predictions: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (predictions.length !== labels.length || labels.length === 0)
    throw new RangeError(`errorRate: got ${predictions.length} predictions for ${labels.length} labels`);
  let wrong = 0;
  for (let i = 0; i < labels.length; i++) if (predictions[i] !== labels[i]) wrong++;
  return wrong / labels.length;
}

function summedDistances(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  const columns = (matrix: tf.Tensor2D) => tf.unstack(matrix, 1);
  const others = columns(b);
  const apart = (column: tf.Tensor, i: number) =>
    tf.squaredDifference(tf.expandDims(column, 1), tf.expandDims(others[i] ?? column, 0));
  const [first = tf.tensor1d([]), ...rest] = columns(a);
  // A column [a, 1] less a row [1, b] is a matrix [a, b]; tfjs's types do not follow broadcasting.
  return rest.reduce(
    (sum, column, i) => {
      const next = apart(column, i + 1);
      return freed([sum, next], tf.add(sum, next));
    },
    apart(first, 0),
  ) as tf.Tensor2D;
}

/** The result, once what it was made of is freed: matrices of distances are large, and would all live to a tidy's end. */
function freed<T extends tf.Tensor>(parts: readonly tf.Tensor[], result: T): T {
  tf.dispose([...parts]);
  return result;
}

function vote(classes: readonly number[]): number {
  const votes = new Map<number, number>();
  for (const each of classes) votes.set(each, (votes.get(each) ?? 0) + 1);
  // A map keeps the order of insertion, nearest first, and a later class must have more votes to win.
  return [...votes].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
