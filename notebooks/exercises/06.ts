// The exercises of lesson 06, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** A decoder that undoes h₁ = 2x, h₂ = x: every pair [a, b] with 2a + b = 1. */
export const perfectDecoder = exercise('06.perfectDecoder', {
  shape: [2],
  mistakes: [
    { answer: [2, 1], say: "These are the encoder's weights. With them x̂ = 2·2x + x = 5x." },
    { answer: [1, 1], say: 'That gives x̂ = 2x + x = 3x. Make the sum 1.' },
    { answer: [0, 0], say: 'That gives x̂ = 0 for every x.' },
  ],
  test: (answer: ArrayLike<number>) => {
    const scale = 2 * (answer[0] ?? Number.NaN) + (answer[1] ?? Number.NaN);
    return Math.abs(scale - 1) < 1e-6
      ? undefined
      : `With these weights x̂ = ${scale} x, and it should be 1 x.`;
  },
  right: 'Every pair with 2a + b = 1 is a perfect decoder: the loss cannot tell them apart.',
  hints: ['Put h₁ and h₂ in: a·2x + b·x should be x.', 'So 2a + b = 1. Choose one of them freely.'],
  solution: '[0.5, 0]',
});

/** The lesson's identity test. */
export const copies = exercise('06.copies', {
  cases: [
    { arguments: [2, 3, 100], values: true, when: 'for errors of 2, 3 and 100' },
    { arguments: [9, 60, 100], values: false, when: 'for errors of 9, 60 and 100' },
    { arguments: [0, 10, 100], values: true, when: 'for errors of 0, 10 and 100, exactly a tenth' },
  ],
  right:
    'Only foreign data can tell copying from knowing. In the table the random linear code merely copies; the wide trained net does not quite.',
  hints: [
    'A net that copies does well on foreign data too.',
    'Compare `foreign` with `meanImage / 10`. The own error does not matter.',
  ],
  solution: '(own: number, foreign: number, meanImage: number) => foreign <= meanImage / 10',
});

/** Points of XOR that the line x₁ + x₂ > 0.5 gets right. */
export const lineScore = exercise('06.lineScore', {
  values: 3,
  mistakes: [
    { answer: 4, say: 'Look at (1, 1): it lies above the line, and its bits are equal.' },
    { answer: 2, say: '(0, 1) and (1, 0) lie above and are right. And (0, 0) lies below and is right too.' },
    { answer: 0.75, say: 'That is the share. The question asks how many.' },
  ],
  right: 'Three of four, 75 %: no line does better.',
  hints: [
    'Compute x₁ + x₂ for each of the four points.',
    'Above 0.5 lie (0,1), (1,0) and (1,1). Which of them has equal bits?',
  ],
  solution: '3',
});
