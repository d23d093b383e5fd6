// The exercises of lesson 15, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

type Divergence = (mu: number, sigma: number, m: number, s: number) => number;
const divergence: Divergence = (mu, sigma, m, s) =>
  Math.log(s / sigma) + (sigma ** 2 + (mu - m) ** 2) / (2 * s ** 2) - 0.5;

/** KL of one normal distribution from another. */
export const klBetween = exercise('15.klBetween', {
  tolerance: 1e-6,
  cases: [
    {
      arguments: [0.9, 0.4, 0, 1],
      values: divergence(0.9, 0.4, 0, 1),
      when: "for a unit of the lesson's own",
    },
    { arguments: [2, 0.5, -1, 3], values: divergence(2, 0.5, -1, 3) },
    {
      arguments: [-0.5, 2, 1.5, 0.8],
      values: divergence(-0.5, 2, 1.5, 0.8),
      when: 'where q is the wider one',
    },
    { arguments: [1.2, 0.7, 1.2, 0.7], values: 0, when: 'where both are the same' },
  ],
  mistakes: [
    {
      rule: ((mu, sigma) => divergence(mu, sigma, 0, 1)) satisfies Divergence,
      say: 'That is the divergence from N(0, 1). Here p has its own mean m and deviation s.',
    },
    {
      rule: ((mu, sigma, m, s) => divergence(m, s, mu, sigma)) satisfies Divergence,
      say: 'You exchanged q and p. The mean of log q − log p is taken over q, whose numbers come first.',
    },
    {
      rule: ((mu, sigma, m, s) =>
        Math.log(s / sigma) + (sigma ** 2 + (mu - m) ** 2) / (2 * s ** 2)) satisfies Divergence,
      say: 'You left out the −½ that q’s own exponent gives: where both are the same the answer is 0.',
    },
    {
      rule: ((_mu, sigma, _m, s) =>
        Math.log(s / sigma) + sigma ** 2 / (2 * s ** 2) - 0.5) satisfies Divergence,
      say: 'You left out the distance of the means, (μ − m)² / (2 s²).',
    },
    {
      rule: ((mu, sigma, m, s) => Math.log(s / sigma) + (mu - m) ** 2 / (2 * s ** 2)) satisfies Divergence,
      say: 'The mean of (z − m)² over q holds the variance σ² beside (μ − m)². It is missing, and so is the −½.',
    },
    {
      rule: ((mu, sigma, m, s) =>
        Math.log(sigma / s) + (sigma ** 2 + (mu - m) ** 2) / (2 * s ** 2) - 0.5) satisfies Divergence,
      say: 'The logarithm has the wrong sign: log (s/σ), large where q is narrow.',
    },
    {
      rule: ((mu, sigma, m, s) =>
        Math.log(s / sigma) + (sigma ** 2 - (mu - m) ** 2) / (2 * s ** 2) - 0.5) satisfies Divergence,
      say: 'The sign of (μ − m)² is turned round: the further the means, the larger the divergence.',
    },
    {
      rule: ((mu, sigma, m, s) => 2 * divergence(mu, sigma, m, s)) satisfies Divergence,
      say: 'A factor ½ is missing: that is twice the divergence.',
    },
    {
      rule: ((mu, sigma, m, s) =>
        Math.log(s / sigma) + (sigma ** 2 + (mu - m) ** 2) / 2 - 0.5) satisfies Divergence,
      say: 'You did not divide by s²: p’s exponent is (z − m)² / (2 s²).',
    },
    {
      rule: ((mu, sigma, m, s) =>
        Math.log(s / sigma) + (sigma + (mu - m) ** 2) / (2 * s) - 0.5) satisfies Divergence,
      say: 'You took deviations for variances: σ² and s² stand in the fraction.',
    },
    {
      rule: ((mu, sigma, m, s) =>
        Math.log(s ** 2 / sigma ** 2) +
        (sigma ** 2 + (mu - m) ** 2) / (2 * s ** 2) -
        0.5) satisfies Divergence,
      say: 'The logarithm is doubled: log (s/σ), or half of log (s²/σ²).',
    },
  ],
  right:
    'Put m = 0 and s = 1 in, and it is the price of the lesson. It is 0 only where both are the same, and it is not symmetrical.',
  hints: [
    'Write log q − log p: both have −½ log 2π, which cancels. What is left of the two logarithms of σ and s?',
    'Now the mean over q: of (z − μ)²/σ² it is 1, of (z − m)² it is σ² + (μ − m)².',
    'log (s/σ) + (σ² + (μ − m)²) / (2 s²) − ½.',
  ],
  solution: [
    '(mu: number, sigma: number, m: number, s: number) =>',
    '  Math.log(s / sigma) + (sigma ** 2 + (mu - m) ** 2) / (2 * s ** 2) - 0.5',
  ].join('\n'),
});

export { importanceBound } from './15-bound.js';
export { misprintedRuns } from './15-runs.js';
export { slipsOfRuns } from './15-slips.js';
