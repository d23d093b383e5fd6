// The exercise of lesson 14 on annealing: from the chains' weights to log Z.
import { exercise } from 'codebook';
import { mean, total } from './vectors.js';

type Estimate = (logZ0: number, weights: number[]) => unknown;
/** log mean e^w, which does not overflow. */
const logMeanExp = (weights: readonly number[]) => {
  const most = Math.max(...weights);
  return most + Math.log(mean(weights.map((weight) => Math.exp(weight - most))));
};

export const annealedFrom = exercise('14.annealedFrom', {
  cases: [
    { arguments: [3, [1, 2, 4]], values: 3 + logMeanExp([1, 2, 4]) },
    {
      arguments: [-0.5, [0.2, -1, 2.5, 0.7]],
      values: -0.5 + logMeanExp([0.2, -1, 2.5, 0.7]),
      when: 'for four chains',
    },
    {
      arguments: [400, [801, 799.5]],
      values: 400 + logMeanExp([801, 799.5]),
      when: 'for weights as large as those of 784 pixels',
    },
  ],
  mistakes: [
    {
      rule: ((logZ0, weights) => logZ0 + mean(weights)) as Estimate,
      say: 'You took the mean of the logarithms. The mean is of the weights themselves, e^w: log mean e^w, which is never less.',
    },
    {
      rule: ((logZ0, weights) => logZ0 + logMeanExp(weights) + Math.log(weights.length)) as Estimate,
      say: 'You took the sum over the chains. It is their mean: subtract log n.',
    },
    {
      rule: ((_, weights) => logMeanExp(weights)) as Estimate,
      say: 'log Z₀ is missing: the weights only say by how much Z grew from there.',
    },
    {
      rule: ((logZ0, weights) => logZ0 - logMeanExp(weights)) as Estimate,
      say: 'The sign of the weights is reversed: each is by how much the free energy fell, and adds.',
    },
    {
      rule: ((logZ0, weights) => logZ0 + total(weights)) as Estimate,
      say: 'You added the chains up. Each is an estimate of its own: take the mean of e^w.',
    },
    {
      rule: ((logZ0, weights) => logZ0 + Math.max(...weights)) as Estimate,
      say: 'That is the greatest weight alone. Take the mean of e^w over all chains.',
    },
    {
      rule: ((logZ0, weights) => Math.exp(logZ0 + logMeanExp(weights))) as Estimate,
      say: 'The logarithm of Z is asked for, not Z.',
    },
    {
      rule: ((logZ0, weights) =>
        logZ0 + Math.log(mean(weights.map((weight) => Math.exp(weight))))) as Estimate,
      say: 'e^801 is more than a number can hold. Take the greatest weight out first: max + log mean e^(w − max).',
    },
  ],
  right:
    'The heaviest chains decide. Where one chain carries all the weight, the estimate is worth one chain.',
  hints: [
    'Ẑ = Z₀ · mean of e^w over the chains. Take the logarithm of both sides.',
    'e^801 overflows. Subtract the greatest weight first, and add it back after the logarithm.',
    'log Ẑ = log Z₀ + max + log( Σ e^(w − max) / n ).',
  ],
  solution: [
    '(logZ0: number, weights: number[]) => {',
    '  const most = Math.max(...weights);',
    '  const sum = weights.reduce((all, w) => all + Math.exp(w - most), 0);',
    '  return logZ0 + most + Math.log(sum / weights.length);',
    '}',
  ].join('\n'),
});
