// The exercises of lesson 01, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** The share of the unit cube that lies within a margin of its surface: 1 − (1 − 2 margin)^d. */
export const cubePeel = exercise('01.cubePeel', {
  cases: [
    { arguments: [1, 0.1], values: 0.2, when: 'for a line of length 1 and a margin of 0.1' },
    { arguments: [2, 0.1], values: 0.36, when: 'for a square and a margin of 0.1' },
    {
      arguments: [784, 0.01],
      values: 1 - 0.98 ** 784,
      tolerance: 1e-9,
      when: 'for 784 dimensions and a margin of 0.01',
    },
  ],
  mistakes: [
    { answer: 0.1, say: 'A line has two ends. The margin is lost on both sides.' },
    {
      answer: 0.4,
      say: 'You added up the strips along the four walls. They overlap in the corners: subtract the inside from 1.',
    },
    { answer: 0.8, say: 'That is the inside that remains. The peel is the rest of the volume 1.' },
    { answer: 0.64, say: 'That is the inside that remains. The peel is the rest of the volume 1.' },
  ],
  right: 'In 784 dimensions nearly every point of a cube has some coordinate within 1 % of an end.',
  hints: [
    'What is left when the peel is taken away? A smaller cube. How long is its side?',
    'The side shrinks by the margin at both ends: 1 − 2 · margin. The volume of a cube is side^d.',
    'The peel is 1 minus the volume of the inside.',
  ],
  solution: '(d: number, margin: number) => 1 - (1 - 2 * margin) ** d',
});

/** The contrast of one query from its distances to the data. */
export const contrast = exercise('01.contrast', {
  cases: [
    { arguments: [[4, 1, 2]], values: 2, when: 'for the distances 4, 1, 2' },
    { arguments: [[9, 11, 30, 4, 12]], values: 11 / 4, when: 'for the distances 9, 11, 30, 4, 12' },
    { arguments: [[5, 5, 5]], values: 1, when: 'where all distances are equal' },
  ],
  mistakes: [
    { answer: 0.5, say: 'The fraction is upside down: the median stands above, the nearest below.' },
    { answer: 7 / 3, say: 'You took the mean. The median is the middle value of the sorted distances.' },
    {
      answer: 4,
      say: 'You took the greatest distance. The median is the middle value of the sorted distances.',
    },
    ...[30 / 11, 30 / 4].map((answer) => ({
      answer,
      say: 'Sorted as texts, "11" comes before "4". Tell `sort` how to compare numbers: `sort((a, b) => a - b)`.',
    })),
    {
      answer: 0.25,
      say: 'Did you sort? The middle of the list is the median only when the list is in order.',
    },
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

/** How many points in `to` dimensions keep the error of m points in `from` dimensions, by Stone's rate. */
export const pointsNeeded = exercise('01.pointsNeeded', {
  cases: [
    { arguments: [100, 1, 1, 2], values: 100, when: 'for the same dimension twice' },
    {
      arguments: [100, 1, 6, 2],
      values: 10_000,
      tolerance: 1e-6,
      when: 'for 100 points from 1 to 6 dimensions, p = 2',
    },
    {
      arguments: [1000, 2, 8, 1],
      values: 1000 ** 2.5,
      tolerance: 1e-3,
      when: 'for 1,000 points from 2 to 8 dimensions, p = 1',
    },
  ],
  mistakes: [
    { answer: 10, say: 'Fewer points in more dimensions? The exponent is upside down.' },
    {
      answer: 1000 ** (10 / 3),
      say: 'You took the points to be in one dimension. They are in `from`: the exponent has 2p + from below.',
    },
    {
      answer: 100 ** 6,
      say: 'You raised m to the power `to`. Smoothness helps: the exponent is (2p + to) / (2p + from).',
    },
    {
      answer: 600,
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
