import * as tf from '@tensorflow/tfjs';
import { checkLabels, type Examples, forEachBatch, matrixShape } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { distancesTo, nearestNeighbours } from './neighbours.js';

const rowsPerBatch = 500;

/**
 * Trustworthiness of an embedding (Venna & Kaski 2001): 1 where the k nearest neighbours in the code are near in the
 * data too, lower the further off they are there,
 *
 *     T = 1 − 2 / (n k (2n − 3k − 1)) Σ_i Σ_{j ∈ the k nearest of i in the code} max(0, rank_data(i, j) − k).
 *
 * Taught in lesson 07, as the judge that silhouette is not. Time and memory grow as n² / 500 a batch.
 * @param data `[n, features]`.
 * @param codes `[n, code]` of the same examples.
 * @param k neighbours, below n / 2. Default 5.
 * @throws RangeError when the numbers of examples differ or k is too large.
 */
export function trustworthiness(data: Examples, codes: Examples, k = 5): number {
  checkFinite('trustworthiness', data);
  checkFinite('trustworthiness', codes);
  const [[n], [m]] = [matrixShape(data), matrixShape(codes)];
  if (n !== m) throw new RangeError(`trustworthiness: got ${n} examples but ${m} codes`);
  if (!Number.isInteger(k) || k < 1 || k >= n / 2)
    throw new RangeError(
      `trustworthiness: k must be a whole number in 1 … ${Math.ceil(n / 2) - 1}, got ${k}`,
    );
  const { indices } = nearestNeighbours(codes, codes, k, { excludeSelf: true });
  const toData = distancesTo(data);
  let penalty = 0;
  forEachBatch(data, rowsPerBatch, (batch, start) => {
    const between = toData.from(batch);
    const distances = between.dataSync<'float32'>();
    between.dispose();
    for (let row = 0; row < batch.shape[0]; row++) {
      const neighbours = indices.subarray((start + row) * k, (start + row + 1) * k);
      penalty += rankPenalty(distances.subarray(row * n, (row + 1) * n), start + row, neighbours);
    }
  });
  toData.dispose();
  return 1 - (2 / (n * k * (2 * n - 3 * k - 1))) * penalty;
}

/** Σ over the neighbours of max(0, rank − k), where rank 1 is the nearest other example in the data. */
function rankPenalty(distances: Float32Array, self: number, neighbours: Int32Array): number {
  let sum = 0;
  for (const neighbour of neighbours) {
    const limit = distances[neighbour] ?? 0;
    let rank = 1;
    for (let other = 0; other < distances.length; other++) {
      const distance = distances[other] ?? 0;
      if (other !== self && (distance < limit || (distance === limit && other < neighbour))) rank++;
    }
    sum += Math.max(0, rank - neighbours.length);
  }
  return sum;
}

/**
 * Mean silhouette (Rousseeuw 1987): for each example, with a its mean distance to the others of its class and b that
 * to the nearest other class, (b − a) / max(a, b), from −1 to 1; 0 for an example that is alone in its class. A trap
 * for 2-D codes: it likes round clusters and says little about neighbours. Taught in lesson 07.
 * @throws RangeError when labels and codes differ in number or there are fewer than two classes.
 */
export function silhouette(codes: Examples, labels: ArrayLike<number>): number {
  checkFinite('silhouette', codes);
  checkLabels('silhouette', codes, labels);
  const names = [...new Set(Array.from(labels))];
  if (names.length < 2) throw new RangeError(`silhouette: needs 2 classes or more, got ${names.length}`);
  const places = Int32Array.from(labels, (label) => names.indexOf(label));
  const sizes = names.map((_, place) => places.reduce((count, each) => count + (each === place ? 1 : 0), 0));
  const toCodes = distancesTo(codes);
  const membership = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(places, 'int32'), names.length), 'float32'));
  let sum = 0;
  forEachBatch(codes, rowsPerBatch, (batch, start) => {
    const toClasses = tf.tidy(() => tf.matMul(tf.sqrt(toCodes.from(batch)), membership));
    const totals = toClasses.dataSync();
    toClasses.dispose();
    for (let row = 0; row < batch.shape[0]; row++)
      sum += silhouetteOf(
        totals.subarray(row * names.length, (row + 1) * names.length),
        sizes,
        places[start + row] ?? 0,
      );
  });
  toCodes.dispose();
  membership.dispose();
  return sum / places.length;
}

/** One example's silhouette from its summed distances to each class. */
function silhouetteOf(totals: ArrayLike<number>, sizes: readonly number[], own: number): number {
  const ownSize = sizes[own] ?? 1;
  if (ownSize === 1) return 0;
  const a = (totals[own] ?? 0) / (ownSize - 1);
  const others = sizes.map((size, each) =>
    each === own ? Number.POSITIVE_INFINITY : (totals[each] ?? 0) / size,
  );
  const b = Math.min(...others);
  return a === b ? 0 : (b - a) / Math.max(a, b);
}
