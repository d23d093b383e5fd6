import { numbersPerLayer, pairedGain, shrinkage } from '../../../notebooks/exercises/13.js';
import { describeExercise } from './run-solution.js';

type Count = (sizes: number[]) => unknown;
describeExercise(numbersPerLayer, [
  [
    'no biases',
    ((sizes) => sizes.slice(1).map((units, k) => units * (sizes[k] ?? 0))) as Count,
    /left out the biases/,
  ],
  [
    'pixels everywhere',
    ((sizes) => sizes.slice(1).map((units) => (units + 1) * (sizes[0] ?? 0) + units)) as Count,
    /Only layer 1 sees the pixels/,
  ],
]);

describeExercise(shrinkage, [
  ['no root', (n: number, s: number, layers: number) => (0.25 * s * n) ** layers, /grows by √units/],
  ['one layer', (n: number, s: number) => 0.25 * s * Math.sqrt(n), /factor of one layer/],
]);

type Errors = (without: number[], pretrained: number[], t: number) => unknown;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: number[], lessOne: number) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - lessOne));
const gains = (a: number[], b: number[]) => a.map((value, i) => value - (b[i] ?? 0));

describeExercise(pairedGain, [
  [
    'n for n − 1',
    ((a, b, t) => [mean(gains(a, b)), (t * spread(gains(a, b), 0)) / Math.sqrt(a.length)]) as Errors,
    /n − 1/,
  ],
  [
    'not paired',
    ((a, b, t) => [
      mean(a) - mean(b),
      (t * Math.hypot(spread(a, 1), spread(b, 1))) / Math.sqrt(a.length),
    ]) as Errors,
    /draw by draw/,
  ],
]);
