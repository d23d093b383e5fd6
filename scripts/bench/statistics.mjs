// @ts-check
// Medians, spreads and ratios of what npm run bench measured.
import { engineLoop, jax, ours, rivals } from './programs.mjs';

/** @typedef {import('./race.mjs').Measured} Measured */
/** @typedef {{ to: string, median: number, least: number, most: number }} Ratio */

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 ? high : (low + high) / 2;
}

/** The turns that a program had. @param {readonly (number | null)[]} values */
export function taken(values) {
  return values.filter((value) => value !== null);
}

/** Median, least and most as text. @param {readonly number[]} values */
export function spread(values) {
  if (!values.length) return '';
  return spreadOf({ median: median(values), least: Math.min(...values), most: Math.max(...values) });
}

/** @param {{ median: number, least: number, most: number }} numbers */
export function spreadOf({ median: middle, least, most }) {
  return `${middle.toFixed(2)} (${least.toFixed(2)} … ${most.toFixed(2)})`;
}

/**
 * How many times as long the best of the others took as ours: median, least and most of the turns' ratios; undefined where
 * they had no turn together.
 * @param {Measured[]} programs @param {'rounds' | 'firsts'} times @param {string[]} others @returns {Ratio | undefined}
 */
export function ratio(programs, times, others) {
  const own = programs.find(({ name }) => name === ours);
  const there = programs.filter(({ name, [times]: all }) => others.includes(name) && taken(all).length);
  if (!own || !there.length) return undefined;
  const best = there.reduce((a, b) => (median(taken(b[times])) < median(taken(a[times])) ? b : a));
  const ratios = own[times].flatMap((value, i) => {
    const other = best[times][i];
    return value === null || other === null || other === undefined ? [] : [other / value];
  });
  if (!ratios.length) return undefined;
  return { to: best.name, median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** The ratios that are reported. @param {Measured[]} programs @param {'rounds' | 'firsts'} times */
export function ratios(programs, times) {
  return {
    rivals: ratio(programs, times, rivals),
    jax: ratio(programs, times, [jax]),
    loop: ratio(programs, times, [engineLoop]),
  };
}

const allowedDifference = 0.02;

/** Programs whose last loss is not ours to 2 %, and by how much: they trained less, or otherwise. @param {Measured[]} programs */
export function strayLosses(programs) {
  const own = programs.find(({ name }) => name === ours)?.loss ?? Number.NaN;
  return programs
    .map(({ name, loss = Number.NaN }) => ({ name, difference: loss / own - 1 }))
    .filter(({ difference }) => Math.abs(difference) > allowedDifference);
}
