import { decayStep, errorLeft, priorStrength } from '../../../notebooks/exercises/09.js';
import { type TriedOfLesson, total } from './tried.js';

type Step = (w: number, slope: number, rate: number, lambda: number) => unknown;
type Left = (variances: number[], lambda: number, k: number) => unknown;
type Strength = (s: number, tau: number, m: number) => unknown;

export const lesson09: TriedOfLesson = [
  [
    decayStep,
    [
      ['a share', ((w, g, r, l) => (1 - 2 * r * l) * w - r * g) as Step, 'right'],
      ['no 2', ((w, g, r, l) => w - r * (g + l * w)) as Step, /the 2 of the square/],
      ['the decay itself', ((w, g, r, l) => w - r * (g + l * w * w)) as Step, /follows its slope/],
      ['a square left', ((w, g, r, l) => w - r * (g + 2 * l * w * w)) as Step, /no square/],
      ['no decay', ((w, g, r) => w - r * g) as Step, /left the decay out/],
      ['uphill', ((w, g, r, l) => w + r * (g + 2 * l * w)) as Step, /uphill/],
      ['growing', ((w, g, r, l) => w - r * (g - 2 * l * w)) as Step, /lets the weight grow/],
      ['past the rate', ((w, g, r, l) => w - r * g - 2 * l * w) as Step, /the rate multiplies/],
      ['the way', ((w, g, r, l) => r * (g + 2 * l * w)) as Step, /how far the weight moves/],
      ['afterwards', ((w, g, r, l) => (1 - 2 * r * l) * (w - r * g)) as Step, /shrank the weight after/],
      ['the slope', ((w, g, _, l) => g + 2 * l * w) as Step, 'plain'],
      ['no bracket', ((w, g, r, l) => w - r * g + 2 * l * w) as Step, /bracket is missing/],
      ['decay alone', ((w, _, r, l) => w - r * 2 * l * w) as Step, /slope of L out/],
      ['rounded', ((w, g, r, l) => Math.round(10 * (w - r * (g + 2 * l * w))) / 10) as Step, 'plain'],
      ['no weight', ((_, g, r, l) => -r * (g + 2 * l)) as Step, 'plain'],
      ['nothing', (() => undefined) as Step, 'nothing'],
      ['a text', ((w, g, r, l) => String(w - r * (g + 2 * l * w))) as Step, 'kind'],
    ],
  ],
  [
    errorLeft,
    [
      [
        'in two sums',
        ((v, l, k) => {
          const code = v.slice(0, k).map((one) => one * (1 - Math.max(0, 1 - l / one)) ** 2);
          return total(code) + total(v.slice(k));
        }) as Left,
        'right',
      ],
      ['no k', ((v, l) => total(v.map((one) => (one > l ? l ** 2 / one : one)))) as Left, /at most/],
      [
        'survivors only',
        ((v, l, k) => total(v.slice(0, k).map((one) => (one > l ? l ** 2 / one : 0)))) as Left,
        /dropped/,
      ],
      [
        'no square',
        ((v, l, k) => total(v.map((one, i) => (i < k && one > l ? l : one)))) as Left,
        /its \*square\*/,
      ],
      [
        'survivors whole',
        ((v, l, k) => total(v.map((one, i) => (i < k && one > l ? 0 : one)))) as Left,
        /Survivors are shrunk/,
      ],
      [
        'what comes back',
        ((v, l, k) => total(v.slice(0, k).map((one) => one * Math.max(0, 1 - l / one) ** 2))) as Left,
        /comes back/,
      ],
      [
        'a negative share',
        ((v, l, k) => total(v.map((one, i) => (i < k ? l ** 2 / one : one)))) as Left,
        /not negative/,
      ],
      [
        'the whole loss',
        ((v, l, k) => total(v.map((one, i) => (i < k && one > l ? 2 * l - l ** 2 / one : one)))) as Left,
        /own part/,
      ],
      [
        'variance that does not come back',
        ((v, l, k) =>
          total(v.map((one, i) => one - one * (i < k ? Math.max(0, 1 - l / one) : 0) ** 2))) as Left,
        /v \(1 − s²\) of a survivor/,
      ],
      [
        'the code alone',
        ((v, l, k) => total(v.slice(0, k).map((one) => (one > l ? l ** 2 / one : one)))) as Left,
        /beyond the first k/,
      ],
      ['PCA', ((v, _, k) => total(v.slice(k))) as Left, /left the decay out/],
      ['everything', ((v) => total(v)) as Left, 'plain'],
      ['the shares', ((v, l) => v.map((one) => Math.max(0, 1 - l / one))) as Left, 'shape'],
      ['a count', ((v, l, k) => v.slice(0, k).filter((one) => one > l).length) as Left, 'plain'],
    ],
  ],
  [
    priorStrength,
    [
      ['a ratio squared', ((s, t, m) => (s / t) ** 2 / m) as Strength, 'right'],
      ['no m', ((s, t) => s ** 2 / t ** 2) as Strength, /left the number of examples out/],
      ['no squares', ((s, t, m) => s / (m * t)) as Strength, /standard deviations/],
      ['times m', ((s, t, m) => (m * s ** 2) / t ** 2) as Strength, /multiplied by m/],
      ['turned round', ((s, t, m) => t ** 2 / (m * s ** 2)) as Strength, /turned the fraction/],
      ['half', ((s, t, m) => s ** 2 / (2 * m * t ** 2)) as Strength, /cancel/],
      ['in nats', ((_, t, m) => 1 / (2 * m * t ** 2)) as Strength, /cross-entropy/],
      ['no noise', ((_, t, m) => 1 / (m * t ** 2)) as Strength, /noise s² is missing/],
      ['s once', ((s, t, m) => s / (m * t ** 2)) as Strength, /Square s/],
      ['τ once', ((s, t, m) => s ** 2 / (m * t)) as Strength, /Square τ/],
      ['m squared', ((s, t, m) => (s / (m * t)) ** 2) as Strength, /m is not/],
      ['times τ²', ((s, t, m) => (s ** 2 * t ** 2) / m) as Strength, 'plain'],
      ['a product', ((s, t, m) => s ** 2 * t ** 2 * m) as Strength, 'plain'],
    ],
  ],
];
