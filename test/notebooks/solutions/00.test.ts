import { bookLoss, flatShape, majority } from '../../../notebooks/exercises/00.js';
import { describeExercise } from './run-solution.js';

describeExercise(flatShape, [
  [
    'adds the sides',
    ([n = 0, ...sides]: number[]) => [n, sides.reduce((a, b) => a + b, 0)],
    /added the sides/,
  ],
  ['one number for all', (shape: number[]) => [shape.reduce((a, b) => a * b, 1)], /keeps its first axis/],
  [
    'features first',
    ([n = 0, ...sides]: number[]) => [sides.reduce((a, b) => a * b, 1), n],
    /Examples come first/,
  ],
]);

const parts = (x: number[][], y: number[][], term: (difference: number) => number) =>
  x.map((row, i) => row.reduce((sum, value, j) => sum + term(value - (y[i]?.[j] ?? 0)), 0));
const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

describeExercise(bookLoss, [
  [
    'mean over everything',
    (x: number[][], y: number[][]) => total(parts(x, y, (d) => d * d)) / x.flat().length,
    /mean over everything/,
  ],
  [
    'sum over everything',
    (x: number[][], y: number[][]) => total(parts(x, y, (d) => d * d)),
    /divide by how many/,
  ],
  [
    'absolute differences',
    (x: number[][], y: number[][]) => total(parts(x, y, Math.abs)) / x.length,
    /Square each/,
  ],
]);

describeExercise(majority, [
  ['the median', (votes: number[]) => [...votes].sort((a, b) => a - b)[(votes.length - 1) / 2], /middle one/],
  ['the first vote', (votes: number[]) => votes[0], /Count how often/],
  ['the mean', (votes: number[]) => total(votes) / votes.length, /Labels are names/],
  ['the greatest', (votes: number[]) => Math.max(...votes), /most frequent one/],
  [
    'the count',
    (votes: number[]) => Math.max(...votes.map((v) => votes.filter((w) => w === v).length)),
    /number of votes/,
  ],
]);
