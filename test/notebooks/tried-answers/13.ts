import { numbersPerLayer, pairedGain, shrinkage } from '../../../notebooks/exercises/13.js';
import { type TriedOfLesson, total } from './tried.js';

type Count = (sizes: number[]) => unknown;
const each =
  (count: (inputs: number, units: number) => number): Count =>
  (sizes) =>
    sizes.slice(1).map((units, k) => count(sizes[k] ?? 0, units));
const tied = (inputs: number, units: number) => inputs * units + inputs + units;

type Shrink = (units: number, deviation: number, layers: number) => unknown;
const power =
  (factor: (units: number, deviation: number) => number): Shrink =>
  (units, deviation, layers) =>
    factor(units, deviation) ** layers;

type Gain = (without: number[], pretrained: number[], t: number) => unknown;
const mean = (values: readonly number[]) => total(values) / values.length;
const spread = (values: readonly number[], lessOne = 1) =>
  Math.sqrt(total(values.map((value) => (value - mean(values)) ** 2)) / (values.length - lessOne));
const gains = (a: number[], b: number[]) => a.map((value, i) => value - (b[i] ?? 0));
const half = (values: number[], t: number) => (t * spread(values)) / Math.sqrt(values.length);

export const lesson13: TriedOfLesson = [
  [
    numbersPerLayer,
    [
      ['weights only', each((i, u) => i * u), /left out the biases, b and c/],
      ['no biases of the inputs', each((i, u) => i * u + u), /biases of the reconstruction/],
      ['no biases of the units', each((i, u) => i * u + i), /biases of the units/],
      ['untied', each((i, u) => 2 * i * u + i + u), /weights are tied/],
      [
        'pixels everywhere',
        ((sizes) => sizes.slice(1).map((u) => tied(sizes[0] ?? 0, u))) as Count,
        /Only layer 1/,
      ],
      [
        'all layers so far',
        ((sizes) => {
          const all = each(tied)(sizes) as number[];
          return all.map((_, k) => total(all.slice(0, k + 1)));
        }) as Count,
        /stand still/,
      ],
      ['the sum', ((sizes) => total(each(tied)(sizes) as number[])) as Count, /That is the sum/],
      ['the pixels too', ((sizes) => sizes.map((u, k) => tied(sizes[k - 1] ?? 0, u))) as Count, 'shape'],
      ['biases twice', each((i, u) => i * u + 2 * (i + u)), 'plain'],
      ['(i + 1)(u + 1)', each((i, u) => (i + 1) * (u + 1)), 'offset'],
      ['with a loop', each((i, u) => i * (u + 1) + u), 'right'],
    ],
  ],
  [
    shrinkage,
    [
      ['units, no root', power((n, s) => 0.25 * s * n), /grows by √units/],
      ['no units', power((_, s) => 0.25 * s), /fed by all units/],
      ['no slope', power((n, s) => s * Math.sqrt(n)), /left out the slope/],
      ['½ for the slope', power((n, s) => 0.5 * s * Math.sqrt(n)), /½ · ½ = ¼/],
      ['one layer', ((n, s) => 0.25 * s * Math.sqrt(n)) as Shrink, /factor of one layer/],
      [
        'times layers',
        ((n, s, layers) => layers * 0.25 * s * Math.sqrt(n)) as Shrink,
        /The layers multiply: take/,
      ],
      ['squared', power((n, s) => 0.0625 * s * s * n), /Take the root/],
      [
        'one layer fewer',
        ((n, s, layers) => (0.25 * s * Math.sqrt(n)) ** (layers - 1)) as Shrink,
        /one layer too few/,
      ],
      ['slope squared', power((n, s) => 0.0625 * s * Math.sqrt(n)), 'plain'],
      ['upside down', power((n, s) => 4 / (s * Math.sqrt(n))), 'plain'],
      ['by logarithms', ((n, s, l) => Math.exp(l * Math.log((s * Math.sqrt(n)) / 4))) as Shrink, 'right'],
    ],
  ],
  [
    pairedGain,
    [
      [
        'not paired',
        ((a, b, t) => [mean(a) - mean(b), Math.hypot(half(a, t), half(b, t))]) as Gain,
        /draw by draw/,
      ],
      ['the wrong way round', ((a, b, t) => [mean(gains(b, a)), half(gains(b, a), t)]) as Gain, /The sign/],
      [
        'n for n − 1',
        ((a, b, t) => [mean(gains(a, b)), (t * spread(gains(a, b), 0)) / Math.sqrt(a.length)]) as Gain,
        /divided the squares by n/,
      ],
      ['no root of n', ((a, b, t) => [mean(gains(a, b)), t * spread(gains(a, b))]) as Gain, /one draw/],
      [
        'n for its root',
        ((a, b, t) => [mean(gains(a, b)), (t * spread(gains(a, b))) / a.length]) as Gain,
        /not by n/,
      ],
      ['no t', ((a, b) => [mean(gains(a, b)), half(gains(a, b), 1)]) as Gain, /left t out/],
      ['the width', ((a, b, t) => [mean(gains(a, b)), 2 * half(gains(a, b), t)]) as Gain, /whole width/],
      [
        'the ends',
        ((a, b, t) => {
          const [m, h] = [mean(gains(a, b)), half(gains(a, b), t)];
          return [m - h, m + h];
        }) as Gain,
        /two ends/,
      ],
      ['the mean', ((a, b) => mean(gains(a, b))) as Gain, /That is the mean/],
      ['half an interval alone', ((a, b, t) => [half(gains(a, b), t)]) as Gain, 'shape'],
      ['always 4.3', ((a, b) => [mean(gains(a, b)), half(gains(a, b), 4.3)]) as Gain, 'plain'],
      ['right, with names', ((a, b, t) => [mean(a) - mean(b), half(gains(a, b), t)]) as Gain, 'right'],
    ],
  ],
];
