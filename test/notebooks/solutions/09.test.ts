import { decayStep, errorLeft, priorStrength } from '../../../notebooks/exercises/09.js';
import { describeExercise } from './run-solution.js';

describeExercise(decayStep, [
  [
    'no 2',
    (w: number, slope: number, rate: number, lambda: number) => w - rate * (slope + lambda * w),
    /the 2/,
  ],
  ['no decay', (w: number, slope: number, rate: number) => w - rate * slope, /left the decay out/],
  [
    'uphill',
    (w: number, slope: number, rate: number, lambda: number) => w + rate * (slope + 2 * lambda * w),
    /uphill/,
  ],
  [
    'decay past the rate',
    (w: number, slope: number, rate: number, lambda: number) => w - rate * slope - 2 * lambda * w,
    /the rate multiplies/,
  ],
]);

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describeExercise(errorLeft, [
  [
    'the size of the code forgotten',
    (variances: number[], lambda: number) => sum(variances.map((v) => (v > lambda ? lambda ** 2 / v : v))),
    /k components at most/,
  ],
  ['no decay', (variances: number[], _: number, k: number) => sum(variances.slice(k)), /left the decay out/],
  ['all is left', (variances: number[]) => sum(variances), /./],
]);

describeExercise(priorStrength, [
  ['no examples', (s: number, tau: number) => s ** 2 / tau ** 2, /number of examples/],
  ['turned round', (s: number, tau: number, m: number) => tau ** 2 / (m * s ** 2), /turned the fraction/],
  ['no squares', (s: number, tau: number, m: number) => s / (m * tau), /squares/],
]);
