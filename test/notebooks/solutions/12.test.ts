import { closedForm, jacobianOf, saturatedShare, timesNoise } from '../../../notebooks/exercises/12.js';
import { describeExercise } from './run-solution.js';

type Layer = (W: number[][], b: number[], x: number[]) => unknown;

describeExercise(jacobianOf, [
  ['the weights', ((W) => W) as Layer, /That is W itself/],
  [
    'h for the slope',
    ((W, b, x) =>
      W.map((row, j) => {
        const a = row.reduce((sum, w, i) => sum + w * (x[i] ?? 0), b[j] ?? 0);
        return row.map((w) => w / (1 + Math.exp(-a)));
      })) as Layer,
    /took h for the slope/,
  ],
]);

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const squares = (values: readonly number[]) => sum(values.map((value) => value * value));

describeExercise(closedForm, [
  [
    'weight decay',
    (_: number[], W: number[][], lambda: number) => lambda * sum(W.map(squares)),
    /weight decay/,
  ],
  [
    'no λ',
    (h: number[], W: number[][]) => sum(h.map((v, j) => (v * (1 - v)) ** 2 * squares(W[j] ?? []))),
    /λ times that/,
  ],
]);

describeExercise(saturatedShare, [
  [
    'one end only',
    (codes: number[][], margin: number) =>
      codes.flat().filter((h) => h < margin).length / codes.flat().length,
    /near 0 only/,
  ],
  [
    'a count',
    (codes: number[][], margin: number) => codes.flat().filter((h) => h < margin || h > 1 - margin).length,
    /count/,
  ],
]);

const felt = (J: number[][], u: number[]) => squares(J.map((row) => sum(row.map((v, i) => v * (u[i] ?? 0)))));

describeExercise(timesNoise, [
  ['no n', (J: number[][], u: number[]) => felt(J, u) / (squares(J.flat()) * squares(u)), /left out n/],
  [
    'any length',
    (J: number[][], u: number[]) => (u.length * felt(J, u)) / squares(J.flat()),
    /divide by ‖u‖²/,
  ],
]);
