import { copyCost, pairRepair, saltAndPepper, scoreOfGaussian } from '../../../notebooks/exercises/11.js';
import { type TriedOfLesson, total } from './tried.js';

type Spoil = (x: number[], u: number[], nu: number) => unknown;
const each =
  (rule: (value: number, u: number, nu: number) => unknown): Spoil =>
  (x, u, nu) =>
    x.map((value, i) => rule(value, u[i] ?? 0, nu));
type Cost = (x: number[], nu: number) => unknown;
const squares = (x: number[]) => total(x.map((value) => value ** 2));
const others = (x: number[]) => total(x.map((value) => (1 - value) ** 2));
type World = (n: number, p: number, nu: number) => unknown;
type Arrow = (seen: number, m: number, s2: number, sigma2: number) => unknown;

export const lesson11: TriedOfLesson = [
  [
    saltAndPepper,
    [
      [
        'a loop',
        ((x, u, nu) => {
          const out = [...x];
          for (let i = 0; i < x.length; i++)
            if ((u[i] ?? 0) < nu / 2) out[i] = 0;
            else if ((u[i] ?? 0) >= 1 - nu / 2) out[i] = 1;
          return out;
        }) as Spoil,
        'right',
      ],
      ['masking', each((v, u, nu) => (u < nu ? 0 : v)), /masking noise/],
      ['both ν', each((v, u, nu) => (u < nu ? 0 : u >= 1 - nu ? 1 : v)), /borders are ν and 1 − ν/],
      ['exchanged', each((v, u, nu) => (u < nu / 2 ? 1 : u >= 1 - nu / 2 ? 0 : v)), /exchanged/],
      ['pepper only', each((v, u, nu) => (u < nu / 2 ? 0 : v)), /no salt/],
      ['salt only', each((v, u, nu) => (u >= 1 - nu / 2 ? 1 : v)), /no pepper/],
      ['above, strictly', each((v, u, nu) => (u < nu / 2 ? 0 : u > 1 - nu / 2 ? 1 : v)), /use >=/],
      ['below, or at', each((v, u, nu) => (u <= nu / 2 ? 0 : u >= 1 - nu / 2 ? 1 : v)), /use </],
      ['salt beside pepper', each((v, u, nu) => (u < nu / 2 ? 0 : u < nu ? 1 : v)), /between ν\/2 and ν/],
      ['by the pixel', each((v, _, nu) => (v < nu / 2 ? 0 : v >= 1 - nu / 2 ? 1 : v)), /compared the pixel/],
      ['as it was', ((x) => x) as Spoil, /as it was/],
      ['the drawn numbers', ((_, u) => u) as Spoil, 'plain'],
      ['truth values', each((_, u, nu) => u < nu / 2), 'plain'],
      ['only those kept', ((x, u, nu) => x.filter((_, i) => (u[i] ?? 0) >= nu / 2)) as Spoil, 'shape'],
      ['drawn anew', each((v) => (v > 2 ? 0 : v)), /as it was/],
      ['no return', (() => undefined) as Spoil, 'nothing'],
    ],
  ],
  [
    copyCost,
    [
      ['two sums', ((x, nu) => (nu / 2) * (squares(x) + others(x))) as Cost, 'right'],
      ['masking', ((x, nu) => nu * squares(x)) as Cost, /masking noise/],
      ['ν for both', ((x, nu) => nu * (squares(x) + others(x))) as Cost, /half of what you have/],
      ['pepper alone', ((x, nu) => (nu / 2) * squares(x)) as Cost, /pepper alone/],
      ['salt alone', ((x, nu) => (nu / 2) * others(x)) as Cost, /salt alone/],
      [
        'a mean',
        ((x, nu) => ((nu / 2) * (squares(x) + others(x))) / x.length) as Cost,
        /mean over the pixels/,
      ],
      ['not squared', ((x, nu) => (nu / 2) * x.length) as Cost, /differences/],
      ['ν squared', ((x, nu) => (nu / 2) ** 2 * (squares(x) + others(x))) as Cost, /squared the probability/],
      [
        'one square',
        ((x, nu) => (nu / 2) * total(x.map((v) => (2 * v - 1) ** 2))) as Cost,
        /each of the two differences/,
      ],
      [
        'brackets forgotten',
        ((x, nu) => (nu / 2) * total(x.map((v) => v ** 2 + 1 - v ** 2))) as Cost,
        /1 − x² for/,
      ],
      ['no ν', ((x) => squares(x) + others(x)) as Cost, 'plain'],
      ['each pixel', ((x, nu) => x.map((v) => (nu / 2) * (v ** 2 + (1 - v) ** 2))) as Cost, 'reduction'],
      ['reversed', ((x, nu) => (-nu / 2) * (squares(x) + others(x))) as Cost, 'sign'],
    ],
  ],
  [
    pairRepair,
    [
      ['with a power', ((n, p, nu) => 1 / (1 + (1 - p) / (p * nu ** n))) as World, 'right'],
      ['one pixel', ((_, p, nu) => (p * nu) / (p * nu + 1 - p)) as World, /All n pixels/],
      ['n times ν', ((n, p, nu) => (p * n * nu) / (p * n * nu + 1 - p)) as World, /multiply/],
      [
        'kept, not masked',
        ((n, p, nu) => (p * (1 - nu) ** n) / (p * (1 - nu) ** n + 1 - p)) as World,
        /to be kept/,
      ],
      ['not divided', ((n, p, nu) => p * nu ** n) as World, /Divide/],
      ['p = ½', ((n, _, nu) => nu ** n / (1 + nu ** n)) as World, /p = ½/],
      ['the likelihood', ((n, _, nu) => nu ** n) as World, /reverse/],
      ['empty paper', ((n, p, nu) => (1 - p) / (p * nu ** n + 1 - p)) as World, /empty paper/],
      ['p', ((_, p) => p) as World, /without having looked/],
      ['odds', ((n, p, nu) => (p * nu ** n) / (1 - p)) as World, /odds/],
      [
        'νⁿ on both sides',
        ((n, p, nu) => (p * nu ** n) / (p * nu ** n + (1 - p) * nu ** n)) as World,
        /with ink alone/,
      ],
      [
        'n − 1',
        ((n, p, nu) => (p * nu ** (n - 1)) / (p * nu ** (n - 1) + 1 - p)) as World,
        /left one pixel out/,
      ],
      [
        'p exchanged',
        ((n, p, nu) => ((1 - p) * nu ** n) / ((1 - p) * nu ** n + p)) as World,
        /exchanged the two worlds/,
      ],
      [
        'ink drawn n times',
        ((n, p, nu) => (p * nu) ** n / ((p * nu) ** n + (1 - p) ** n)) as World,
        /ink is drawn once/,
      ],
      ['always 0', (() => 0) as World, 'plain'],
      ['always 1', (() => 1) as World, 'plain'],
      ['0.2', (() => 0.2) as World, 'plain'],
      ['in per cent', ((n, p, nu) => (100 * p * nu ** n) / (p * nu ** n + 1 - p)) as World, 'per cent'],
    ],
  ],
  [
    scoreOfGaussian,
    [
      [
        'in two steps',
        ((seen, m, s2, sigma2) => {
          const best = m + (s2 / (s2 + sigma2)) * (seen - m);
          return (best - seen) / sigma2;
        }) as Arrow,
        'right',
      ],
      ['the answer', ((x, m, s2, n2) => m + (s2 / (s2 + n2)) * (x - m)) as Arrow, /best answer itself/],
      [
        'the arrow',
        ((x, m, s2, n2) => m + (s2 / (s2 + n2)) * (x - m) - x) as Arrow,
        /score is the arrow divided/,
      ],
      ['not subtracted', ((x, m, s2, n2) => (m + (s2 / (s2 + n2)) * (x - m)) / n2) as Arrow, /begins there/],
      ['a root', ((x, m, s2, n2) => -(x - m) / Math.sqrt(s2 + n2)) as Arrow, /standard deviation/],
      ['squared again', ((x, m, s2, n2) => -(x - m) / (s2 ** 2 + n2 ** 2)) as Arrow, /squared the variances/],
      ['a product', ((x, m, s2, n2) => -(x - m) / (s2 * n2)) as Arrow, 'plain'],
      ['by σ', ((x, m, s2, n2) => (-Math.sqrt(n2) * (x - m)) / (s2 + n2)) as Arrow, /divided by σ\./],
      ['by σ⁴', ((x, m, s2, n2) => -(x - m) / (s2 + n2) / n2) as Arrow, /once too often/],
      ['clean data', ((x, m, s2) => -(x - m) / s2) as Arrow, /clean data/],
      ['a point', ((x, m, _, n2) => -(x - m) / n2) as Arrow, /single point/],
      ['no mean', ((x, _, s2, n2) => -x / (s2 + n2)) as Arrow, /left the mean out/],
      ['turned round', ((x, m, s2, n2) => (x - m) / (s2 + n2)) as Arrow, 'sign'],
      ['the logarithm', ((x, m, s2, n2) => -((x - m) ** 2) / (2 * (s2 + n2))) as Arrow, 'plain'],
      ['zero', (() => 0) as Arrow, 'plain'],
    ],
  ],
];
