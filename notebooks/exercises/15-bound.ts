// The exercise of lesson 15 on the importance-weighted bound.
import { exercise } from 'codebook';
import { mean, total } from './vectors.js';

type Bound = (logWeights: number[]) => number;
const largest = (logWeights: readonly number[]) => Math.max(...logWeights);
const above = (logWeights: readonly number[]) =>
  logWeights.map((value) => Math.exp(value - largest(logWeights)));
const bound: Bound = (logWeights) => largest(logWeights) + Math.log(mean(above(logWeights)));
const far = [-1250, -1252.5, -1249, -1260];

/** log (1/k) Σ exp(log wᵢ), without a number that is too small to hold. */
export const importanceBound = exercise('15.importanceBound', {
  tolerance: 1e-6,
  cases: [
    {
      arguments: [[Math.log(2), Math.log(6), Math.log(4)]],
      values: Math.log(4),
      when: 'for weights of 2, 6 and 4',
    },
    { arguments: [[-98, -101, -97.5, -103, -99]], values: bound([-98, -101, -97.5, -103, -99]) },
    { arguments: [[-104.5]], values: -104.5, when: 'for a single draw' },
    {
      arguments: [far],
      values: bound(far),
      when: 'for log weights near −1,250, whose exponentials are all 0',
    },
  ],
  mistakes: [
    {
      rule: ((logs) => Math.log(mean(logs.map(Math.exp)))) satisfies Bound,
      say: 'The formula is right. But e^(−1250) is 0 for the machine: take the largest log weight out first, and add it at the end.',
    },
    {
      rule: ((logs) => mean(logs)) satisfies Bound,
      say: 'That is the mean of the logarithms, an estimate of the ELBO. The logarithm of the mean is asked for.',
    },
    {
      rule: ((logs) => largest(logs) + Math.log(total(above(logs)))) satisfies Bound,
      say: 'You took the sum for the mean: subtract log k. As it is, a single draw counts right and ten equal ones gain log 10.',
    },
    {
      rule: ((logs) => Math.log(total(logs.map(Math.exp)))) satisfies Bound,
      say: 'Two things: divide by k, and take the largest log weight out before the exponential.',
    },
    {
      rule: ((logs) => largest(logs)) satisfies Bound,
      say: 'That is the largest term alone. It is what you take out; the others still count.',
    },
    {
      rule: ((logs) => Math.log(mean(above(logs)))) satisfies Bound,
      say: 'You took the largest out and did not add it again at the end.',
    },
    {
      rule: ((logs) => mean(above(logs))) satisfies Bound,
      say: 'Two steps are missing: the logarithm, and the largest log weight that you took out.',
    },
    {
      rule: ((logs) => largest(logs) + mean(above(logs))) satisfies Bound,
      say: 'The logarithm of the mean is missing.',
    },
    {
      rule: ((logs) => mean(logs.map(Math.exp))) satisfies Bound,
      say: 'That is the mean of the weights, without its logarithm; and the small ones are 0 for the machine.',
    },
  ],
  right:
    'One good draw among k lifts it: that is why the bound rises with k. Taking the largest out costs nothing and saves all digits.',
  hints: [
    'log (1/k) Σ e^(aᵢ) = a + log (1/k) Σ e^(aᵢ − a), for any a.',
    'With a = the largest, no term exceeds 1 and one of them is 1.',
    'a + Math.log(mean of Math.exp(each − a)).',
  ],
  solution: [
    '(logWeights: number[]) => {',
    '  const a = Math.max(...logWeights);',
    '  const sum = logWeights.reduce((s, value) => s + Math.exp(value - a), 0);',
    '  return a + Math.log(sum / logWeights.length);',
    '}',
  ].join('\n'),
});
