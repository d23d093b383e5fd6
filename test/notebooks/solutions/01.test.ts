import { contrast, cubePeel, pointsNeeded } from '../../../notebooks/exercises/01.js';
import { describeExercise } from './run-solution.js';

describeExercise(cubePeel, [
  ['one side only', (d: number, margin: number) => 1 - (1 - margin) ** d, /two ends/],
  ['the inside', (d: number, margin: number) => (1 - 2 * margin) ** d, /inside that remains/],
  ['shares added up', (d: number, margin: number) => 2 * d * margin, /overlap in the corners/],
]);

const ascending = (values: number[]) => [...values].sort((a, b) => a - b);
const middle = (values: number[]) => values[Math.floor(values.length / 2)] ?? 0;

describeExercise(contrast, [
  [
    'upside down',
    (distances: number[]) => Math.min(...distances) / middle(ascending(distances)),
    /upside down/,
  ],
  [
    'mean instead of median',
    (distances: number[]) => distances.reduce((a, b) => a + b, 0) / distances.length / Math.min(...distances),
    /took the mean/,
  ],
  [
    'sorted as texts',
    (distances: number[]) => middle([...distances].sort()) / Math.min(...distances),
    /Sorted as texts/,
  ],
]);

describeExercise(pointsNeeded, [
  [
    'upside down',
    (m: number, from: number, to: number, p: number) => m ** ((2 * p + from) / (2 * p + to)),
    /upside down/,
  ],
  ['proportional', (m: number, from: number, to: number) => (m * to) / from, /proportion/],
  [
    'from one dimension',
    (m: number, _: number, to: number, p: number) => m ** ((2 * p + to) / (2 * p + 1)),
    /They are in `from`/,
  ],
  ['without smoothness', (m: number, from: number, to: number) => m ** (to / from), /Smoothness/],
]);
