import { Generator } from '../numerics/generator.js';
import { checkLabelCount, type Dataset, featureCount, take } from './dataset.js';
import { firstPart, withoutValues } from './kept-bytes.js';

/** The same examples in a random order that depends only on the seed. */
export function shuffled(dataset: Dataset, seed: number): Dataset {
  return take(dataset, new Generator(seed).permutation(dataset.count));
}

/**
 * A random subset with `perClass` examples of every class, in random order, no example twice.
 * @throws RangeError when the set has no labels or a class has fewer than `perClass` examples.
 */
export function stratified(dataset: Dataset, perClass: number, seed: number): Dataset {
  if (!Number.isInteger(perClass) || perClass < 1)
    throw new RangeError(`stratified: perClass must be a whole number ≥ 1, got ${perClass}`);
  const generator = new Generator(seed);
  const kept = new Map<number, number[]>();
  const labels = labelsOf('stratified', dataset);
  for (const index of generator.permutation(dataset.count)) {
    const label = labels[index] ?? 0;
    const members = kept.get(label) ?? [];
    if (members.length < perClass) members.push(index);
    kept.set(label, members);
  }
  for (const [label, members] of kept)
    if (members.length < perClass)
      throw new RangeError(
        `stratified: class ${label} of ${dataset.name} has ${members.length} examples, asked for ${perClass}`,
      );
  const indices = [...kept.values()].flat();
  return take(
    dataset,
    generator.permutation(indices.length).map((place) => indices[place] ?? 0),
  );
}

/**
 * Two disjoint random parts: the first holds `fraction` of the examples (rounded), the second the rest; e.g.
 * training and validation data. Every example is in exactly one of them.
 * @throws RangeError unless 0 < fraction < 1.
 */
export function split(dataset: Dataset, fraction: number, seed: number): [Dataset, Dataset] {
  if (!(fraction > 0 && fraction < 1))
    throw new RangeError(`split: fraction must lie between 0 and 1, got ${fraction}`);
  const order = new Generator(seed).permutation(dataset.count);
  const first = Math.round(fraction * dataset.count);
  return [take(dataset, order.subarray(0, first)), take(dataset, order.subarray(first))];
}

/** The first `count` examples as a view of the same memory (not a copy). Throws RangeError if there are fewer. */
export function firstOf(dataset: Dataset, count: number): Dataset {
  if (!Number.isInteger(count) || count < 1 || count > dataset.count)
    throw new RangeError(`firstOf: count must lie in 1 … ${dataset.count} for ${dataset.name}, got ${count}`);
  const { labels, ...rest } = withoutValues(dataset);
  if (labels) checkLabelCount('firstOf', dataset, labels);
  const parts = { ...rest, count, ...(labels && { labels: labels.subarray(0, count) }) };
  return firstPart(dataset, parts, count * featureCount(dataset));
}

/** The indices of all examples with one of the given labels, in order. Throws RangeError without labels. */
export function indicesOf(dataset: Dataset, ...wanted: readonly number[]): number[] {
  const labels = labelsOf('indicesOf', dataset);
  return Array.from(labels.keys()).filter((index) => wanted.includes(labels[index] ?? -1));
}

/**
 * The labels of a set.
 * @param caller the function named in the error.
 * @throws RangeError when the set has none.
 */
export function labelsOf(caller: string, dataset: Dataset): Int32Array {
  if (!dataset.labels) throw new RangeError(`${caller}: ${dataset.name} has no labels`);
  checkLabelCount(caller, dataset, dataset.labels);
  return dataset.labels;
}
