// The exercises of lesson 10, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';
import { columns, mean, total } from './vectors.js';

/** The list with its k largest numbers kept, all others 0. */
const kept =
  (rank: (value: number) => number, extra = 0) =>
  (a: readonly number[], k: number) => {
    const ranks = a.map(rank);
    const order = ranks.toSorted((left, right) => right - left);
    const least = order[k + extra - 1] ?? (k + extra < 1 ? Infinity : -Infinity);
    return a.map((value, j) => ((ranks[j] ?? 0) >= least ? value : 0));
  };
const largest = kept((value) => value);

/** A k-sparse code by hand. */
export const kLargest = exercise('10.kLargest', {
  cases: [
    { a: [0.5, 2, 1, -3, 0.25], k: 2, when: 'for (0.5, 2, 1, −3, 0.25) and k = 2' },
    { a: [-1, -0.5, 4], k: 2, when: 'for (−1, −0.5, 4) and k = 2, where one of the two is negative' },
    { a: [1.5, 0.75, 3, 2.5, -0.2, 0.1], k: 3, when: 'for six sums and k = 3' },
    { a: [-2, 7], k: 1, when: 'for (−2, 7) and k = 1' },
    { a: [0.3, -0.6, 0.9], k: 3, when: 'for k = 3 of three: all are kept' },
  ].map(({ a, k, when }) => ({ arguments: [a, k], values: largest(a, k), when })),
  mistakes: [
    {
      rule: kept(Math.abs),
      say: 'You kept the numbers farthest from 0. A k-sparse code keeps the largest: −3 is smaller than 0.25.',
    },
    { rule: kept((value) => -value), say: 'You kept the smallest. Sort from the largest down.' },
    {
      rule: (a: number[], k: number) => {
        const least = a.toSorted((left, right) => left - right)[k - 1] ?? 0;
        return a.map((value) => (value >= least ? value : 0));
      },
      say: 'You compared with the k-th smallest: the list was sorted upwards. Sort it downwards, `q - p`.',
    },
    { rule: kept((value) => value, 1), say: 'You kept one number too many.' },
    { rule: kept((value) => value, -1), say: 'You kept one number too few.' },
    {
      rule: (a: number[], k: number) => largest(a, k).map((value) => Math.max(0, value)),
      say: 'You set kept negative numbers to 0. There is no ReLU: what is kept is kept as it is.',
    },
    {
      rule: (a: number[], k: number) => largest(a, k).map((value) => (value === 0 ? 0 : 1)),
      say: 'You returned which are kept. The code holds their values.',
    },
    {
      rule: (a: number[], k: number) => a.toSorted((left, right) => right - left).slice(0, k),
      say: 'You returned the k largest alone. The code has as many numbers as there are units: the others are 0, each in its place.',
    },
    {
      rule: (a: number[], k: number) => a.map((value, j) => (j < k ? value : 0)),
      say: 'You kept the first k, not the largest k.',
    },
    {
      rule: (a: number[], k: number) =>
        a.toSorted((left, right) => right - left).map((value, j) => (j < k ? value : 0)),
      say: 'Your code is sorted: each number belongs in its own place. (`a.sort` changes `a` itself; sort a copy, `[...a]`.)',
    },
  ],
  right: 'The choice is the only bend of the whole net.',
  hints: [
    'Find the k-th largest number first; then walk through the list once.',
    '`const least = [...a].sort((p, q) => q - p)[k - 1]` is the smallest number that is kept.',
    'Then `a.map((value) => (value >= least ? value : 0))`.',
  ],
  solution: [
    '(a: number[], k: number) => {',
    '  const least = [...a].sort((p, q) => q - p)[k - 1] ?? 0;',
    '  return a.map((value) => (value >= least ? value : 0));',
    '}',
  ].join('\n'),
});

const coins = (p: number, q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
const ofMeans =
  (rule: (rho: number, mean: number) => number, reduce = total) =>
  (codes: number[][], rho: number) =>
    reduce(columns(codes).map((unit) => rule(rho, mean(unit))));
const penalty = ofMeans(coins);

/** Σ_j KL(ρ‖ρ̂_j). */
export const klPenalty = exercise('10.klPenalty', {
  cases: [
    {
      codes: [
        [0.9, 0.1],
        [0.3, 0.1],
        [0.6, 0.7],
      ],
      ...{ rho: 0.2, when: 'for three examples of two units and ρ = 0.2' },
    },
    {
      codes: [
        [0.05, 0.2, 0.5, 0.45],
        [0.15, 0.6, 0.3, 0.05],
      ],
      ...{ rho: 0.1, when: 'for two examples of four units and ρ = 0.1' },
    },
    { codes: [[0.3], [0.5], [0.1]], rho: 0.3, when: 'for one unit whose mean is ρ' },
    { codes: [[0.75, 0.4, 0.2]], rho: 0.03, when: 'for a single example and ρ = 0.03' },
  ].map(({ codes, rho, when }) => ({
    ...{ arguments: [codes, rho], values: penalty(codes, rho), tolerance: 1e-5, when },
  })),
  mistakes: [
    {
      rule: ofMeans((rho, at) => coins(at, rho)),
      say: 'You took KL(ρ̂‖ρ). The wish comes first: KL(ρ‖ρ̂), with ρ before the logarithms.',
    },
    {
      rule: ofMeans((rho, at) => rho * Math.log(at / rho) + (1 - rho) * Math.log((1 - rho) / (1 - at))),
      say: 'The first side of the coin has the wrong sign: ρ stands on top, log(ρ / ρ̂).',
    },
    {
      rule: ofMeans((rho, at) => (1 - rho) * Math.log((1 - rho) / (1 - at))),
      say: 'You left out the first side of the coin, ρ log(ρ / ρ̂).',
    },
    {
      rule: ofMeans((rho, at) => rho * Math.log(rho / at)),
      say: 'You left out one half: a coin has two sides, ρ and 1 − ρ.',
    },
    {
      rule: ofMeans((rho, at) => rho * Math.log(rho / at) + Math.log((1 - rho) / (1 - at))),
      say: 'You left out 1 − ρ before the second logarithm.',
    },
    {
      rule: ofMeans((rho, at) => rho * Math.log(rho / at) - (1 - rho) * Math.log((1 - rho) / (1 - at))),
      say: 'The second side of the coin has the wrong sign. Both are added, and 1 − ρ stands on top: log((1 − ρ) / (1 − ρ̂)).',
    },
    {
      rule: ofMeans((rho, at) => -rho * Math.log(at) - (1 - rho) * Math.log(1 - at)),
      say: 'This is cross-entropy, which is not 0 where both agree. In KL the logarithms are of ρ / ρ̂ and of (1 − ρ) / (1 − ρ̂).',
    },
    {
      rule: ofMeans(coins, mean),
      say: 'You took the mean over the units. The penalty is the sum over hidden units.',
    },
    {
      rule: ofMeans((rho, at) => coins(rho, at) / Math.LN2),
      say: 'These are bits. The book counts in nats: use `Math.log`.',
    },
    {
      rule: (codes: number[][], rho: number) => total(codes.map((example) => coins(rho, mean(example)))),
      say: 'You took the mean over the units of each example. ρ̂ of a unit is its mean over the examples.',
    },
    {
      rule: (codes: number[][], rho: number) => coins(rho, mean(codes.flat())),
      say: 'You took one mean over all units. Each unit has its own ρ̂, and pays for itself.',
    },
    {
      rule: (codes: number[][], rho: number) =>
        total(codes.map((example) => total(example.map((h) => coins(rho, h))))) / codes.length,
      say: 'You took KL of each activation, and then the mean. First comes the mean over examples, then KL.',
    },
    {
      rule: (codes: number[][], rho: number) => -penalty(codes, rho),
      say: 'The sign is reversed: a divergence is never negative.',
    },
  ],
  right: 'Mean over examples, sum over hidden units: in this order.',
  hints: [
    'First ρ̂ of each unit: the mean of its column, over the examples.',
    'Then for each unit `rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean))`; add them up.',
    'A column: `codes.map((example) => example[j])`.',
  ],
  solution: [
    '(codes: number[][], rho: number) =>',
    '  (codes[0] ?? []).reduce((sum, _, j) => {',
    '    const mean = codes.reduce((all, example) => all + (example[j] ?? 0), 0) / codes.length;',
    '    return sum + rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean));',
    '  }, 0)',
  ].join('\n'),
});

/** The weight in this book's unit of a penalty that stands beside a · Σ (x − x̂)². */
export const bookWeight = exercise('10.bookWeight', {
  cases: [
    { arguments: [0.5, 3], values: 6, tolerance: 1e-6, when: 'for UFLDL, a = ½ and β = 3' },
    { arguments: [2, 5], values: 2.5, tolerance: 1e-6, when: 'for a = 2 and β = 5' },
    { arguments: [1, 0.7], values: 0.7, tolerance: 1e-6, when: 'for a loss that is this book’s already' },
    { arguments: [0.02, 0.01], values: 0.5, tolerance: 1e-6, when: 'for a mean over 50 pixels, a = 0.02' },
  ],
  mistakes: [
    { rule: (a: number, beta: number) => a * beta, say: 'You multiplied. Which factor makes a into 1?' },
    { rule: (a: number, beta: number) => a / beta, say: 'Upside down: divide the whole loss by a.' },
    { rule: (_: number, beta: number) => 2 * beta, say: 'That is right for a = ½ alone. Use a.' },
    { rule: (_: number, beta: number) => beta, say: 'You left β as it was. The loss before it has changed.' },
    { rule: (a: number, beta: number) => beta / a ** 2, say: 'Divide once: a is outside the square.' },
  ],
  right: 'For Keras’s mean over 784 pixels, a = 1/784, a weight of 0.01 becomes 7.84.',
  hints: [
    'A factor before the whole loss moves no minimum.',
    'Divide the whole loss by a: then 1 stands before the squared error, and before the penalty …',
  ],
  solution: '(a: number, beta: number) => beta / a',
});

export { deadCount } from './10-dead-units.js';
