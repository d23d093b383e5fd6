import { annealedFrom, divergenceSlope, freeEnergyOf } from '../../../notebooks/exercises/14.js';
import { describeExercise } from './run-solution.js';

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const field = (v: number[], W: number[][], c: number[]) =>
  c.map((bias, j) => bias + sum(v.map((bit, i) => bit * (W[i]?.[j] ?? 0))));
const own = (v: number[], b: number[]) => sum(v.map((bit, i) => bit * (b[i] ?? 0)));

type OfMachine = (v: number[], W: number[][], b: number[], c: number[]) => unknown;

describeExercise(freeEnergyOf, [
  [
    'no logarithm of both states',
    ((v, W, b, c) => -own(v, b) - sum(field(v, W, c))) as OfMachine,
    /forgets the state h_j = 0/,
  ],
  [
    'the wrong sign',
    ((v, W, b, c) => own(v, b) + sum(field(v, W, c).map((a) => Math.log(1 + Math.exp(a))))) as OfMachine,
    /That is −F/,
  ],
]);

const means = (v: number[], W: number[][], c: number[]) => field(v, W, c).map((a) => 1 / (1 + Math.exp(-a)));
type Slope = (data: number[], dream: number[], W: number[][], c: number[]) => unknown;

describeExercise(divergenceSlope, [
  [
    'the data alone',
    ((v, _, W, c) => v.map((bit) => means(v, W, c).map((mean) => bit * mean))) as Slope,
    /the first half/,
  ],
  [
    'the hidden means of the data twice',
    ((v, w, W, c) => v.map((bit, i) => means(v, W, c).map((mean) => (bit - (w[i] ?? 0)) * mean))) as Slope,
    /hidden means of its own/,
  ],
]);

describeExercise(annealedFrom, [
  [
    'the mean of the logarithms',
    (logZ0: number, weights: number[]) => logZ0 + sum(weights) / weights.length,
    /mean of the logarithms/,
  ],
  [
    'overflow',
    (logZ0: number, weights: number[]) =>
      logZ0 + Math.log(sum(weights.map((weight) => Math.exp(weight))) / weights.length),
    /more than a number can hold/,
  ],
]);
