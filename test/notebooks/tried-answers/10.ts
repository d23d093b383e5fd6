import { bookWeight, deadCount, kLargest, klPenalty } from '../../../notebooks/exercises/10.js';
import { type TriedOfLesson, total } from './tried.js';

type Keep = (a: number[], k: number) => unknown;
const down = (a: readonly number[]) => [...a].sort((p, q) => q - p);
const keep =
  (least: (a: number[], k: number) => number, rank = (value: number) => value): Keep =>
  (a, k) =>
    a.map((value) => (rank(value) >= least(a, k) ? value : 0));
const nth = (a: number[], n: number) => down(a)[n] ?? Number.NEGATIVE_INFINITY;

type Penalty = (codes: number[][], rho: number) => unknown;
const kl = (p: number, q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
const meansOf = (codes: number[][]) =>
  (codes[0] ?? []).map((_, j) => total(codes.map((row) => row[j] ?? 0)) / codes.length);
const ofMeans =
  (rule: (rho: number, mean: number) => number): Penalty =>
  (codes, rho) =>
    total(meansOf(codes).map((mean) => rule(rho, mean)));

type Count = (codes: number[][], threshold: number) => unknown;
const units =
  (rule: (unit: number[], threshold: number) => boolean): Count =>
  (codes, threshold) =>
    (codes[0] ?? []).filter((_, j) =>
      rule(
        codes.map((row) => row[j] ?? 0),
        threshold,
      ),
    ).length;

export const lesson10: TriedOfLesson = [
  [
    kLargest,
    [
      ['by the k-th', keep((a, k) => nth(a, k - 1)), 'right'],
      [
        'by ranks',
        ((a, k) => a.map((value) => (a.filter((other) => other > value).length < k ? value : 0))) as Keep,
        'right',
      ],
      ['farthest from 0', keep((a, k) => nth(a.map(Math.abs), k - 1), Math.abs), /farthest from 0/],
      ['one too many', keep((a, k) => nth(a, k)), /one number too many/],
      ['one too few', keep((a, k) => (k > 1 ? nth(a, k - 2) : Infinity)), /one number too few/],
      ['strictly above', ((a, k) => a.map((v) => (v > nth(a, k - 1) ? v : 0))) as Keep, /one number too few/],
      [
        'a ReLU after it',
        ((a, k) => a.map((v) => (v >= nth(a, k - 1) ? Math.max(0, v) : 0))) as Keep,
        /There is no ReLU/,
      ],
      ['which', ((a, k) => a.map((v) => (v >= nth(a, k - 1) ? 1 : 0))) as Keep, /which are kept/],
      ['the largest alone', ((a, k) => down(a).slice(0, k)) as Keep, /each in its place/],
      ['the first', ((a, k) => a.map((v, j) => (j < k ? v : 0))) as Keep, /first k/],
      ['the smallest', ((a, k) => a.map((v) => (v <= nth(a, a.length - k) ? v : 0))) as Keep, /smallest/],
      [
        'a sort that changes the list',
        ((a, k) => {
          const least = a.sort((p, q) => q - p)[k - 1] ?? 0;
          return a.map((v) => (v >= least ? v : 0));
        }) as Keep,
        /sort a copy/,
      ],
      ['sorted upwards', keep((a, k) => nth(a, a.length - k)), /k-th smallest/],
      ['all', ((a) => a) as Keep, 'plain'],
      ['two always', keep((a) => nth(a, 1)), 'plain'],
      [
        'sorted as text',
        ((a, k) => {
          const least = [...a].sort().reverse()[k - 1] ?? 0;
          return a.map((v) => (v >= least ? v : 0));
        }) as Keep,
        'plain',
      ],
      [
        'places',
        ((a, k) =>
          down(a)
            .slice(0, k)
            .map((v) => a.indexOf(v))) as Keep,
        'shape',
      ],
      ['a sum', ((a, k) => total(down(a).slice(0, k))) as Keep, 'shape'],
    ],
  ],
  [
    klPenalty,
    [
      ['in one line', ofMeans(kl), 'right'],
      ['+ 1e-12', ofMeans((rho, mean) => kl(rho, mean + 1e-12)), 'right'],
      ['reversed', ofMeans((rho, mean) => kl(mean, rho)), /The wish comes first/],
      ['one half', ofMeans((rho, mean) => rho * Math.log(rho / mean)), /one half/],
      ['bits', ofMeans((rho, mean) => kl(rho, mean) / Math.LN2), /bits/],
      [
        'a mean over units',
        ((codes, rho) => total(meansOf(codes).map((m) => kl(rho, m))) / meansOf(codes).length) as Penalty,
        /sum over hidden units/,
      ],
      [
        'means of the examples',
        ((codes, rho) => total(codes.map((row) => kl(rho, total(row) / row.length)))) as Penalty,
        /mean over the examples/,
      ],
      [
        'one mean for all',
        ((codes, rho) => kl(rho, total(codes.flat()) / codes.flat().length)) as Penalty,
        /Each unit has its own/,
      ],
      [
        'KL of each activation',
        ((codes, rho) => total(codes.flat().map((h) => kl(rho, h))) / codes.length) as Penalty,
        /First comes the mean/,
      ],
      ['the sign', ofMeans((rho, mean) => -kl(rho, mean)), /never negative/],
      ['a list', ((codes, rho) => meansOf(codes).map((m) => kl(rho, m))) as Penalty, 'reduction'],
      [
        'sums for means',
        ((codes, rho) => total(meansOf(codes).map((m) => kl(rho, m * codes.length)))) as Penalty,
        'NaN',
      ],
      [
        'no weight before the second',
        ofMeans((rho, mean) => rho * Math.log(rho / mean) + Math.log((1 - rho) / (1 - mean))),
        /left out 1 − ρ/,
      ],
      [
        'subtracted',
        ofMeans((rho, mean) => rho * Math.log(rho / mean) - (1 - rho) * Math.log((1 - rho) / (1 - mean))),
        /Both are added/,
      ],
      [
        'cross-entropy',
        ofMeans((rho, mean) => -rho * Math.log(mean) - (1 - rho) * Math.log(1 - mean)),
        /This is cross-entropy/,
      ],
      [
        'the second ratio upside down',
        ofMeans((rho, mean) => rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - mean) / (1 - rho))),
        /stands on top/,
      ],
      [
        'the first ratio upside down',
        ofMeans((rho, mean) => rho * Math.log(mean / rho) + (1 - rho) * Math.log((1 - rho) / (1 - mean))),
        /first side .* wrong sign/,
      ],
      [
        'the second side alone',
        ofMeans((rho, mean) => (1 - rho) * Math.log((1 - rho) / (1 - mean))),
        /left out the first/,
      ],
      ['squares', ofMeans((rho, mean) => (rho - mean) ** 2), 'plain'],
      ['twice', ofMeans((rho, mean) => 2 * kl(rho, mean)), 'double'],
      ['zero', () => 0, 'plain'],
      ['a missing return', () => undefined, 'nothing'],
    ],
  ],
  [
    bookWeight,
    [
      ['divided', (a: number, beta: number) => beta / a, 'right'],
      ['by the reciprocal', (a: number, beta: number) => beta * (1 / a), 'right'],
      ['multiplied', (a: number, beta: number) => a * beta, /You multiplied/],
      ['upside down', (a: number, beta: number) => a / beta, /Upside down/],
      ['two', (_: number, beta: number) => 2 * beta, /½ alone/],
      ['unchanged', (_: number, beta: number) => beta, /left β/],
      ['twice divided', (a: number, beta: number) => beta / a ** 2, /Divide once/],
      ['subtracted', (a: number, beta: number) => beta - a, 'plain'],
      ['added', (a: number, beta: number) => beta + a, 'plain'],
      ['half of it', (a: number, beta: number) => beta / (2 * a), 'half'],
      ['double', (a: number, beta: number) => (2 * beta) / a, 'double'],
      ['six', () => 6, 'plain'],
      ['784', (_: number, beta: number) => 784 * beta, 'plain'],
      ['a text', (a: number, beta: number) => String(beta / a), 'kind'],
    ],
  ],
  [
    deadCount,
    [
      ['columns', units((unit, t) => unit.every((h) => Math.abs(h) <= t)), 'right'],
      ['by the largest', units((unit, t) => Math.max(...unit.map(Math.abs)) <= t), 'right'],
      ['the living', units((unit, t) => unit.some((h) => Math.abs(h) > t)), /alive/],
      ['off now and then', units((unit, t) => unit.some((h) => Math.abs(h) <= t)), /off for some/],
      ['no absolute value', units((unit, t) => unit.every((h) => h <= t)), /absolute value/],
      ['strictly', units((unit, t) => unit.every((h) => Math.abs(h) < t)), /exactly at it/],
      ['the mean', units((unit, t) => Math.abs(total(unit) / unit.length) <= t), /compared the mean/],
      ['the mean of |h|', units((unit, t) => total(unit.map(Math.abs)) / unit.length <= t), /mean of \|h\|/],
      ['the sum of |h|', units((unit, t) => total(unit.map(Math.abs)) <= t), /sum of \|h\|/],
      ['the sum', units((unit, t) => Math.abs(total(unit)) <= t), 'plain'],
      ['zero', units((unit) => unit.every((h) => h === 0)), /Use the threshold/],
      [
        'rows',
        ((codes, t) => codes.filter((row) => row.every((h) => Math.abs(h) <= t)).length) as Count,
        /counted examples/,
      ],
      [
        'a share',
        ((codes, t) =>
          Number(units((unit) => unit.every((h) => Math.abs(h) <= t))(codes, t)) /
          (codes[0]?.length ?? 1)) as Count,
        /their share/,
      ],
      ['numbers', ((codes, t) => codes.flat().filter((h) => Math.abs(h) <= t).length) as Count, 'plain'],
      [
        'a list',
        ((codes, t) =>
          (codes[0] ?? []).map((_, j) => Number(codes.every((row) => Math.abs(row[j] ?? 0) <= t)))) as Count,
        'reduction',
      ],
      ['none', () => 0, 'plain'],
      [
        'the first example',
        ((codes, t) => codes[0]?.filter((h) => Math.abs(h) <= t).length) as Count,
        'plain',
      ],
    ],
  ],
];
