import { kmeans } from 'ml-kmeans';
import { checkOptions, checkSeed, wholeNumber } from '../checks/options.js';
import { type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';

/** Clusters of some examples. */
export interface Clustering {
  /** The cluster of each example, 0 … k − 1. */
  readonly assignments: Int32Array;
  /** The mean of each cluster, k rows of features. */
  readonly centres: readonly (readonly number[])[];
  /** Σ over examples of the squared distance to their centre. */
  readonly inertia: number;
}

/** How to cluster. */
export interface KMeansOptions {
  readonly seed: number;
  /** Fresh starts; the one with the least inertia is kept. Default 5. */
  readonly starts?: number;
  /** Default 100. */
  readonly maxIterations?: number;
}

/**
 * k-means (Lloyd 1982) from k-means++ starts (Arthur & Vassilvitskii 2007), by `ml-kmeans`. Taught in lesson 07.
 * @param examples `[examples, features]`: codes rather than pixels, since it works in plain JavaScript.
 * @throws RangeError unless 1 ≤ k ≤ examples.
 */
export function kMeans(examples: Examples, k: number, options: KMeansOptions): Clustering {
  checkOptions('kMeans', options, { seed: true, starts: true, maxIterations: true });
  checkFinite('kMeans', examples);
  const { seed, starts = 5, maxIterations = 100 } = options;
  checkSeed('kMeans', seed);
  wholeNumber('kMeans', 'starts', starts);
  wholeNumber('kMeans', 'maxIterations', maxIterations);
  const [count] = matrixShape(examples);
  if (!Number.isInteger(k) || k < 1 || k > count)
    throw new RangeError(`kMeans: k must be a whole number in 1 … ${count}, got ${k}`);
  const matrix = toMatrix(examples);
  const rows = matrix.arraySync();
  matrix.dispose();
  const runs = Array.from({ length: starts }, (_, i) => cluster(rows, k, seed + i, maxIterations));
  return runs.reduce((best, run) => (run.inertia < best.inertia ? run : best));
}

/**
 * Purity: the share of examples that have the commonest class of their cluster, 0 … 1 (k = examples gives 1: compare
 * only at the same k). Throws RangeError for different lengths.
 */
export function purity(assignments: ArrayLike<number>, labels: ArrayLike<number>): number {
  let agreeing = 0;
  for (const row of contingency('purity', assignments, labels).values())
    agreeing += Math.max(...row.values());
  return agreeing / labels.length;
}

/**
 * Normalised mutual information of clusters and classes, I / ((H_clusters + H_classes) / 2), in 0 … 1, as
 * scikit-learn's `normalized_mutual_info_score`. Throws RangeError for different lengths.
 */
export function normalisedMutualInformation(
  assignments: ArrayLike<number>,
  labels: ArrayLike<number>,
): number {
  const n = labels.length;
  const table = contingency('normalisedMutualInformation', assignments, labels);
  const classes = new Map<number, number>();
  const clusters = [...table.values()].map((row) => [...row.values()].reduce((sum, count) => sum + count, 0));
  let joint = 0;
  for (const row of table.values())
    for (const [label, count] of row) {
      classes.set(label, (classes.get(label) ?? 0) + count);
      joint += entropyPart(count / n);
    }
  const entropies = [clusters, [...classes.values()]].map((counts) =>
    counts.reduce((sum, count) => sum + entropyPart(count / n), 0),
  );
  const total = entropies.reduce((sum, entropy) => sum + entropy, 0);
  return total === 0 ? 1 : (2 * (total - joint)) / total;
}

function cluster(rows: number[][], k: number, seed: number, maxIterations: number): Clustering {
  const { clusters, centroids } = kmeans(rows, k, { seed, maxIterations, initialization: 'kmeans++' });
  const inertia = rows.reduce(
    (sum, row, i) => sum + squaredDistance(row, centroids[clusters[i] ?? 0] ?? []),
    0,
  );
  return { assignments: Int32Array.from(clusters), centres: centroids, inertia };
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
}

function entropyPart(share: number): number {
  return share > 0 ? -share * Math.log(share) : 0;
}

/** For each cluster, how many examples of each class it has. */
function contingency(
  caller: string,
  assignments: ArrayLike<number>,
  labels: ArrayLike<number>,
): Map<number, Map<number, number>> {
  if (assignments.length !== labels.length || labels.length === 0)
    throw new RangeError(`${caller}: got ${assignments.length} assignments for ${labels.length} labels`);
  const table = new Map<number, Map<number, number>>();
  for (let i = 0; i < labels.length; i++) {
    const row = table.get(assignments[i] ?? 0) ?? new Map<number, number>();
    row.set(labels[i] ?? 0, (row.get(labels[i] ?? 0) ?? 0) + 1);
    table.set(assignments[i] ?? 0, row);
  }
  return table;
}
