// @ts-check
// Prints what npm run bench measured: a row a program, and the ratio to the best peer, round by round.

/** @typedef {{ name: string, first: number, epochs: number[], last: { loss?: number, chosen?: string, peakBytes?: number } }} Measured */

/**
 * @param {string} model @param {number} examples @param {Measured[]} results Codebook first
 */
export function report(model, examples, results) {
  console.log(`\nModel ${model}, ${examples} examples an epoch, ${results[0]?.epochs.length} rounds`);
  console.log(
    `${'program'.padEnd(16)}   ms a step: median (least … most)    first epoch      peak   last loss`,
  );
  for (const result of results) console.log(row(result));
  const [ours, ...others] = results;
  if (!ours || !others.length) return;
  const best = others.reduce((a, b) => (median(b.epochs) < median(a.epochs) ? b : a));
  const ratios = ours.epochs.map((value, i) => (best.epochs[i] ?? Number.NaN) / value).sort((a, b) => a - b);
  const first = Math.min(...others.map((other) => other.first)) / ours.first;
  console.log(
    `RATIO ${model} to ${best.name}: ${median(ratios).toFixed(2)} (${ratios[0]?.toFixed(2)} … ${ratios.at(-1)?.toFixed(2)}), ` +
      `first epoch to the best peer's: ${first.toFixed(2)}`,
  );
}

/** @param {Measured} result */
function row({ name, first, epochs, last }) {
  const sorted = [...epochs].sort((a, b) => a - b);
  const spread = `${median(epochs).toFixed(2)} (${sorted[0]?.toFixed(2)} … ${sorted.at(-1)?.toFixed(2)})`;
  const peak = `${((last.peakBytes ?? 0) / 1e6).toFixed(0)} MB`;
  const chosen = last.chosen ? `  ${last.chosen}` : '';
  return `${name.padEnd(16)}   ${spread.padEnd(32)} ${first.toFixed(2).padStart(10)} s ${peak.padStart(9)}   ${last.loss?.toFixed(4)}${chosen}`;
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
