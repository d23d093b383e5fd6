// What the reproduction scripts have in common: arguments, the mean image as lowest rung of every ladder, one
// table.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * A script's options from the command line, e.g. `--epochs 40`; an unknown one is an error.
 * @template {Record<string, number>} T
 * @param {T} defaults numbers by name
 * @returns {T}
 */
export function numbersFromCommandLine(defaults) {
  const options = Object.fromEntries(
    Object.keys(defaults).map((name) => [name, { type: /** @type {const} */ ('string') }]),
  );
  const { values } = parseArgs({ options });
  const given = Object.entries(values).map(([name, value]) => [name, Number(value)]);
  const wrong = given.find(([, value]) => !Number.isFinite(value));
  if (wrong) throw new RangeError(`--${wrong[0]} must be a number`);
  return { ...defaults, ...Object.fromEntries(given) };
}

/**
 * Prints what was reached beside what was published, and keeps it as JSON under build/reproduce.
 * @param {{ name: string, title: string, unit: string, started: number,
 *   rows: { model: string, value: number, published?: number | string, note?: string }[] }} report
 */
export function report({ name, title, unit, started, rows }) {
  const minutes = (Date.now() - started) / 60_000;
  console.log(`\n${title} [${unit}]`);
  for (const { model, value, published = '', note = '' } of rows)
    console.log(
      `  ${model.padEnd(44)} ${value.toFixed(3).padStart(9)}   ${String(published).padStart(8)}  ${note}`,
    );
  console.log(`  (published in the third column; ${minutes.toFixed(1)} minutes)`);
  mkdirSync('build/reproduce', { recursive: true });
  writeFileSync(`build/reproduce/${name}.json`, JSON.stringify({ title, unit, minutes, rows }, null, 2));
}

/**
 * The mean of all examples, as as many copies as `like` has examples.
 * @param {import('codebook').Dataset} data @param {import('codebook').Dataset} like
 */
export function meanImages(data, like) {
  const size = data.values.length / data.count;
  const mean = new Float64Array(size);
  data.values.forEach((value, i) => {
    mean[i % size] += value / data.count;
  });
  return { ...like, name: 'mean image', values: Float32Array.from(like.values, (_, i) => mean[i % size]) };
}
