// @ts-check
// Prints what npm run bench measured: a row a program, the ratios, and whose loss is another one.
import { modelOf, operations } from './models.mjs';
import { ours } from './programs.mjs';
import { median, ratios, spread, spreadOf, strayLosses, taken } from './statistics.mjs';

/** @typedef {import('./race.mjs').Measured} Measured */

/** @param {import('./race.mjs').Run} run */
export function report({ model, examples, steps, programs }) {
  const { title, batch } = modelOf(model);
  console.log(
    `\nModel ${model}, ${title}: a round is ${examples} examples, ${steps} batches of ${batch}; ${programs[0]?.rounds.length} rounds`,
  );
  const heads = ['program'.padEnd(16), 'ms a step'.padEnd(28), 'first epoch, s'.padEnd(24), '    peak'];
  console.log(`${heads.join('  ')}  last loss`);
  for (const program of programs) console.log(row(program));
  reportRatios('RATIO', model, ratios(programs, 'rounds'));
  reportRatios('FIRST EPOCH', model, ratios(programs, 'firsts'));
  const own = taken(programs.find(({ name }) => name === ours)?.rounds ?? []);
  if (own.length)
    console.log(
      `fit's matrix products: ${(operations(modelOf(model)) / median(own) / 1e6).toFixed(0)} GFLOP/s`,
    );
  for (const { name, difference } of strayLosses(programs))
    console.log(`✗ the last loss of ${name} differs by ${(100 * difference).toFixed(1)} % from fit's`);
}

/** @param {string} what @param {string} model @param {ReturnType<typeof ratios>} all */
function reportRatios(what, model, all) {
  for (const one of Object.values(all))
    if (one) console.log(`${what} ${model} to ${one.to}: ${spreadOf(one)}`);
}

/** @param {Measured} program */
function row({ name, firsts, rounds, loss, chosen, peakBytes = 0 }) {
  const [peak, times] = [`${(peakBytes / 1e6).toFixed(0)} MB`, spread(taken(rounds)).padEnd(28)];
  const columns = [name.padEnd(16), times, spread(taken(firsts)).padEnd(24), peak.padStart(8)];
  return `${columns.join('  ')}  ${loss?.toPrecision(5)}${chosen ? `  ${chosen}` : ''}`;
}
