import type { Examples } from './examples.js';
import { matrixShape } from './examples.js';
import { checkLabels, nearestNeighbours } from './neighbours.js';

/** How well nearest neighbours of the same class are found, each number in 0 … 1, mean over queries. */
export interface Retrieval {
  /** Precision among the first k, for each asked k: the share of them that have the query's class. */
  readonly precisionAt: ReadonlyMap<number, number>;
  /** Mean average precision over the whole ranking. */
  readonly meanAveragePrecision: number;
}

/** What to search for. */
export interface RetrievalOptions {
  /** The k of precision at k. Default [1, 10, 100], as far as the base has as many. */
  readonly at?: readonly number[];
  /** The queries are the base itself; an example does not find itself. Default false. */
  readonly excludeSelf?: boolean;
}

/** Examples to search for or in, with their classes. */
export interface Labelled {
  readonly codes: Examples;
  readonly labels: ArrayLike<number>;
}

/**
 * Ranks the whole base by Euclidean distance to each query and judges the ranking by class. Average precision of a
 * query = mean over its relevant examples of the precision at their ranks; queries without a relevant example are
 * left out of the mean (as in scikit-learn's `average_precision_score`, ties aside). Taught in lesson 16.
 * @throws RangeError when labels and codes differ in number or some k is larger than the base.
 */
export function retrieval(queries: Labelled, base: Labelled, options: RetrievalOptions = {}): Retrieval {
  checkLabels('retrieval', queries.codes, queries.labels);
  checkLabels('retrieval', base.codes, base.labels);
  const { excludeSelf = false } = options;
  const size = matrixShape(base.codes)[0] - (excludeSelf ? 1 : 0);
  const at = options.at ?? [1, 10, 100].filter((k) => k <= size);
  const tooLarge = at.find((k) => !Number.isInteger(k) || k < 1 || k > size);
  if (tooLarge !== undefined) throw new RangeError(`retrieval: k must lie in 1 … ${size}, got ${tooLarge}`);
  const { indices, queries: count } = nearestNeighbours(queries.codes, base.codes, size, { excludeSelf });
  const found = new Map(at.map((k) => [k, 0]));
  const precisions: number[] = [];
  for (let query = 0; query < count; query++) {
    const ranking = indices.subarray(query * size, (query + 1) * size);
    const hits = hitCounts(ranking, base.labels, queries.labels[query] ?? -1);
    for (const k of at) found.set(k, (found.get(k) ?? 0) + (hits[k - 1] ?? 0) / k);
    if ((hits[size - 1] ?? 0) > 0) precisions.push(averagePrecision(hits));
  }
  return {
    precisionAt: new Map([...found].map(([k, sum]) => [k, sum / count])),
    meanAveragePrecision: precisions.reduce((sum, each) => sum + each, 0) / precisions.length,
  };
}

/** How many of the first 1, 2, … of a ranking have the wanted class. */
function hitCounts(ranking: Int32Array, labels: ArrayLike<number>, wanted: number): Int32Array {
  let hits = 0;
  return ranking.map((index) => {
    if (labels[index] === wanted) hits++;
    return hits;
  });
}

function averagePrecision(hits: Int32Array): number {
  let [sum, before] = [0, 0];
  hits.forEach((count, i) => {
    if (count > before) sum += count / (i + 1);
    before = count;
  });
  return sum / before;
}
