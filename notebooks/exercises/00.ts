// The exercises of lesson 00, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** The shape of a batch of images after each image is written as one row. */
export const flatShape = exercise('00.flatShape', {
  cases: [
    { arguments: [[100, 28, 28]], values: [100, 784], when: 'for a hundred digits, [100, 28, 28]' },
    {
      arguments: [[8, 256, 256, 3]],
      values: [8, 196_608],
      when: 'for eight colour photographs, [8, 256, 256, 3]',
    },
  ],
  mistakes: [
    {
      answer: 78_400,
      say: 'The batch keeps its first axis: two numbers, how many images and how many numbers each.',
    },
    {
      answer: [78_400],
      say: 'The batch keeps its first axis: two numbers, how many images and how many numbers each.',
    },
    { answer: [100, 56], say: 'You added the sides. An image of 28 rows of 28 has 28 · 28 pixels.' },
    { answer: [784, 100], say: 'Examples come first in this book: [examples, features].' },
  ],
  right: 'Examples first, then features: so it is in the whole book.',
  hints: [
    'Take the first number apart: `const [count, ...sides] = shape`.',
    'Multiply the sides: `sides.reduce((product, side) => product * side, 1)`.',
  ],
  solution:
    '([count = 0, ...sides]: number[]) => [count, sides.reduce((product, side) => product * side, 1)]',
});

/** The book's reduction: squared differences, summed over features, averaged over examples. */
export const bookLoss = exercise('00.bookLoss', {
  cases: [
    {
      arguments: [
        [
          [1, 0],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 3],
        ],
      ],
      values: 5,
      when: 'for x = [[1,0],[0,0]] and y = [[0,0],[0,3]]',
    },
    { arguments: [[[1, 2, 3]], [[1, 2, 3]]], values: 0, when: 'for two equal batches' },
    {
      arguments: [
        [[2], [2], [2]],
        [[0], [0], [0]],
      ],
      values: 4,
      when: 'for three examples of one number',
    },
  ],
  mistakes: [
    {
      answer: 2.5,
      say: 'You took a mean over everything. Features are summed; only the examples are averaged.',
    },
    {
      answer: 10,
      say: 'You summed over everything. The examples are averaged: divide by how many there are.',
    },
    { answer: 2, say: 'These are plain differences. Square each before you add.' },
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

/** The label that most annotators gave. */
export const majority = exercise('00.majority', {
  cases: [
    { arguments: [[3, 5, 3]], values: 3, when: 'for the votes 3, 5, 3' },
    { arguments: [[9, 4, 4, 9, 9]], values: 9, when: 'for the votes 9, 4, 4, 9, 9' },
    { arguments: [[7]], values: 7, when: 'for a single vote' },
    { arguments: [[1, 7, 7, 7, 8]], values: 7, when: 'for the votes 1, 7, 7, 7, 8' },
    { arguments: [[0, 9, 0, 6, 8]], values: 0, when: 'for the votes 0, 9, 0, 6, 8' },
  ],
  mistakes: [
    { answer: 11 / 3, say: 'That is a mean. Labels are names: a 3 and a 9 do not make a 6.' },
    { answer: 5, say: 'You took the greatest label. The most frequent one is asked for.' },
    { answer: 4, say: 'That is a mean, rounded. Labels are names: a 3 and a 5 do not make a 4.' },
    { answer: 1, say: 'That is the first vote, or the least label. Count how often each label occurs.' },
    { answer: 6, say: 'That is the middle one in order of size. Labels are names, without an order.' },
    { answer: 2, say: 'Did you return the number of votes? The label itself is asked for.' },
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
