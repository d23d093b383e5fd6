import { leastLoss, lineAngle, otherDecoder } from '../../../notebooks/exercises/03.js';
import { describeExercise } from './run-solution.js';

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

describeExercise(leastLoss, [
  [
    'the divisor forgotten',
    (variances: number[], k: number) => total(variances.slice(k)),
    /multiply by \(m − 1\) \/ m/,
  ],
  [
    'the kept variances',
    (variances: number[], k: number, m: number) => (total(variances.slice(0, k)) * (m - 1)) / m,
    /keeps/,
  ],
  [
    'the correction upside down',
    (variances: number[], k: number, m: number) => (total(variances.slice(k)) * m) / (m - 1),
    /multiply by \(m − 1\) \/ m/,
  ],
]);

const cosine = (a: number[], b: number[]) =>
  total(a.map((value, i) => value * (b[i] ?? 0))) / (Math.hypot(...a) * Math.hypot(...b));

describeExercise(lineAngle, [
  ['radians', (a: number[], b: number[]) => Math.acos(Math.abs(cosine(a, b))), /radians/],
  [
    'no absolute value',
    (a: number[], b: number[]) => (Math.acos(cosine(a, b)) * 180) / Math.PI,
    /absolute value/,
  ],
  [
    'lengths forgotten',
    (a: number[], b: number[]) =>
      (Math.acos(Math.abs(total(a.map((v, i) => v * (b[i] ?? 0))))) * 180) / Math.PI,
    /Divide the product by the lengths/,
  ],
  ['the cosine', (a: number[], b: number[]) => Math.abs(cosine(a, b)), /arc cosine/],
]);

const columns = (u: number[][], entry: (value: number, scale: number) => number, scales: number[]) =>
  (u[0] ?? []).map((_, i) => u.map((axis, j) => entry(axis[i] ?? 0, scales[j] ?? 1)));

describeExercise(otherDecoder, [
  [
    'multiplied',
    (u: number[][], scales: number[]) => columns(u, (value, scale) => value * scale, scales),
    /must undo it/,
  ],
  [
    'the scales ignored',
    (u: number[][], scales: number[]) => columns(u, (value) => value, scales),
    /also scales/,
  ],
  [
    'transposed',
    (u: number[][], scales: number[]) => u.map((axis, j) => axis.map((v) => v / (scales[j] ?? 1))),
    /transposed/,
  ],
]);
