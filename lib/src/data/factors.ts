import type { Dataset } from './dataset.js';

/** Examples drawn from known numbers: what a good code should recover. */
export interface FactorDataset extends Dataset {
  /** The numbers each example was drawn from, `[count, factorNames.length]`, row-major. */
  readonly factors: Float32Array;
  readonly factorNames: readonly string[];
}

/** One factor of every example, `[count]`. Throws RangeError for an unknown name, listing those that exist. */
export function factor(dataset: FactorDataset, name: string): Float32Array {
  const at = dataset.factorNames.indexOf(name);
  const width = dataset.factorNames.length;
  if (at < 0)
    throw new RangeError(
      `factor: ${dataset.name} has no factor "${name}", only ${dataset.factorNames.join(', ')}`,
    );
  return Float32Array.from({ length: dataset.count }, (_, i) => dataset.factors[i * width + at] ?? 0);
}
