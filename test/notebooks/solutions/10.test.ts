import { bookWeight, deadCount, kLargest, klPenalty } from '../../../notebooks/exercises/10.js';
import { describeExercise } from './run-solution.js';

describeExercise(kLargest, [
  ['the first k', (a: number[], k: number) => a.map((value, j) => (j < k ? value : 0)), /first k/],
  [
    'farthest from 0',
    (a: number[], k: number) => {
      const least = a.map(Math.abs).sort((p, q) => q - p)[k - 1] ?? 0;
      return a.map((value) => (Math.abs(value) >= least ? value : 0));
    },
    /farthest from 0/,
  ],
  ['alone', (a: number[], k: number) => [...a].sort((p, q) => q - p).slice(0, k), /each in its place/],
]);

const kl = (p: number, q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
const ofMeans = (rule: (rho: number, mean: number) => number) => (codes: number[][], rho: number) =>
  (codes[0] ?? []).reduce((sum, _, j) => {
    const mean = codes.reduce((all, row) => all + (row[j] ?? 0), 0) / codes.length;
    return sum + rule(rho, mean);
  }, 0);

describeExercise(klPenalty, [
  ['reversed', ofMeans((rho, mean) => kl(mean, rho)), /The wish comes first/],
  ['one half', ofMeans((rho, mean) => rho * Math.log(rho / mean)), /one half/],
  ['bits', ofMeans((rho, mean) => kl(rho, mean) / Math.LN2), /bits/],
]);

describeExercise(bookWeight, [
  ['multiplied', (a: number, beta: number) => a * beta, /You multiplied/],
  ['two', (_: number, beta: number) => 2 * beta, /a = ½ alone/],
  ['upside down', (a: number, beta: number) => a / beta, /Upside down/],
]);

const columns = (rule: (unit: number[], threshold: number) => boolean) => (codes: number[][], t: number) =>
  (codes[0] ?? []).filter((_, j) =>
    rule(
      codes.map((row) => row[j] ?? 0),
      t,
    ),
  ).length;

describeExercise(deadCount, [
  ['the living', columns((unit, t) => unit.some((h) => Math.abs(h) > t)), /alive/],
  ['no absolute value', columns((unit, t) => unit.every((h) => h <= t)), /absolute value/],
  ['rows', (codes: number[][], t: number) => codes.filter((row) => row.every((h) => h <= t)).length, /./],
]);
