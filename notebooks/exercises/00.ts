// The exercises of lesson 00, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const product = (values: readonly number[]) => values.reduce((all, value) => all * value, 1);

/** The shape of a batch of images after each image is written as one row. */
export const flatShape = exercise('00.flatShape', {
  cases: [
    { arguments: [[100, 28, 28]], values: [100, 784], when: 'for a hundred digits, [100, 28, 28]' },
    {
      arguments: [[8, 256, 256, 3]],
      values: [8, 196_608],
      when: 'for eight colour photographs, [8, 256, 256, 3]',
    },
    { arguments: [[5, 7]], values: [5, 7], when: 'for five rows of seven numbers, [5, 7]' },
    {
      arguments: [[3, 4, 2, 5]],
      values: [3, 40],
      when: 'for a shape of four different lengths, [3, 4, 2, 5]',
    },
  ],
  mistakes: [
    {
      rule: (shape: number[]) => product(shape),
      say: 'The batch keeps its first axis: two numbers, how many images and how many numbers each.',
    },
    {
      rule: (shape: number[]) => [product(shape)],
      say: 'The batch keeps its first axis: two numbers, how many images and how many numbers each.',
    },
    {
      rule: ([count = 0, ...sides]: number[]) => [count, total(sides)],
      say: 'You added the sides. An image of 28 rows of 28 has 28 · 28 pixels.',
    },
    {
      rule: ([count = 0, ...sides]: number[]) => [product(sides), count],
      say: 'Examples come first in this book: [examples, features].',
    },
    {
      rule: ([count = 0, rows = 1, columns = 1]: number[]) => [count, rows * columns],
      say: 'A shape may have more than three lengths, such as a colour image, or fewer. Multiply all behind the first.',
    },
    {
      rule: () => [100, 784],
      say: 'These are the lengths of the first example. Take them from the argument.',
    },
  ],
  right: 'Examples first, then features: so it is in the whole book.',
  hints: [
    'Take the first number apart: `const [count, ...sides] = shape`.',
    'Multiply the sides: `sides.reduce((product, side) => product * side, 1)`.',
  ],
  solution:
    '([count = 0, ...sides]: number[]) => [count, sides.reduce((product, side) => product * side, 1)]',
});

/** For each example the sum over its features of a term of the differences. */
const summed = (term: (difference: number) => number) => (x: readonly number[][], y: readonly number[][]) =>
  x.map((row, i) => total(row.map((value, j) => term(value - (y[i]?.[j] ?? 0)))));
const squaredErrors = summed((difference) => difference ** 2);
const distances = summed(Math.abs);

/** The book's reduction: squared differences, summed over features, averaged over examples. */
export const bookLoss = exercise('00.bookLoss', {
  cases: [
    {
      arguments: [
        [
          [1, 0, 2],
          [0.5, -1, 3],
        ],
        [
          [0, 1, 2],
          [2, -1, 1],
        ],
      ],
      values: 4.125,
      when: 'for x = [[1, 0, 2], [0.5, −1, 3]] and y = [[0, 1, 2], [2, −1, 1]]',
    },
    { arguments: [[[1, 2, 3]], [[1, 2, 3]]], values: 0, when: 'for two equal batches' },
    {
      arguments: [
        [[1], [2], [4]],
        [[0], [2.5], [1]],
      ],
      values: 10.25 / 3,
      when: 'for three examples of one number, [[1], [2], [4]] and [[0], [2.5], [1]]',
    },
  ],
  mistakes: [
    {
      rule: (x: number[][], y: number[][]) => total(squaredErrors(x, y)) / x.flat().length,
      say: 'You took a mean over everything. Features are summed; only the examples are averaged.',
    },
    {
      rule: (x: number[][], y: number[][]) => total(squaredErrors(x, y)),
      say: 'You summed over everything. The examples are averaged: divide by how many there are.',
    },
    {
      rule: (x: number[][], y: number[][]) => total(squaredErrors(x, y)) / (x[0]?.length ?? 1),
      say: 'You divided by the number of features. Divide by the number of examples, x.length.',
    },
    {
      rule: (x: number[][], y: number[][]) => total(distances(x, y)) / x.length,
      say: 'These are plain differences. Square each before you add.',
    },
    {
      rule: (x: number[][], y: number[][]) => total(squaredErrors(x, y).map(Math.sqrt)) / x.length,
      say: 'You took a root of each sum. The squared error has no root.',
    },
    {
      rule: (x: number[][], y: number[][]) => squaredErrors(x, y),
      say: 'That is one number for each example. Now take the mean of these.',
    },
  ],
  right:
    'Sum over features, mean over examples. Every loss of the book is reduced so, unless a lesson says otherwise.',
  hints: [
    'Two steps. First one number for each example: the sum over its features. Then the mean of these numbers.',
    'For one example: `row.reduce((sum, value, j) => sum + (value - other[j]) ** 2, 0)`.',
    'Add that up over all examples, and divide by x.length.',
  ],
  solution: [
    '(x: number[][], y: number[][]) => {',
    '  const error = (row: number[], i: number) =>',
    '    row.reduce((sum, value, j) => sum + (value - (y[i]?.[j] ?? 0)) ** 2, 0);',
    '  return x.reduce((sum, row, i) => sum + error(row, i), 0) / x.length;',
    '}',
  ].join('\n'),
});

const ascending = (votes: readonly number[]) => [...votes].sort((a, b) => a - b);
const countOf = (label: number, votes: readonly number[]) => votes.filter((vote) => vote === label).length;

/** The label that most annotators gave. */
export const majority = exercise('00.majority', {
  cases: [
    { arguments: [[3, 5, 3]], values: 3, when: 'for the votes 3, 5, 3' },
    { arguments: [[1, 9, 6, 0, 6, 2, 3]], values: 6, when: 'for the votes 1, 9, 6, 0, 6, 2, 3' },
    { arguments: [[9, 4, 4, 9, 9]], values: 9, when: 'for the votes 9, 4, 4, 9, 9' },
    { arguments: [[7]], values: 7, when: 'for a single vote' },
    { arguments: [[1, 7, 7, 7, 8]], values: 7, when: 'for the votes 1, 7, 7, 7, 8' },
    { arguments: [[0, 9, 0, 6, 8]], values: 0, when: 'for the votes 0, 9, 0, 6, 8' },
  ],
  mistakes: [
    {
      rule: (votes: number[]) => total(votes) / votes.length,
      say: 'That is a mean. Labels are names: a 3 and a 9 do not make a 6.',
    },
    {
      rule: (votes: number[]) => Math.round(total(votes) / votes.length),
      say: 'That is a mean, rounded. Labels are names: a 3 and a 5 do not make a 4.',
    },
    {
      rule: (votes: number[]) => Math.max(...votes),
      say: 'You took the greatest label. The most frequent one is asked for.',
    },
    {
      rule: (votes: number[]) => Math.min(...votes),
      say: 'You took the least label. The most frequent one is asked for.',
    },
    {
      rule: (votes: number[]) => votes[0],
      say: 'That is the first vote. Count how often each label occurs.',
    },
    {
      rule: (votes: number[]) => votes.at(-1),
      say: 'That is the last vote. Count how often each label occurs.',
    },
    {
      rule: (votes: number[]) => ascending(votes)[Math.floor(votes.length / 2)],
      say: 'That is the middle one in order of size. Labels are names, without an order.',
    },
    {
      rule: (votes: number[]) => Math.max(...votes.map((vote) => countOf(vote, votes))),
      say: 'You returned the number of votes. The label itself is asked for.',
    },
  ],
  right:
    'If each of three people errs independently one time in ten, two or more of them err only about one time in thirty-six.',
  hints: [
    'For each label count how often it occurs: `votes.filter((vote) => vote === label).length`.',
    'Sort a copy of the votes by that count, largest first, and take the first.',
  ],
  solution: [
    '(votes: number[]) => {',
    '  const count = (label: number) => votes.filter((vote) => vote === label).length;',
    '  return [...votes].sort((a, b) => count(b) - count(a))[0];',
    '}',
  ].join('\n'),
});
