// The exercises of lesson 11, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';
import { total } from './vectors.js';

/** Salt and pepper, from numbers that were drawn: two borders. */
const spoiled =
  (isPepper: (u: number, nu: number) => boolean, isSalt: (u: number, nu: number) => boolean) =>
  (x: number[], u: number[], nu: number) =>
    x.map((value, i) => {
      const drawn = u[i] ?? Number.NaN;
      if (isPepper(drawn, nu)) return 0;
      return isSalt(drawn, nu) ? 1 : value;
    });
const below = (u: number, nu: number) => u < nu / 2;
const above = (u: number, nu: number) => u >= 1 - nu / 2;

/** Salt-and-pepper noise by hand. */
export const saltAndPepper = exercise('11.saltAndPepper', {
  cases: [
    { arguments: [[0.2, 0.6, 0.9, 0.4], [0.1, 0.5, 0.95, 0.19], 0.4], values: [0, 0.6, 1, 0] },
    { arguments: [[0.3, 0.7, 0.5], [0.04, 0.06, 0.96], 0.1], values: [0, 0.7, 1], when: 'for ν = 0.1' },
    {
      arguments: [[0.3, 0.8, 0.6], [0.25, 0.75, 0.5], 0.5],
      values: [0.3, 1, 0.6],
      when: 'where u lies exactly at a border',
    },
    { arguments: [[0.5, 0.1], [0, 0.999], 0], values: [0.5, 0.1], when: 'for ν = 0, no noise at all' },
  ],
  mistakes: [
    {
      rule: spoiled(
        (u, nu) => u < nu,
        () => false,
      ),
      say: 'That is masking noise: everything below ν became 0. Half of the share ν becomes 1.',
    },
    {
      rule: spoiled(
        (u, nu) => u < nu,
        (u, nu) => u >= 1 - nu,
      ),
      say: 'Each of the two has the probability ν / 2: your borders are ν and 1 − ν.',
    },
    {
      rule: spoiled(above, below),
      say: 'Salt and pepper are exchanged: a small u makes 0, a large one 1.',
    },
    {
      rule: spoiled(below, () => false),
      say: 'There is pepper and no salt: from 1 − ν/2 on a pixel becomes 1.',
    },
    { rule: spoiled(() => false, above), say: 'There is salt and no pepper: below ν/2 a pixel becomes 0.' },
    {
      rule: spoiled(below, (u, nu) => u > 1 - nu / 2),
      say: '"From 1 − ν/2 on" holds the border itself: use >=.',
    },
    {
      rule: spoiled((u, nu) => u <= nu / 2, above),
      say: '"Below ν/2" leaves the border out: use <. For ν = 0 nothing may be spoiled.',
    },
    {
      rule: spoiled(below, (u) => u >= 0.5),
      say: 'You made salt of all that lies above one half. The border is 1 − ν/2.',
    },
    {
      rule: spoiled(below, (u, nu) => u >= nu / 2 && u < nu),
      say: 'Your salt lies between ν/2 and ν. That is as likely, but here a pixel becomes 1 at the other end, from 1 − ν/2 on.',
    },
    {
      rule: (x: number[], _u: number[], nu: number) => spoiled(below, above)(x, x, nu),
      say: 'You compared the pixel with the borders. What decides is the number that was drawn for it, u[i].',
    },
    { rule: (x: number[]) => x, say: 'That is x as it was. Compare each u with ν/2 and with 1 − ν/2.' },
  ],
  right: 'One drawn number decides a pixel: two borders on the same line, ν/2 from either end.',
  hints: [
    'Go through the pixels with x.map((value, i) => …) and look at u[i].',
    'Three cases: u[i] < nu / 2, u[i] >= 1 - nu / 2, and all else.',
  ],
  solution: [
    '(x: number[], u: number[], nu: number) =>',
    '  x.map((value, i) => {',
    '    if (u[i] < nu / 2) return 0;',
    '    return u[i] >= 1 - nu / 2 ? 1 : value;',
    '  })',
  ].join('\n'),
});

const cost = (x: readonly number[], share: number, term: (value: number) => number) =>
  share * total(x.map(term));
const both = (value: number) => value ** 2 + (1 - value) ** 2;

/** The squared error to be expected of a copy under salt and pepper. */
export const copyCost = exercise('11.copyCost', {
  cases: [
    { arguments: [[0, 1, 0.5], 0.4], values: 0.5 },
    { arguments: [[0.2, 0.9], 0.1], values: 0.075, when: 'for two grey pixels and ν = 0.1' },
    { arguments: [[0, 0, 0, 0.3], 1], values: 1.79, when: 'for ν = 1' },
  ],
  mistakes: [
    {
      rule: (x: number[], nu: number) => cost(x, nu, (value) => value ** 2),
      say: 'That is masking noise. Half of the spoiled pixels become 1, and cost (1 − x)².',
    },
    {
      rule: (x: number[], nu: number) => cost(x, nu, both),
      say: 'Salt has the probability ν/2, and pepper has ν/2: half of what you have.',
    },
    {
      rule: (x: number[], nu: number) => cost(x, nu / 2, (value) => value ** 2),
      say: 'You counted the pepper alone. A pixel that becomes 1 costs (1 − x)².',
    },
    {
      rule: (x: number[], nu: number) => cost(x, nu / 2, (value) => (1 - value) ** 2),
      say: 'You counted the salt alone. A pixel that becomes 0 costs x².',
    },
    {
      rule: (x: number[], nu: number) => cost(x, nu / 2 / x.length, both),
      say: 'That is the mean over the pixels. This book sums over them.',
    },
    {
      rule: (x: number[], nu: number) => cost(x, nu / 2, (value) => value + Math.abs(1 - value)),
      say: 'Your two terms add up to 1 for each pixel: differences that are not squared, or 1 − x² for (1 − x)².',
    },
    {
      rule: (x: number[], nu: number) => cost(x, nu / 2, (value) => (value - (1 - value)) ** 2),
      say: 'Square each of the two differences by itself: x² where it becomes 0, (1 − x)² where it becomes 1.',
    },
    {
      rule: (x: number[], nu: number) => cost(x, (nu / 2) ** 2, both),
      say: 'You squared the probability. Only the difference is squared.',
    },
  ],
  right:
    'Each pixel by itself: ν/2 times x², plus ν/2 times (1 − x)². Added up, that is what the identity pays.',
  hints: [
    'What does one pixel cost if it becomes 0? If it becomes 1? If it stays?',
    'x², (1 − x)², and nothing. Weigh each with its probability.',
  ],
  solution: [
    '(x: number[], nu: number) =>',
    '  x.reduce((sum, value) => sum + (nu / 2) * (value ** 2 + (1 - value) ** 2), 0)',
  ].join('\n'),
});

type World = (n: number, p: number, nu: number) => number;
const posterior =
  (hidden: World): World =>
  (n, p, nu) =>
    (p * hidden(n, p, nu)) / (p * hidden(n, p, nu) + 1 - p);

/** E[x₁ | all zeros] in a world of n equal pixels. */
export const pairRepair = exercise('11.pairRepair', {
  range: [0, 1],
  cases: [
    { arguments: [2, 0.5, 0.5], values: 0.2 },
    { arguments: [1, 0.5, 0.5], values: 1 / 3, when: 'for a single pixel' },
    {
      arguments: [3, 0.2, 0.7],
      values: 0.343 / (0.343 + 4),
      tolerance: 1e-6,
      when: 'for n = 3, p = 0.2, ν = 0.7',
    },
    {
      arguments: [5, 0.9, 0.25],
      values: 9 / (9 + 1024),
      tolerance: 1e-6,
      when: 'for n = 5, p = 0.9, ν = 0.25',
    },
    { arguments: [4, 0.6, 1], values: 0.6, when: 'for ν = 1, where nothing can be seen' },
  ],
  mistakes: [
    { rule: posterior((_n, _p, nu) => nu), say: 'All n pixels were masked, each with probability ν: νⁿ.' },
    {
      rule: posterior((n, _p, nu) => n * nu),
      say: 'Independent events: probabilities multiply, νⁿ, and do not add.',
    },
    {
      rule: posterior((n, _p, nu) => (1 - nu) ** n),
      say: 'You took the probability to be kept. Zeros of an inked world come from pixels that were masked: νⁿ.',
    },
    {
      rule: posterior((n, _p, nu) => nu ** (n - 1)),
      say: 'You left one pixel out. All n are seen as 0, the first as well: νⁿ.',
    },
    {
      rule: ((n, p, nu) => (p * nu) ** n / ((p * nu) ** n + (1 - p) ** n)) satisfies World,
      say: 'The pixels are always equal, so ink is drawn once, with probability p. Only the masking is drawn n times.',
    },
    {
      rule: ((n, p, nu) => ((1 - p) * nu ** n) / ((1 - p) * nu ** n + p)) satisfies World,
      say: 'You exchanged the two worlds: ink has the probability p, empty paper 1 − p.',
    },
    {
      rule: ((n, p, nu) => p * nu ** n) satisfies World,
      say: 'That is the probability of ink and of all masked. Divide by the probability to see zeros at all.',
    },
    {
      rule: ((n, _p, nu) => nu ** n / (1 + nu ** n)) satisfies World,
      say: 'That holds for p = ½. Weigh the inked world with p, the empty one with 1 − p.',
    },
    {
      rule: ((n, _p, nu) => nu ** n) satisfies World,
      say: 'That is how likely zeros are if there is ink. Asked is the reverse: how likely ink is if there are zeros.',
    },
    {
      rule: ((n, p, nu) => 1 - posterior((m, _q, v) => v ** m)(n, p, nu)) satisfies World,
      say: 'That is the probability of empty paper. The pixel is 1 where there is ink.',
    },
    {
      rule: ((_n, p) => p) satisfies World,
      say: 'That is what you would answer without having looked. Zeros make ink less likely: empty paper shows them for sure, so νⁿ stands with ink alone.',
    },
    {
      rule: ((n, p, nu) => (p * nu ** n) / (1 - p)) satisfies World,
      say: 'Those are the odds, ink against empty paper. Divide by the sum of both instead.',
    },
    {
      rule: ((n, p, nu) => (posterior((m, _q, v) => v ** m)(n, p, nu) > 0.5 ? 1 : 0)) satisfies World,
      say: 'That is the likelier value. The squared error wants the mean: the probability of ink.',
    },
  ],
  right:
    'The more pixels say "zero", the surer the paper is empty: neighbours tell. At ν = 1 nothing is seen, and the answer is p.',
  hints: [
    'Two ways to see only zeros: ink, and all n pixels masked; or empty paper.',
    'Their probabilities: p · νⁿ and (1 − p) · 1.',
    'The answer is the share of the first in the sum of both.',
  ],
  solution: '(n: number, p: number, nu: number) => (p * nu ** n) / (p * nu ** n + 1 - p)',
});

export { scoreOfGaussian } from './11-score.js';
