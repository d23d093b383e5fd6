import { importanceBound, klBetween, slipsOfRuns } from '../../../notebooks/exercises/15.js';
import { type TriedOfLesson, total } from './tried.js';

type Divergence = (mu: number, sigma: number, m: number, s: number) => unknown;
const right = (mu: number, sigma: number, m: number, s: number) =>
  Math.log(s / sigma) + (sigma ** 2 + (mu - m) ** 2) / (2 * s ** 2) - 0.5;

type Bound = (logs: number[]) => unknown;
const exps = (logs: readonly number[], shift = 0) => logs.map((log) => Math.exp(log - shift));
const top = (logs: readonly number[]) => Math.max(...logs);

export const lesson15: TriedOfLesson = [
  [
    klBetween,
    [
      ['the standard prior', ((mu, sigma) => right(mu, sigma, 0, 1)) as Divergence, /own mean m/],
      ['exchanged', ((mu, sigma, m, s) => right(m, s, mu, sigma)) as Divergence, /exchanged q and p/],
      ['no −½', ((mu, sigma, m, s) => right(mu, sigma, m, s) + 0.5) as Divergence, /left out the −½/],
      [
        'no means',
        ((_mu, sigma, _m, s) => right(0, sigma, 0, s)) as Divergence,
        /left out the distance of the means/,
      ],
      [
        'no variance of q',
        ((mu, sigma, m, s) => Math.log(s / sigma) + (mu - m) ** 2 / (2 * s ** 2)) as Divergence,
        /holds the variance σ²/,
      ],
      [
        'the logarithm turned round',
        ((mu, sigma, m, s) => right(mu, sigma, m, s) - 2 * Math.log(s / sigma)) as Divergence,
        /logarithm has the wrong sign/,
      ],
      [
        'the sign of the means',
        ((mu, sigma, m, s) => right(mu, sigma, m, s) - (mu - m) ** 2 / s ** 2) as Divergence,
        /sign of \(μ − m\)²/,
      ],
      ['twice', ((mu, sigma, m, s) => 2 * right(mu, sigma, m, s)) as Divergence, /factor ½ is missing/],
      ['half', ((mu, sigma, m, s) => right(mu, sigma, m, s) / 2) as Divergence, 'half'],
      ['the whole sign', ((mu, sigma, m, s) => -right(mu, sigma, m, s)) as Divergence, 'sign'],
      [
        'not divided by s²',
        ((mu, sigma, m, s) => Math.log(s / sigma) + (sigma ** 2 + (mu - m) ** 2) / 2 - 0.5) as Divergence,
        /did not divide by s²/,
      ],
      [
        'deviations for variances',
        ((mu, sigma, m, s) => Math.log(s / sigma) + (sigma + (mu - m) ** 2) / (2 * s) - 0.5) as Divergence,
        /took deviations for variances/,
      ],
      [
        'the logarithm of variances',
        ((mu, sigma, m, s) => right(mu, sigma, m, s) + Math.log(s / sigma)) as Divergence,
        /logarithm is doubled/,
      ],
      ['nothing', (() => undefined) as Divergence, 'nothing'],
    ],
  ],
  [
    importanceBound,
    [
      [
        'as it stands',
        ((logs) => Math.log(total(exps(logs)) / logs.length)) as Bound,
        /is 0 for the machine/,
      ],
      ['the mean', ((logs) => total(logs) / logs.length) as Bound, /estimate of the ELBO/],
      ['a sum', ((logs) => top(logs) + Math.log(total(exps(logs, top(logs))))) as Bound, /sum for the mean/],
      ['a plain sum', ((logs) => Math.log(total(exps(logs)))) as Bound, /Two things/],
      ['the largest', top as Bound, /largest term alone/],
      [
        'not added again',
        ((logs) => Math.log(total(exps(logs, top(logs))) / logs.length)) as Bound,
        /did not add it again/,
      ],
      [
        'no logarithm, not added',
        ((logs) => total(exps(logs, top(logs))) / logs.length) as Bound,
        /Two steps are missing/,
      ],
      [
        'no logarithm',
        ((logs) => top(logs) + total(exps(logs, top(logs))) / logs.length) as Bound,
        /logarithm of the mean is missing/,
      ],
      ['the mean weight', ((logs) => total(exps(logs)) / logs.length) as Bound, /mean of the weights/],
      [
        'another shift',
        ((logs) => {
          const first = logs[0] ?? 0;
          return first + Math.log(total(exps(logs, first)) / logs.length);
        }) as Bound,
        'right',
      ],
      [
        'the sign',
        ((logs) => -top(logs) - Math.log(total(exps(logs, top(logs))) / logs.length)) as Bound,
        'sign',
      ],
    ],
  ],
  [
    slipsOfRuns,
    [
      ['B and D exchanged', [3, 2, 4, 1], /Look at step 1/],
      ['in order', [1, 2, 3, 4], /Begin with C/],
      ['runs for slips', [2, 4, 1, 3], /runs in the order of the slips/],
      ['A and B exchanged', [1, 3, 4, 2], /sign of σ² turned round, σ grows/],
      ['A and D exchanged', [2, 1, 4, 3], /whole sign turned round σ grows too/],
      ['from 0', [2, 0, 3, 1], /numbers of the four slips, 1 to 4/],
      ['one twice', [3, 1, 4, 1], /named one twice/],
      ['three', [3, 1, 4], 'shape'],
      ['letters', ['C', 'A', 'D', 'B'], 'kind'],
      ['right', [3, 1, 4, 2], 'right'],
    ],
  ],
];
