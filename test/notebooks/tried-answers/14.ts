import { annealedFrom, divergenceSlope, freeEnergyOf } from '../../../notebooks/exercises/14.js';
import { type TriedOfLesson, total } from './tried.js';

type Matrix = number[][];
type OfMachine = (v: number[], W: Matrix, b: number[], c: number[]) => unknown;
const field = (v: number[], W: Matrix, c: number[]) =>
  c.map((bias, j) => bias + total(v.map((bit, i) => bit * (W[i]?.[j] ?? 0))));
const own = (v: number[], b: number[]) => total(v.map((bit, i) => bit * (b[i] ?? 0)));
const softplus = (a: number) => Math.log(1 + Math.exp(a));
const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const free =
  (summand: (a: number) => number): OfMachine =>
  (v, W, b, c) =>
    -own(v, b) - total(field(v, W, c).map(summand));
const F = free(softplus) as (v: number[], W: Matrix, b: number[], c: number[]) => number;
const zeros = (values: number[]) => values.map(() => 0);

type Slope = (data: number[], dream: number[], W: Matrix, c: number[]) => unknown;
const means = (v: number[], W: Matrix, c: number[]) => field(v, W, c).map(sigmoid);
const outer = (v: number[], h: number[]) => v.map((bit) => h.map((mean) => bit * mean));
const minus = (a: Matrix, b: Matrix) => a.map((row, i) => row.map((value, j) => value - (b[i]?.[j] ?? 0)));
const slope = (v: number[], w: number[], W: Matrix, c: number[]) =>
  minus(outer(v, means(v, W, c)), outer(w, means(w, W, c)));

type Estimate = (logZ0: number, weights: number[]) => unknown;
const right = (logZ0: number, weights: number[]) => {
  const most = Math.max(...weights);
  const mean = total(weights.map((w) => Math.exp(w - most))) / weights.length;
  return logZ0 + most + Math.log(mean);
};

export const lesson14: TriedOfLesson = [
  [
    freeEnergyOf,
    [
      ['minus F', ((v, W, b, c) => -F(v, W, b, c)) as OfMachine, /That is −F/],
      ['b·v with a plus', ((v, W, b, c) => F(v, W, b, c) + 2 * own(v, b)) as OfMachine, /sign of b·v/],
      ['no b', ((v, W, b, c) => F(v, W, zeros(b), c)) as OfMachine, /left −b·v out/],
      ['no c', ((v, W, b, c) => F(v, W, b, zeros(c))) as OfMachine, /left the hidden biases c out/],
      ['sigmoids', free(sigmoid), /summed the probabilities/],
      ['no logarithm', free((a) => 1 + Math.exp(a)), /logarithm is missing/],
      ['log e^a', free((a) => a), /forgets the state/],
      ['the best h', free((a) => Math.max(a, 0)), /energy with the best h/],
      ['e^−F', ((v, W, b, c) => Math.exp(-F(v, W, b, c))) as OfMachine, /Z times the probability/],
      [
        'the logarithm of the sum',
        ((v, W, b, c) =>
          -own(v, b) - Math.log(total(field(v, W, c).map((a) => 1 + Math.exp(a))))) as OfMachine,
        /logarithm of a sum/,
      ],
      ['in base 2', free((a) => Math.log2(1 + Math.exp(a))), 'plain'],
      ['e^−a', free((a) => softplus(-a)), 'plain'],
      ['a list', ((v, W, _b, c) => field(v, W, c).map(softplus)) as OfMachine, 'shape'],
    ],
  ],
  [
    divergenceSlope,
    [
      ['the sign', ((v, w, W, c) => slope(w, v, W, c)) as Slope, /sign is reversed/],
      [
        'means of the data twice',
        ((v, w, W, c) => minus(outer(v, means(v, W, c)), outer(w, means(v, W, c)))) as Slope,
        /hidden means of its own/,
      ],
      [
        'bits of the data twice',
        ((v, w, W, c) => minus(outer(v, means(v, W, c)), outer(v, means(w, W, c)))) as Slope,
        /bits of the data/,
      ],
      ['the data alone', ((v, _, W, c) => outer(v, means(v, W, c))) as Slope, /first half/],
      ['no biases', ((v, w, W, c) => slope(v, w, W, zeros(c))) as Slope, /left the hidden biases/],
      [
        'no sigmoid',
        ((v, w, W, c) => minus(outer(v, field(v, W, c)), outer(w, field(w, W, c)))) as Slope,
        /sigmoid is missing/,
      ],
      [
        'transposed',
        ((v, w, W, c) => c.map((_, j) => slope(v, w, W, c).map((row) => row[j]))) as Slope,
        /transposed: W has a row/,
      ],
      [
        'differences multiplied',
        ((v, w, W, c) => {
          const [up, down] = [means(v, W, c), means(w, W, c)];
          return v.map((bit, i) => up.map((mean, j) => (bit - (w[i] ?? 0)) * (mean - (down[j] ?? 0))));
        }) as Slope,
        /multiplied the differences/,
      ],
      [
        'rounded',
        ((v, w, W, c) =>
          minus(outer(v, means(v, W, c).map(Math.round)), outer(w, means(w, W, c).map(Math.round)))) as Slope,
        /rounded the hidden means/,
      ],
      [
        'of the biases',
        ((v, w, W, c) => means(v, W, c).map((mean, j) => mean - (means(w, W, c)[j] ?? 0))) as Slope,
        /slope for the hidden biases/,
      ],
      [
        'added',
        ((v, w, W, c) =>
          minus(
            outer(v, means(v, W, c)),
            outer(w, means(w, W, c)).map((row) => row.map((x) => -x)),
          )) as Slope,
        'plain',
      ],
      ['flat', ((v, w, W, c) => slope(v, w, W, c).flat()) as Slope, 'reshape'],
    ],
  ],
  [
    annealedFrom,
    [
      ['mean of logarithms', ((z, w) => z + total(w) / w.length) as Estimate, /mean of the logarithms/],
      ['a sum', ((z, w) => right(z, w) + Math.log(w.length)) as Estimate, /sum over the chains/],
      ['no Z₀', ((_, w) => right(0, w)) as Estimate, /log Z₀ is missing/],
      ['the sign', ((z, w) => z - right(0, w)) as Estimate, /sign of the weights/],
      ['added up', ((z, w) => z + total(w)) as Estimate, /added the chains up/],
      ['the greatest', ((z, w) => z + Math.max(...w)) as Estimate, /greatest weight alone/],
      [
        'overflow',
        ((z, w) => z + Math.log(total(w.map(Math.exp)) / w.length)) as Estimate,
        /more than a number can hold/,
      ],
      ['Z', ((z, w) => Math.exp(right(z, w))) as Estimate, /logarithm of Z/],
      ['minus Z₀', ((z, w) => right(-z, w)) as Estimate, 'plain'],
      ['the greatest forgotten', ((z, w) => right(z, w) - Math.max(...w)) as Estimate, 'plain'],
      [
        'in base 2',
        ((z, w) => z + (right(0, w) - Math.max(...w)) / Math.LN2 + Math.max(...w)) as Estimate,
        'plain',
      ],
      ['a list', ((z, w) => w.map((x) => z + x)) as Estimate, 'shape'],
    ],
  ],
];
