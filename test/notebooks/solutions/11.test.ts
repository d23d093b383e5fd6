import { copyCost, pairRepair, saltAndPepper, scoreOfGaussian } from '../../../notebooks/exercises/11.js';
import { describeExercise } from './run-solution.js';

const at = (u: number[], i: number) => u[i] ?? 0;

describeExercise(saltAndPepper, [
  [
    'masking noise',
    (x: number[], u: number[], nu: number) => x.map((value, i) => (at(u, i) < nu ? 0 : value)),
    /masking noise/,
  ],
  [
    'twice the share',
    (x: number[], u: number[], nu: number) =>
      x.map((value, i) => (at(u, i) < nu ? 0 : at(u, i) >= 1 - nu ? 1 : value)),
    /ν \/ 2/,
  ],
  [
    'exchanged',
    (x: number[], u: number[], nu: number) =>
      x.map((value, i) => (at(u, i) < nu / 2 ? 1 : at(u, i) >= 1 - nu / 2 ? 0 : value)),
    /exchanged/,
  ],
  ['unchanged', (x: number[]) => x, /as it was/],
]);

describeExercise(copyCost, [
  ['masking noise', (x: number[], nu: number) => nu * x.reduce((s, v) => s + v * v, 0), /masking noise/],
  [
    'twice as much',
    (x: number[], nu: number) => nu * x.reduce((s, v) => s + v * v + (1 - v) ** 2, 0),
    /half of what you have/,
  ],
  [
    'a mean',
    (x: number[], nu: number) => (nu / 2 / x.length) * x.reduce((s, v) => s + v * v + (1 - v) ** 2, 0),
    /mean over the pixels/,
  ],
]);

describeExercise(pairRepair, [
  ['one pixel only', (_n: number, p: number, nu: number) => (p * nu) / (p * nu + 1 - p), /All n pixels/],
  ['not divided', (n: number, p: number, nu: number) => p * nu ** n, /Divide/],
  ['a half', (n: number, _p: number, nu: number) => nu ** n / (1 + nu ** n), /p = ½/],
  ['empty paper', (n: number, p: number, nu: number) => (1 - p) / (p * nu ** n + 1 - p), /empty paper/],
]);

describeExercise(scoreOfGaussian, [
  [
    'the answer',
    (seen: number, m: number, s2: number, sigma2: number) => m + (s2 / (s2 + sigma2)) * (seen - m),
    /best answer itself/,
  ],
  [
    'the arrow',
    (seen: number, m: number, s2: number, sigma2: number) => (-sigma2 * (seen - m)) / (s2 + sigma2),
    /divided by σ²/,
  ],
  ['the clean data', (seen: number, m: number, s2: number) => -(seen - m) / s2, /clean data/],
]);
