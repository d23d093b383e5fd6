import {
  forwardLayer,
  leastCrossEntropy,
  parameterCount,
  squaredDelta,
} from '../../../notebooks/exercises/04.js';
import { describeExercise } from './run-solution.js';

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const sums = (M: number[][], bias: number[], v: number[]) =>
  M.map((row, i) => row.reduce((sum, weight, j) => sum + weight * (v[j] ?? 0), bias[i] ?? 0));

describeExercise(forwardLayer, [
  ['no bend', sums, /before the bend/],
  ['no bias', (M: number[][], _: number[], v: number[]) => sums(M, [], v).map(sigmoid), /bias is missing/],
  [
    'sign in the exponent',
    (M: number[][], b: number[], v: number[]) => sums(M, b, v).map((a) => sigmoid(-a)),
    /sign/,
  ],
]);

const pairs = (rule: (x: number, y: number) => number) => (x: number[], xHat: number[]) =>
  xHat.map((y, i) => rule(x[i] ?? 0, y));

describeExercise(squaredDelta, [
  ['that of cross-entropy', pairs((x, y) => y - x), /cross-entropy/],
  ['no derivative of σ', pairs((x, y) => 2 * (y - x)), /σ′/],
  ['reversed', pairs((x, y) => 2 * (x - y) * y * (1 - y)), /sign is reversed/],
  ['no factor 2', pairs((x, y) => (y - x) * y * (1 - y)), /factor 2/],
  ['σ′ at the target', pairs((x, y) => 2 * (y - x) * x * (1 - x)), /at the output/],
]);

const entropy = (log: (p: number) => number) => (x: number[]) =>
  x.reduce((sum, p) => sum - (p === 0 ? 0 : p * log(p)) - (p === 1 ? 0 : (1 - p) * log(1 - p)), 0);

describeExercise(leastCrossEntropy, [
  ['bits', entropy(Math.log2), /bits/],
  [
    '0 · log 0',
    (x: number[]) => x.reduce((s, p) => s - p * Math.log(p) - (1 - p) * Math.log(1 - p), 0),
    /NaN: 0 · log 0 is 0 by its limit/,
  ],
  ['reversed', (x: number[]) => -entropy(Math.log)(x), /sign is reversed/],
  [
    'only ink',
    (x: number[]) => x.reduce((s, p) => s - (p === 0 ? 0 : p * Math.log(p)), 0),
    /left out one half/,
  ],
]);

const chain = (rule: (before: number, units: number) => number) => (sizes: number[]) =>
  sizes.slice(1).reduce((sum, units, i) => sum + rule(sizes[i] ?? 0, units), 0);

describeExercise(parameterCount, [
  ['no biases', chain((before, units) => before * units), /has a bias/],
  [
    'biases of the inputs',
    (sizes: number[]) => chain((a, b) => (a + 1) * b)(sizes) + (sizes[0] ?? 0),
    /inputs have no biases/,
  ],
  ['biases of the units before', chain((before, units) => before * (units + 1)), /units behind/],
  ['sizes added', (sizes: number[]) => sizes.reduce((a, b) => a + b, 0), /added the sizes/],
]);
