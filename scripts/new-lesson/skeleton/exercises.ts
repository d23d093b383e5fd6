// The exercises of lesson NN, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** ✎ What is asked for: a number. */
export const total = exercise('NN.total', {
  values: 14,
  mistakes: [{ answer: 36, say: '✎ You squared the sum. Here the squares are given: add them.' }],
  right: '✎ Why this is the answer.',
  hints: ['✎ A first hint, which only points the way.', '✎ A second one, which says more.'],
  solution: '1 + 4 + 9',
});

/** ✎ What is asked for: a function, tried on cases that differ in every argument. */
export const squares = exercise('NN.squares', {
  cases: [
    { arguments: [[1, 2, 3]], values: 14 },
    { arguments: [[-2, 0.5]], values: 4.25, when: 'for a negative number' },
    { arguments: [[]], values: 0, when: 'for an empty list' },
  ],
  mistakes: [
    {
      rule: (values: number[]) => values.reduce((sum, value) => sum + value, 0) ** 2,
      say: '✎ You squared the sum: square each number first.',
    },
    {
      rule: (values: number[]) => values.reduce((sum, value) => sum + value, 0),
      say: '✎ You forgot the squares.',
    },
  ],
  right: '✎ Why this is the answer.',
  hints: ['✎ A first hint.', '✎ A second one.'],
  solution: '(values: number[]) => values.reduce((sum, value) => sum + value * value, 0)',
});
