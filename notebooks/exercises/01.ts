// The exercises of lesson 01, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

const noPower =
  '`^` is no power in TypeScript: it compares the bits of two whole numbers. A power is written `**`.';

/** The share of the unit cube that lies within a margin of its surface: 1 − (1 − 2 margin)^d. */
export const cubePeel = exercise('01.cubePeel', {
  cases: [
    { arguments: [1, 0.1], values: 0.2, tolerance: 1e-6, when: 'for a line of length 1 and a margin of 0.1' },
    { arguments: [2, 0.1], values: 0.36, tolerance: 1e-6, when: 'for a square and a margin of 0.1' },
    { arguments: [3, 0.2], values: 0.784, tolerance: 1e-6, when: 'for a cube and a margin of 0.2' },
    {
      arguments: [784, 0.01],
      values: 1 - 0.98 ** 784,
      tolerance: 1e-6,
      when: 'for 784 dimensions and a margin of 0.01',
    },
  ],
  mistakes: [
    {
      rule: (d: number, margin: number) => 1 - (1 - margin) ** d,
      say: 'A line has two ends. The margin is lost on both sides.',
    },
    {
      rule: (d: number, margin: number) => 2 * d * margin,
      say: 'You added up the strips along all walls. They overlap in the corners: subtract the inside from 1.',
    },
    {
      rule: (d: number, margin: number) => (1 - 2 * margin) ** d,
      say: 'That is the inside that remains. The peel is the rest of the volume 1.',
    },
    {
      rule: (d: number, margin: number) => (2 * margin) ** d,
      say: 'That is a small cube of side 2 · margin. The peel is 1 minus the inside, whose side is 1 − 2 · margin.',
    },
    {
      rule: (_: number, margin: number) => 2 * margin,
      say: 'That is right on a line only. In d dimensions the inside is side^d.',
    },
    {
      rule: (d: number, margin: number) => 2 * (1 - (1 - margin) ** d),
      say: 'You doubled the peel of one side. The inside shrinks by the margin at both ends of every side.',
    },
    {
      rule: (d: number, margin: number) => (1 - (1 - 2 * margin)) ^ d,
      say: noPower,
    },
    {
      rule: (d: number, margin: number) => 1 - ((1 - 2 * margin) ^ d),
      say: noPower,
    },
  ],
  right: 'In 784 dimensions nearly every point of a cube has some coordinate within 1 % of an end.',
  hints: [
    'What is left when the peel is taken away? A smaller cube. How long is its side?',
    'The side shrinks by the margin at both ends: 1 − 2 · margin. The volume of a cube is side^d.',
    'The peel is 1 minus the volume of the inside.',
  ],
  solution: '(d: number, margin: number) => 1 - (1 - 2 * margin) ** d',
});

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const middle = (values: readonly number[]) => values[Math.floor(values.length / 2)] ?? Number.NaN;
const median = (values: readonly number[]) => middle(ascending(values));
const asTexts = (values: readonly number[]) => [...values].sort();
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The contrast of one query from its distances to the data. */
export const contrast = exercise('01.contrast', {
  cases: [
    { arguments: [[4, 1, 2]], values: 2, when: 'for the distances 4, 1, 2' },
    { arguments: [[9, 11, 30, 4, 12]], values: 11 / 4, when: 'for the distances 9, 11, 30, 4, 12' },
    { arguments: [[2.5, 0.5, 8, 0.75, 1.5]], values: 3, when: 'for the distances 2.5, 0.5, 8, 0.75, 1.5' },
    { arguments: [[5, 5, 5]], values: 1, when: 'where all distances are equal' },
  ],
  mistakes: [
    {
      rule: (distances: number[]) => Math.min(...distances) / median(distances),
      say: 'The fraction is upside down: the median stands above, the nearest below.',
    },
    {
      rule: (distances: number[]) => mean(distances) / Math.min(...distances),
      say: 'You took the mean. The median is the middle value of the sorted distances.',
    },
    {
      rule: (distances: number[]) => Math.max(...distances) / Math.min(...distances),
      say: 'You took the greatest distance. The median is the middle value of the sorted distances.',
    },
    ...[
      (distances: number[]) => middle(asTexts(distances)) / Math.min(...distances),
      (distances: number[]) => middle(asTexts(distances)) / (asTexts(distances)[0] ?? Number.NaN),
    ].map((rule) => ({
      rule,
      say: 'Sorted as texts, "11" comes before "4". Tell `sort` how to compare numbers: `sort((a, b) => a - b)`.',
    })),
    ...[
      (distances: number[]) => middle(distances) / Math.min(...distances),
      (distances: number[]) => middle(distances) / (distances[0] ?? Number.NaN),
    ].map((rule) => ({
      rule,
      say: 'Sort first: the middle of the list is the median only when the list is in order.',
    })),
    {
      rule: (distances: number[]) => median(distances) / Math.max(...distances),
      say: 'You divided by the greatest distance. The nearest is the least; sorted by `b - a`, it stands last.',
    },
    {
      rule: (distances: number[]) => median(distances) - Math.min(...distances),
      say: 'You subtracted. The contrast is a fraction: divide.',
    },
    { rule: median, say: 'That is the median. Divide it by the nearest distance.' },
  ],
  right: 'Where all distances are equal the contrast is 1: the nearest neighbour is no neighbour.',
  hints: [
    'Two numbers are needed: the least of the distances, and the middle one in order of size.',
    'Sort a copy with `[...distances].sort((a, b) => a - b)`. Without the arrow, `sort` compares texts, and "10" comes before "9".',
    'The middle of n sorted values has index `Math.floor(n / 2)`; the least has index 0.',
  ],
  solution: [
    '(distances: number[]) => {',
    '  const sorted = [...distances].sort((a, b) => a - b);',
    '  return (sorted[Math.floor(sorted.length / 2)] ?? 0) / (sorted[0] ?? 1);',
    '}',
  ].join('\n'),
});

type Points = (m: number, from: number, to: number, p: number) => number;
const keepingCases = (
  [
    [100, 1, 1, 2, 'for the same dimension twice'],
    [100, 1, 6, 2, 'for 100 points from 1 to 6 dimensions, p = 2'],
    [1000, 2, 8, 1, 'for 1,000 points from 2 to 8 dimensions, p = 1'],
    [50, 3, 7, 2, 'for 50 points from 3 to 7 dimensions, p = 2'],
    [20, 2, 4, 2, 'for 20 points from 2 to 4 dimensions, p = 2'],
  ] as const
).map(([m, from, to, p, when]) => ({
  ...{ arguments: [m, from, to, p] as const, values: m ** ((2 * p + to) / (2 * p + from)), when },
  tolerance: 1.01, // points are whole: rounding up is right, too
}));

/** Whether points, rounded or not, are too few or more than the next whole number above the right one. */
function faultOfRounding(answer: Points): string | undefined {
  for (const { arguments: given, values: exact, when } of keepingCases) {
    const [points, slack] = [answer(...given), 1e-6 * exact];
    if (points < exact - slack)
      return `Result ${when}: that is a little less than is needed. Where you round, round up: fewer points err more.`;
    if (points > Math.floor(exact) + 1 + slack)
      return `Result ${when}: that is more than the next whole number. Fewer points are enough.`;
  }
  return undefined;
}

/** How many points in `to` dimensions keep the error of m points in `from` dimensions, by Stone's rate. */
export const pointsNeeded = exercise('01.pointsNeeded', {
  cases: keepingCases,
  test: faultOfRounding,
  mistakes: [
    {
      rule: (m: number, from: number, to: number, p: number) => m ** ((2 * p + from) / (2 * p + to)),
      say: 'Fewer points in more dimensions? The exponent is upside down.',
    },
    {
      rule: (m: number, _: number, to: number, p: number) => m ** ((2 * p + to) / (2 * p + 1)),
      say: 'You took the points to be in one dimension. They are in `from`: the exponent has 2p + from below.',
    },
    {
      rule: (m: number, from: number, to: number) => m ** (to / from),
      say: 'Smoothness helps, and you left it out: the exponent is (2p + to) / (2p + from).',
    },
    {
      rule: (m: number, from: number, to: number, p: number) => m ** ((p + to) / (p + from)),
      say: 'Stone’s exponent has 2p, not p, beside the dimension.',
    },
    {
      rule: (m: number, from: number, to: number, p: number) => m ** (2 * p + to) / (2 * p + from),
      say: '`**` comes before `/`: you divided the power. Put the whole fraction into brackets, m ** ((…) / (…)).',
    },
    {
      rule: (m: number, from: number, to: number, p: number) => m ^ ((2 * p + to) / (2 * p + from)),
      say: noPower,
    },
    {
      rule: (m: number, from: number, to: number) => (m * to) / from,
      say: 'The number of points does not grow in proportion to the dimension: the dimension stands in the exponent.',
    },
  ],
  right:
    'Each further dimension multiplies the number of points by the same factor. From 784 down to 30 you gain immensely; down to 1, and clusters would overlap.',
  hints: [
    'Set the two errors equal: M^(−p/(2p + to)) = m^(−p/(2p + from)).',
    'Raise both sides to the power −(2p + to)/p. What remains on the left is M.',
    'M = m^((2p + to)/(2p + from)).',
  ],
  solution: '(m: number, from: number, to: number, p: number) => m ** ((2 * p + to) / (2 * p + from))',
});
