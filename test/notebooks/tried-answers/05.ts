import * as tf from '@tensorflow/tfjs';
import { criterion, honestBits, unit } from '../../../notebooks/exercises/05.js';
import type { TriedOfLesson } from './tried.js';

type Rule = (sizes: number[], excess: number[], share: number) => unknown;
const bound = (excess: number[], share: number) => (1 + share) * (excess.at(-1) ?? 0);
const within =
  (boundOf: (excess: number[], share: number) => number): Rule =>
  (sizes, excess, share) =>
    sizes.find((_, i) => (excess[i] ?? 0) <= boundOf(excess, share));
type Bits = (latentDim: number, bits: number, weights: number, images: number) => unknown;

export const lesson05: TriedOfLesson = [
  [
    unit,
    [
      ['divided', (p: number, n: number) => p / n, /You divided/],
      ['784 always', (p: number) => p * 784, /Not every image/],
      ['as it was', (p: number) => p, /mean as it was/],
      ['the pixels', (_: number, n: number) => n, 'plain'],
      ['a root', (p: number, n: number) => p * Math.sqrt(n), /not by its root/],
      ['added', (p: number, n: number) => p + n, /added the number/],
      ['reversed', (p: number, n: number) => -p * n, 'sign'],
      ['one pixel less', (p: number, n: number) => p * (n - 1), 'plain'],
      ['in bits', (p: number, n: number) => (p * n) / Math.LN2, 'factor'],
      ['a text', (p: number, n: number) => (p * n).toFixed(3), 'kind'],
      ['rounded', (p: number, n: number) => Math.round(p * n), 'plain'],
      ['72.912', () => 72.912, 'plain'],

      ['a tensor', (p: number, n: number) => tf.scalar(p * n), 'right'],
      ['a hair more', (p: number, n: number) => p * n + 1e-12, 'right'],
      ['pixels over loss', (p: number, n: number) => n / p, 'plain'],
      ['a power', (p: number, n: number) => p ** n, 'plain'],
      ['n squared', (p: number, n: number) => p * n * n, 'plain'],
      ['half', (p: number, n: number) => (p * n) / 2, 'half'],
      ['a hundred times', (p: number, n: number) => 100 * p * n, 'factor'],
      ['grey of 255', (p: number, n: number) => 255 * p * n, /255 times/],
      ['per pixel again', (p: number, n: number) => (p / 784) * n, 'pixels'],
      ['in a list', (p: number, n: number) => [p * n], 'shape'],
      ['no return', (p: number, n: number) => void (p * n), 'nothing'],
      ['a value', 72.912, 'kind'],
    ],
  ],
  [
    criterion,
    [
      [
        'a loop',
        ((s, e, share) => {
          for (let i = 0; i < s.length; i++) if ((e[i] ?? 0) <= bound(e, share)) return s[i];
          return undefined;
        }) as Rule,
        'right',
      ],
      [
        'the excess',
        ((_, e, share) => e.find((one) => one <= bound(e, share))) as Rule,
        /returned an excess/,
      ],
      [
        'the place',
        ((_, e, share) => e.findIndex((one) => one <= bound(e, share))) as Rule,
        /place in the list/,
      ],
      [
        'the place from 1',
        ((_, e, share) => e.findIndex((one) => one <= bound(e, share)) + 1) as Rule,
        /place in the list/,
      ],
      ['the first', ((s) => s[0]) as Rule, /first size/],
      ['the last', ((s) => s.at(-1)) as Rule, /last size/],
      ['the share added', within((e, share) => (e.at(-1) ?? 0) + share), /added the share/],
      ['of the least', within((e, share) => (1 + share) * Math.min(...e)), /need not be the least/],
      ['no share', within((e) => e.at(-1) ?? 0), /share makes no difference/],
      ['strictly', ((s, e, share) => s.find((_, i) => (e[i] ?? 0) < bound(e, share))) as Rule, /use <=/],
      ['share times', within((e, share) => share * (e.at(-1) ?? 0)), 'nothing'],
      ['of the first', within((e, share) => (1 + share) * (e[0] ?? 0)), /first size/],
      [
        'filter, not find',
        ((s, e, share) => s.filter((_, i) => (e[i] ?? 0) <= bound(e, share))) as Rule,
        'shape',
      ],
      [
        'excess at length',
        ((s, e, share) => s.find((_, i) => (e[i] ?? 0) <= (1 + share) * (e[e.length] as number))) as Rule,
        'nothing',
      ],
      ['the first within 5 %', ((s, e) => s.find((_, i) => (e[i] ?? 0) <= bound(e, 0.05))) as Rule, 'plain'],
      ['32', (() => 32) as Rule, 'plain'],

      ['a filter', ((s, e, share) => s.filter((_, i) => (e[i] ?? 0) <= bound(e, share))[0]) as Rule, 'right'],
      [
        'a ratio',
        ((s, e, share) => s.find((_, i) => (e[i] ?? 0) / (e.at(-1) ?? 1) - 1 <= share)) as Rule,
        'right',
      ],
      [
        'the last that is within',
        ((s, e, share) => s.findLast((_, i) => (e[i] ?? 0) <= bound(e, share))) as Rule,
        /last size/,
      ],
      ['the other way', ((s, e, share) => s.find((_, i) => (e[i] ?? 0) >= bound(e, share))) as Rule, 'plain'],
      ['the least', ((s, e) => s[e.indexOf(Math.min(...e))]) as Rule, /size of the least excess/],
      ['per cent', within((e, share) => (1 + share / 100) * (e.at(-1) ?? 0)), /share makes no difference/],
      ['less the share', within((e, share) => (1 - share) * (e.at(-1) ?? 0)), 'nothing'],
      [
        'the next size',
        ((s, e, share) => s[e.findIndex((one) => one <= bound(e, share)) + 1]) as Rule,
        'plain',
      ],
      ['the bound', ((_, e, share) => bound(e, share)) as Rule, 'plain'],
      ['in a list', ((s, e, share) => [s.find((_, i) => (e[i] ?? 0) <= bound(e, share))]) as Rule, 'shape'],
      ['whether', ((_, e, share) => e.some((one) => one <= bound(e, share))) as Rule, 'kind'],
    ],
  ],
  [
    honestBits,
    [
      ['no decoder', ((n, b) => n * b) as Bits, /left the decoder out/],
      ['not shared', ((n, b, w) => n * b + 32 * w) as Bits, /once for all/],
      ['a bit a weight', ((n, b, w, m) => n * b + w / m) as Bits, /32-bit number/],
      ['bits of the code', ((n, b, w, m) => n * b + (b * w) / m) as Bits, /Only the code is rounded/],
      ['all divided', ((n, b, w, m) => (n * b + 32 * w) / m) as Bits, /code of its own/],
      ['all together', ((n, b, w, m) => n * b * m + 32 * w) as Bits, /all images together/],
      ['64 bits', ((n, b, w, m) => n * b + (64 * w) / m) as Bits, 'plain'],
      ['bytes', ((n, b, w, m) => (n * b + (32 * w) / m) / 8) as Bits, 'factor'],
      ['32 for every code', ((_, b, w, m) => 32 * b + (32 * w) / m) as Bits, 'plain'],
      ['the decoder alone', ((_, __, w, m) => (32 * w) / m) as Bits, 'plain'],
      ['no images', ((n, b, w, m) => n * b + (32 * w) / (m - 1000)) as Bits, 'infinite'],

      ['a tensor', ((n, b, w, m) => tf.scalar(n * b + (32 * w) / m)) as Bits, 'right'],
      ['4 bytes', ((n, b, w, m) => n * b + (4 * w) / m) as Bits, 'plain'],
      ['numbers and bits added', ((n, b, w, m) => n + b + (32 * w) / m) as Bits, 'plain'],
      ['levels', ((n, b, w, m) => n * 2 ** b + (32 * w) / m) as Bits, 'plain'],
      ['rounded up', ((n, b, w, m) => Math.ceil(n * b + (32 * w) / m)) as Bits, 'plain'],
      ['images over weights', ((n, b, w, m) => n * b + (32 * m) / w) as Bits, 'plain'],
      ["this lesson's decoder", ((n, b, _, m) => n * b + (32 * 25_872) / m) as Bits, 'plain'],
      ['a thousand images', ((n, b, w) => n * b + (32 * w) / 1000) as Bits, 'plain'],
      ['kilobytes', ((n, b, w, m) => (n * b + (32 * w) / m) / 8000) as Bits, 'factor'],
      ['raw', (() => 784 * 8) as Bits, 'plain'],
    ],
  ],
];
