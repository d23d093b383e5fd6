// @ts-check
// The tables of docs/performance.md from a file of results: npm run bench -- --table FILE.
import { modelOf, operations } from './models.mjs';
import { engineLoop, jax, ours } from './programs.mjs';
import { together } from './results.mjs';
import { median, ratios, spreadOf, strayLosses, taken } from './statistics.mjs';

/** @typedef {import('./race.mjs').Measured} Measured @typedef {import('./race.mjs').Run} Run */

/** Both tables in Markdown, and a line of what they were measured on. @param {import('./results.mjs').Results} results */
export function tables({ machine, limits, runs }) {
  const names = [...new Set(runs.map(({ model }) => model))].sort();
  const all = names.flatMap((name) => together(runs, name) ?? []);
  const dates = all.map(({ date }) => date.slice(0, 10)).sort();
  const span = dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
  return [
    `Measured ${span} on ${machine}; a matrix product reaches ${limits.gigaflops.toFixed(0)} GFLOP/s there, memory ${limits.gigabytes.toFixed(1)} GB/s.`,
    table(epochHeads, all.map(epochRow)),
    table(firstHeads, all.map(firstRow)),
    ...all.flatMap(remarks),
  ].join('\n\n');
}

const epochHeads = [
  'model; examples a round',
  '`fit`, ms a step',
  "engine's loop",
  'best of five',
  'ratio (least … most)',
  'JAX',
  'ratio (least … most)',
  "loop's time ÷ `fit`'s",
  'GFLOP/s',
  'peak, GB',
];

/** @param {Run} run */
function epochRow({ model, examples, programs }) {
  const known = modelOf(model);
  const { rivals, jax: toJax, loop } = ratios(programs, 'rounds');
  const own = middle(programs, ours, 'rounds');
  return [
    `${model} ${known.title}; ${examples.toLocaleString('en')}`,
    number(own),
    number(middle(programs, engineLoop, 'rounds')),
    rivals ? `${rivals.to} ${number(middle(programs, rivals.to, 'rounds'))}` : '',
    rivals ? spreadOf(rivals) : '',
    number(middle(programs, jax, 'rounds')),
    toJax ? spreadOf(toJax) : '',
    loop ? loop.median.toFixed(2) : '',
    own === undefined ? '' : (operations(known) / own / 1e6).toFixed(0),
    gigabytes(programs),
  ];
}

const firstHeads = [
  'first epoch',
  'starts',
  '`fit`, s',
  'best of five',
  'ratio (least … most)',
  'JAX',
  'ratio (least … most)',
];

/** @param {Run} run */
function firstRow({ model, programs }) {
  const { rivals, jax: toJax } = ratios(programs, 'firsts');
  return [
    model,
    String(taken(programs.find(({ name }) => name === ours)?.firsts ?? []).length),
    number(middle(programs, ours, 'firsts')),
    rivals ? `${rivals.to} ${number(middle(programs, rivals.to, 'firsts'))}` : '',
    rivals ? spreadOf(rivals) : '',
    number(middle(programs, jax, 'firsts')),
    toJax ? spreadOf(toJax) : '',
  ];
}

/** What a reader must know of a model's losses. @param {Run} run */
function remarks({ model, programs }) {
  return strayLosses(programs).map(
    ({ name, difference }) =>
      `${model}: the last loss of ${name} differs by ${(100 * difference).toFixed(1)} % from \`fit\`'s.`,
  );
}

/** @param {Measured[]} programs @param {string} name @param {'rounds' | 'firsts'} times */
function middle(programs, name, times) {
  const values = taken(programs.find((program) => program.name === name)?.[times] ?? []);
  return values.length ? median(values) : undefined;
}

/** @param {Measured[]} programs */
function gigabytes(programs) {
  const { peakBytes } = programs.find(({ name }) => name === ours) ?? {};
  return peakBytes === undefined ? '' : (peakBytes / 1e9).toFixed(2);
}

/** Three figures. @param {number | undefined} value */
function number(value) {
  if (value === undefined) return '';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** @param {string[]} heads @param {string[][]} rows */
function table(heads, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
