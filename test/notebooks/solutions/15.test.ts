import { importanceBound, klBetween, slipsOfRuns } from '../../../notebooks/exercises/15.js';
import { describeExercise } from './run-solution.js';

type Divergence = (mu: number, sigma: number, m: number, s: number) => number;

describeExercise(klBetween, [
  [
    'the prior of the lesson',
    ((mu, sigma) => -0.5 * (1 + Math.log(sigma ** 2) - mu ** 2 - sigma ** 2)) as Divergence,
    /p has its own mean m and deviation s/,
  ],
  [
    'p and q exchanged',
    ((mu, sigma, m, s) =>
      Math.log(sigma / s) + (s ** 2 + (mu - m) ** 2) / (2 * sigma ** 2) - 0.5) as Divergence,
    /exchanged q and p/,
  ],
]);

describeExercise(importanceBound, [
  [
    'without taking the largest out',
    (logs: number[]) => Math.log(logs.reduce((sum, log) => sum + Math.exp(log), 0) / logs.length),
    /e\^\(−1250\) is 0 for the machine/,
  ],
  [
    'the mean',
    (logs: number[]) => logs.reduce((sum, log) => sum + log, 0) / logs.length,
    /estimate of the ELBO/,
  ],
]);

describeExercise(slipsOfRuns, [
  ['the two that explode exchanged', [3, 2, 4, 1], /Look at step 1/],
  ['the runs in the order of the slips', [2, 4, 1, 3], /order of the runs/],
]);
