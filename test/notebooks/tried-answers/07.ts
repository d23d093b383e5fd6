import * as tf from '@tensorflow/tfjs';
import { fooled, softmaxLoss, weightCount } from '../../../notebooks/exercises/07.js';
import { type TriedOfLesson, total } from './tried.js';

const chain = (widths: number[], rule: (n: number, m: number) => number) =>
  total(widths.slice(1).map((m, i) => rule(widths[i] ?? 0, m)));
const whole = (encoder: number[]) => [...encoder, ...encoder.slice(0, -1).reverse()];
const rows = (gap: number, step = 1) => [0, gap].flatMap((y) => [0, 1, 2, 3].map((x) => [step * x, y]));
const shares = (counts: number[]) => counts.map((n) => n / total(counts));
const stable = (u: number[]) => {
  const most = Math.max(...u);
  const log = most + Math.log(total(u.map((one) => Math.exp(one - most))));
  return u.map((one) => one - log);
};
const naive = (u: number[]) => u.map((one) => one - Math.log(total(u.map(Math.exp))));
const weigh = (weights: number[], logs: number[]) => -total(weights.map((w, j) => w * (logs[j] ?? 0)));
const loss = (of: (n: number[], u: number[]) => number) => of;

export const lesson07: TriedOfLesson = [
  [
    weightCount,
    [
      ['no biases', (e: number[]) => chain(whole(e), (n, m) => n * m), /biases out/],
      ['the encoder', (e: number[]) => chain(e, (n, m) => (n + 1) * m), /encoder alone/],
      ['the encoder twice', (e: number[]) => 2 * chain(e, (n, m) => (n + 1) * m), /doubled the encoder/],
      [
        'the code twice',
        (e: number[]) => chain([...e, ...[...e].reverse()], (n, m) => (n + 1) * m),
        /stands twice/,
      ],
      [
        'biases of the inputs',
        (e: number[]) => chain(whole(e), (n, m) => n * m) + total(whole(e)),
        /inputs have no biases/,
      ],
      [
        'biases before: in a symmetrical net as many',
        (e: number[]) => chain(whole(e), (n, m) => n * (m + 1)),
        'right',
      ],
      [
        'reversed in place',
        (e: number[]) => chain([...e, ...e.reverse().slice(1)], (n, m) => (n + 1) * m),
        /changes its argument number 1/,
      ],
      ['one off', (e: number[]) => chain(whole(e), (n, m) => (n + 1) * m) - 1, 'offset'],
      [
        'off by 200 for the large one',
        (e: number[]) => chain(whole(e), (n, m) => (n + 1) * m) + (e.length > 3 ? 200 : 0),
        'plain',
      ],
      ['32', () => 32, 'plain'],
      ['the widths', whole, 'shape'],
      [
        'beyond the end',
        (e: number[]) => e.reduce((sum, n, i) => sum + n * (e[i + 1] as number), 0),
        /reads place \[2\] of a list of 2/,
      ],
      ['the encoder’s weights', (e: number[]) => chain(e, (n, m) => n * m), /weights of the encoder alone/],
      ['one bias a layer', (e: number[]) => chain(whole(e), (n, m) => n * m + 1), /one bias/],
    ],
  ],
  [
    fooled,
    [
      ['two rows', rows(1.1), 'right'],
      ['two long columns', rows(1.05).map(([x, y]) => [y, x]), 'right'],
      ['a tensor', tf.tensor2d(rows(1.1)), 'right'],
      ['far apart', rows(20), /silhouette is still 0\.[89].*longer, or move/],
      ['a little too far', rows(2), /silhouette is still.*longer/],
      ['too near', rows(0.9), /point 1 has the other class/],
      ['just as near', rows(1), /or is as near/],
      [
        'pairs in place of rows',
        [0, 1, 2, 3].flatMap((x) => [0, 1.1].map((y) => [x, y])),
        /Points 1 to 4 are one class/,
      ],
      ['all on a line', [0, 1, 2, 3, 4.5, 5.5, 6.5, 7.5].map((x) => [x, 0]), /less than half as far/],
      ['six', rows(1.1).slice(0, 6), /eight points/],
      ['three coordinates', rows(1.1).map((p) => [...p, 0]), /eight points/],
      ['NaN', rows(Number.NaN), /eight points/],
      ['all on one spot', rows(0, 0), /or is as near/],
      ['a text', 'two rows', /eight points/],
      ['a function', () => rows(1.1), /eight points/],
    ],
  ],
  [
    softmaxLoss,
    [
      ['by shares', loss((n, u) => -total(shares(n).map((p, j) => p * (stable(u)[j] ?? 0)))), 'right'],
      ['counts', loss((n, u) => weigh(n, stable(u))), /Divide them by their sum/],
      ['bits', loss((n, u) => weigh(shares(n), stable(u)) / Math.LN2), /in bits/],
      ['sign', loss((n, u) => -weigh(shares(n), stable(u))), /^.*The sign: L is/],
      ['overflow', loss((n, u) => weigh(shares(n), naive(u))), /Right for small logits/],
      [
        'overflow, softmax first',
        loss((n, u) =>
          weigh(
            shares(n),
            u.map((one) => Math.log(Math.exp(one) / total(u.map(Math.exp)))),
          ),
        ),
        /Right for small logits/,
      ],
      ['overflow and counts', loss((n, u) => weigh(n, naive(u))), /weighed by the counts/],
      [
        'logistic',
        loss((n, u) =>
          weigh(
            shares(n),
            u.map((one) => -Math.log(1 + Math.exp(-one))),
          ),
        ),
        /logistic function/,
      ],
      ['no softmax', loss((n, u) => weigh(shares(n), u)), /took the logits/],
      [
        'softmax, then its logarithm',
        loss((n, u) => weigh(shares(n), stable(u).map(Math.exp).map(Math.log))),
        /Right for small logits/,
      ],
      [
        'a tiny number added',
        loss((n, u) =>
          weigh(
            shares(n),
            stable(u).map((one) => Math.log(Math.exp(one) + 1e-12)),
          ),
        ),
        /needs no such number/,
      ],
      [
        'the greatest forgotten',
        loss((n, u) =>
          weigh(
            shares(n),
            stable(u).map((one) => one + Math.max(...u)),
          ),
        ),
        /did not add it again/,
      ],
      ['exchanged', loss((n, u) => weigh(stable(u).map(Math.exp), shares(n).map(Math.log))), /are exchanged/],
      ['no logarithm', loss((n, u) => weigh(shares(n), stable(u).map(Math.exp))), /logarithm is missing/],
      ['a mean over words', loss((n, u) => weigh(shares(n), stable(u)) / n.length), 'plain'],
      [
        'undefined',
        loss((n, u) => -total(n.map((one, j) => one * (u[j + 1] as number)))),
        /reads place \[3\] of a list of 3/,
      ],
      [
        'one each',
        (n: number[], u: number[]) => shares(n).map((p, j) => -p * (stable(u)[j] ?? 0)),
        /The sum over axis 0 is missing/,
      ],
      ['zero', () => 0, 'plain'],
      ['log 3', () => Math.log(3), 'plain'],
    ],
  ],
];
