import { checkOptions } from '../checks/options.js';
import { checkLabels, type Examples, forEachBatch, matrixShape } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { distancesTo, rowsAtATime, withoutSelf } from './neighbours.js';

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
 * query = mean over its relevant examples of the precision down to their distance (scikit-learn's
 * `average_precision_score`). Examples at the same distance, as binary codes have many, count as if in random order.
 * Queries without a relevant example are left out of the mean average precision. Taught in lesson 16.
 * @throws RangeError when labels and codes differ in number or some k is larger than the base.
 */
export function retrieval(queries: Labelled, base: Labelled, options: RetrievalOptions = {}): Retrieval {
  checkOptions('retrieval', options, { at: true, excludeSelf: true });
  checkFinite('retrieval', queries.codes);
  checkFinite('retrieval', base.codes);
  checkLabels('retrieval', queries.codes, queries.labels);
  checkLabels('retrieval', base.codes, base.labels);
  const { excludeSelf = false } = options;
  const examples = matrixShape(base.codes)[0];
  const at = checkDepths(options.at, examples - (excludeSelf ? 1 : 0));
  const toBase = distancesTo(base.codes);
  const precisions = at.map(() => 0);
  const averages: number[] = [];
  forEachBatch(queries.codes, rowsAtATime(examples), (batch, start) => {
    const between = toBase.from(batch);
    const kept = excludeSelf ? withoutSelf(between, start) : between;
    const distances = kept.dataSync<'float32'>();
    for (let row = 0; row < batch.shape[0]; row++) {
      const own = distances.subarray(row * examples, (row + 1) * examples);
      const groups = rankedGroups(own, base.labels, queries.labels[start + row] ?? -1);
      at.forEach((k, i) => {
        precisions[i] = (precisions[i] ?? 0) + precisionAt(groups, k);
      });
      averages.push(averagePrecision(groups));
    }
    between.dispose();
    kept.dispose();
  });
  toBase.dispose();
  const found = averages.filter(Number.isFinite);
  return {
    precisionAt: new Map(at.map((k, i) => [k, (precisions[i] ?? 0) / averages.length])),
    meanAveragePrecision: found.reduce((sum, each) => sum + each, 0) / found.length,
  };
}

/** Examples at one distance: how many lie nearer or as near, and how many of those are relevant. */
interface Group {
  readonly seen: number;
  readonly hits: number;
}

/** The ranking of one query, group by group of equal distance; infinite distances are left out. */
function rankedGroups(distances: Float32Array, labels: ArrayLike<number>, wanted: number): Group[] {
  const all = distances.filter(Number.isFinite).sort();
  const relevant = distances.filter((each, i) => labels[i] === wanted && Number.isFinite(each)).sort();
  const groups: Group[] = [];
  let hits = 0;
  for (let seen = 0; seen < all.length; ) {
    const distance = all[seen] ?? 0;
    while (seen < all.length && all[seen] === distance) seen++;
    while (hits < relevant.length && (relevant[hits] ?? 0) <= distance) hits++;
    groups.push({ seen, hits });
  }
  return groups;
}

/** Expected share of relevant examples among the first k, when equal distances are in random order. */
function precisionAt(groups: readonly Group[], k: number): number {
  let before: Group = { seen: 0, hits: 0 };
  for (const group of groups) {
    if (group.seen >= k) {
      const share = (group.hits - before.hits) / (group.seen - before.seen);
      return (before.hits + share * (k - before.seen)) / k;
    }
    before = group;
  }
  return before.hits / k;
}

/** Mean over the relevant examples of the precision down to their group's end; NaN when there is none. */
function averagePrecision(groups: readonly Group[]): number {
  let [sum, before] = [0, 0];
  for (const { seen, hits } of groups) {
    sum += (hits - before) * (hits / seen);
    before = hits;
  }
  return sum / before;
}

function checkDepths(at: readonly number[] | undefined, size: number): readonly number[] {
  const depths = at ?? [1, 10, 100].filter((k) => k <= size);
  const wrong = depths.find((k) => !Number.isInteger(k) || k < 1 || k > size);
  if (wrong !== undefined) throw new RangeError(`retrieval: k must lie in 1 … ${size}, got ${wrong}`);
  return depths;
}
