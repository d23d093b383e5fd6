import {
  forwardLayer,
  leastCrossEntropy,
  parameterCount,
  squaredDelta,
} from '../../../notebooks/exercises/04.js';
import { type TriedOfLesson, total } from './tried.js';

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
type Layer = (M: number[][], bias: number[], v: number[]) => unknown;
const sums = (M: number[][], v: number[]) =>
  M.map((row) => total(row.map((weight, j) => weight * (v[j] ?? 0))));
const layer =
  (unit: (sum: number, bias: number[], i: number) => number): Layer =>
  (M, bias, v) =>
    sums(M, v).map((sum, i) => unit(sum, bias, i));
const each = (rule: (x: number, y: number) => number) => (x: number[], xHat: number[]) =>
  xHat.map((y, i) => rule(x[i] ?? 0, y));
const pixels = (rule: (p: number) => number) => (x: number[]) => total(x.map((p) => rule(p) + rule(1 - p)));
const clipped = (epsilon: number) => (x: number[]) =>
  total(
    x.map((p) => {
      const q = Math.min(1 - epsilon, Math.max(epsilon, p));
      return -p * Math.log(q) - (1 - p) * Math.log(1 - q);
    }),
  );
const chain = (rule: (before: number, units: number) => number) => (sizes: number[]) =>
  total(sizes.slice(1).map((units, i) => rule(sizes[i] ?? 0, units)));

export const lesson04: TriedOfLesson = [
  [
    forwardLayer,
    [
      ['no bend', layer((sum, b, i) => sum + (b[i] ?? 0)), /before the bend/],
      ['no bias', layer((sum) => sigmoid(sum)), /bias is missing/],
      ['the first bias', layer((sum, b) => sigmoid(sum + (b[0] ?? 0))), /first bias/],
      ['bias subtracted', layer((sum, b, i) => sigmoid(sum - (b[i] ?? 0))), /added, not subtracted/],
      ['sign in the exponent', layer((sum, b, i) => sigmoid(-sum - (b[i] ?? 0))), /sign in the exponent/],
      ['tanh', layer((sum, b, i) => Math.tanh(sum + (b[i] ?? 0))), /tanh/],
      ['relu', layer((sum, b, i) => Math.max(0, sum + (b[i] ?? 0))), /ReLU/],
      ['no brackets', layer((sum, b, i) => 1 / 1 + Math.exp(-sum - (b[i] ?? 0))), /brackets are missing/],
      ['the last bias', layer((sum, b) => sigmoid(sum + (b.at(-1) ?? 0))), 'plain'],
      ['bias outside σ', layer((sum, b, i) => sigmoid(sum) + (b[i] ?? 0)), 'plain'],
      [
        'columns of M',
        ((M, b, v) =>
          (M[0] ?? []).map((_, j) =>
            sigmoid(total(M.map((row, i) => (row[j] ?? 0) * (v[i] ?? 0))) + (b[j] ?? 0)),
          )) as Layer,
        'shape',
      ],
      ['one unit', ((M, b, v) => [sigmoid((sums(M, v)[0] ?? 0) + (b[0] ?? 0))]) as Layer, 'shape'],
      [
        'a row too far',
        ((M, b, v) =>
          M.map((row, i) =>
            sigmoid(total(row.map((w, j) => w * (v[j + 1] as number))) + (b[i] ?? 0)),
          )) as Layer,
        /reads place \[6\] of a list of 6/,
      ],
      ['halves', layer(() => 0.5), 'plain'],
      ['a missing return', layer(() => undefined as unknown as number), 'kind'],
      [
        'as 32-bit numbers',
        ((M, b, v) => Float32Array.from(sums(M, v), (sum, i) => sigmoid(sum + (b[i] ?? 0)))) as Layer,
        'right',
      ],
    ],
  ],
  [
    squaredDelta,
    [
      ['cross-entropy', each((x, y) => y - x), /δ of cross-entropy/],
      ['no σ′', each((x, y) => 2 * (y - x)), /multiply by σ′/],
      ['reversed', each((x, y) => 2 * (x - y) * y * (1 - y)), /sign is reversed: where/],
      ['no 2', each((x, y) => (y - x) * y * (1 - y)), /factor 2 from the square/],
      ['no 2, reversed', each((x, y) => (x - y) * y * (1 - y)), /Two things/],
      ['no 1 − x̂', each((x, y) => 2 * (y - x) * y), /The second is missing/],
      ['σ′ at the target', each((x, y) => 2 * (y - x) * x * (1 - x)), /taken at the output/],
      ['σ once more', each((x, y) => 2 * (y - x) * sigmoid(y) * (1 - sigmoid(y))), /into σ once more/],
      [
        'a mean',
        (x: number[], h: number[]) => each((a, y) => (2 * (y - a) * y * (1 - y)) / h.length)(x, h),
        /do not divide/,
      ],
      [
        'a sum',
        (x: number[], h: number[]) => total(each((a, y) => 2 * (y - a) * y * (1 - y))(x, h)),
        /return the list/,
      ],
      ['zeros', each(() => 0), 'plain'],
      ['all of x', each((x) => x), 'plain'],
      ['absolute', each((x, y) => Math.abs(2 * (y - x) * y * (1 - y))), 'plain'],
      ['+ 1e-12', each((x, y) => 2 * (y - x) * y * (1 - y) + 1e-12), 'right'],
      ['the loss', (x: number[], h: number[]) => total(each((a, y) => (y - a) ** 2)(x, h)), 'shape'],
      ['4 for 2', each((x, y) => 4 * (y - x) * y * (1 - y)), 'double'],
      ['1 + x̂', each((x, y) => 2 * (y - x) * y * (1 + y)), 'plain'],
    ],
  ],
  [
    leastCrossEntropy,
    [
      ['+ 1e-12', pixels((p) => -p * Math.log(p + 1e-12)), 'right'],
      ['+ 1e-7', pixels((p) => -p * Math.log(p + 1e-7)), 'right'],
      ['clipped at 1e-12', clipped(1e-12), 'right'],
      ['clipped as Keras does', clipped(1e-7), 'right'],
      ['+ 0.01', pixels((p) => -p * Math.log(p + 0.01)), 'plain'],
      ['0 · log 0', pixels((p) => -p * Math.log(p)), /no number for a computer/],
      ['bits', pixels((p) => (p === 0 ? 0 : -p * Math.log2(p))), /bits/],
      ['base 10', pixels((p) => (p === 0 ? 0 : -p * Math.log10(p))), /base 10/],
      ['base 10, unguarded', pixels((p) => -p * Math.log10(p)), /base 10/],
      ['ink alone', (x: number[]) => total(x.map((p) => (p === 0 ? 0 : -p * Math.log(p)))), /one half/],
      [
        'a mean',
        (x: number[]) => pixels((p) => (p === 0 ? 0 : -p * Math.log(p)))(x) / x.length,
        /took the mean/,
      ],
      ['reversed', pixels((p) => (p === 0 ? 0 : p * Math.log(p))), /sign is reversed: log/],
      ['zero', () => 0, 'plain'],
      ['squares', (x: number[]) => total(x.map((p) => p * (1 - p))), 'plain'],
      ['one each', (x: number[]) => x.map((p) => (p === 0 ? 0 : -p * Math.log(p))), 'shape'],
      [
        'a pixel too far',
        (x: number[]) => total(x.map((_, i) => -Math.log(x[i + 1] as number))),
        /reads place|undefined/,
      ],
      ['per cent', (x: number[]) => 100 * clipped(1e-12)(x), 'factor'],
    ],
  ],
  [
    parameterCount,
    [
      ['no biases', chain((n, m) => n * m), /These are the weights/],
      [
        'biases of inputs',
        (s: number[]) => chain((n, m) => (n + 1) * m)(s) + (s[0] ?? 0),
        /inputs have no biases/,
      ],
      ['biases before', chain((n, m) => n * (m + 1)), /units behind/],
      ['one bias a layer', chain((n, m) => n * m + 1), /one bias for each layer/],
      ['sizes added', total, /added the sizes/],
      ['one off', (s: number[]) => chain((n, m) => (n + 1) * m)(s) + 1, 'offset'],
      [
        'off by one for a large net',
        (s: number[]) => chain((n, m) => (n + 1) * m)(s) + (s.length > 4 ? 1 : 0),
        'plain',
      ],
      [
        'a loop too far',
        (s: number[]) => s.reduce((sum, n, i) => sum + (n + 1) * (s[i + 1] as number), 0),
        /reads place \[3\] of a list of 3/,
      ],
      ['times two', (s: number[]) => 2 * chain((n, m) => (n + 1) * m)(s), 'double'],
      ['the encoder', (s: number[]) => chain((n, m) => (n + 1) * m)(s.slice(0, 2)), 'plain'],
    ],
  ],
];
