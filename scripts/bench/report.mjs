// @ts-check
// Prints what npm run bench measured: a row a program, and the ratio to the best peer, round by round.

/** @typedef {{ name: string, firsts: number[], epochs: number[], last: { loss?: number, chosen?: string, peakBytes?: number } }} Measured */

/**
 * @param {string} model @param {number} examples @param {Measured[]} results Codebook first
 */
export function report(model, examples, results) {
  console.log(`\nModel ${model}, ${examples} examples an epoch, ${results[0]?.epochs.length} rounds`);
  const heads = ['program'.padEnd(16), 'ms a step'.padEnd(28), 'first epoch, s'.padEnd(24), '    peak'];
  console.log(`${heads.join('  ')}  last loss`);
  for (const result of results) console.log(row(result));
  const [ours, ...others] = results;
  if (!ours || !others.length) return;
  if (ours.epochs.length) console.log(`RATIO ${model} to ${ratio(ours, others, 'epochs')}`);
  console.log(`FIRST EPOCH ${model} to ${ratio(ours, others, 'firsts')}`);
}

/**
 * How many times as long the best of the others took: the median, the least and the most of the rounds' ratios.
 * @param {Measured} ours @param {Measured[]} others @param {'epochs' | 'firsts'} times
 */
function ratio(ours, others, times) {
  const best = others.reduce((a, b) => (median(b[times]) < median(a[times]) ? b : a));
  const ratios = ours[times].map((value, i) => (best[times][i] ?? Number.NaN) / value);
  return `${best.name}: ${spread(ratios)}`;
}

/** @param {Measured} result */
function row({ name, firsts, epochs, last }) {
  const peak = `${((last.peakBytes ?? 0) / 1e6).toFixed(0)} MB`;
  const chosen = last.chosen ? `  ${last.chosen}` : '';
  const columns = [name.padEnd(16), spread(epochs).padEnd(28), spread(firsts).padEnd(24), peak.padStart(8)];
  return `${columns.join('  ')}  ${last.loss?.toFixed(4)}${chosen}`;
}

/** Median, least and most. @param {number[]} values */
function spread(values) {
  if (!values.length) return '';
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} … ${Math.max(...values).toFixed(2)})`;
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
