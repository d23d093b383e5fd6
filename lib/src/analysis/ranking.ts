import { checkOrdered } from '../data/finite.js';
/**
 * Area under the ROC curve: the probability that an anomaly gets a higher score than a normal example (ties count
 * half), by ranks (Mann & Whitney). ½ is chance, 1 perfect. Taught in lesson 18.
 * @param scores higher means more anomalous.
 * @param isAnomaly one truth for each score.
 * @throws RangeError when the lengths differ or one of the two kinds is missing.
 */
export function auroc(scores: ArrayLike<number>, isAnomaly: ArrayLike<boolean | number>): number {
  const n = scores.length;
  if (isAnomaly.length !== n) throw new RangeError(`auroc: got ${n} scores for ${isAnomaly.length} truths`);
  checkOrdered('auroc', 'scores', scores);
  const ranks = averageRanks(scores);
  let [positives, rankSum] = [0, 0];
  for (let i = 0; i < n; i++) {
    if (!isAnomaly[i]) continue;
    positives++;
    rankSum += ranks[i] ?? 0;
  }
  const negatives = n - positives;
  if (positives === 0 || negatives === 0)
    throw new RangeError(
      `auroc: needs both kinds, got ${positives} anomalies and ${negatives} normal examples`,
    );
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The rank of each number from 1 for the least; equal numbers share the mean of their ranks. */
export function averageRanks(numbers: ArrayLike<number>): Float64Array {
  checkOrdered('averageRanks', 'numbers', numbers);
  const order = Array.from({ length: numbers.length }, (_, i) => i);
  order.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
  const ranks = new Float64Array(numbers.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && numbers[order[to] ?? 0] === numbers[order[from] ?? 0]) to++;
    for (let i = from; i < to; i++) ranks[order[i] ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
