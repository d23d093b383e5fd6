// The exercises of lesson 06, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';
import { toldApart } from 'codebook/study';

/** A decoder that undoes h₁ = 2x, h₂ = x: every pair [a, b] with 2a + b = 1. */
export const perfectDecoder = exercise('06.perfectDecoder', {
  shape: [2],
  mistakes: [
    { answer: [2, 1], say: "These are the encoder's weights. With them x̂ = 2·2x + x = 5x." },
    { answer: [1, 1], say: 'That gives x̂ = 2x + x = 3x. Make the sum 1.' },
    { answer: [0, 0], say: 'That gives x̂ = 0 for every x.' },
    { answer: [0.5, 1], say: 'Each alone undoes its own unit; together they give x̂ = x + x = 2x.' },
  ],
  test: (answer: readonly number[]) => {
    const scale = 2 * (answer[0] ?? Number.NaN) + (answer[1] ?? Number.NaN);
    return Math.abs(scale - 1) < 1e-6
      ? undefined
      : `With these weights x̂ = ${toldApart(scale, 1)} x, and it should be 1 x.`;
  },
  right: 'Every pair with 2a + b = 1 is a perfect decoder: the loss cannot tell them apart.',
  hints: ['Put h₁ and h₂ in: a·2x + b·x should be x.', 'So 2a + b = 1. Choose one of them freely.'],
  solution: '[0.5, 0]',
});

/** The lesson's identity test. */
export const copies = exercise('06.copies', {
  cases: [
    { errors: [2, 3, 100], copies: true, say: '' },
    { errors: [9, 60, 100], copies: false, say: '' },
    { errors: [0, 10, 100], copies: true, say: ', exactly a tenth' },
    { errors: [50, 4, 52], copies: true, say: ', though its own error is large' },
    { errors: [0.1, 9, 40], copies: false, say: ', though its own error is small' },
    { errors: [1, 0.5, 4], copies: false, say: ', all of them small' },
    { errors: [5, 30, 400], copies: true, say: ', all of them large' },
    { errors: [20, 130, 100], copies: false, say: ': worse than the mean image' },
    { errors: [3, 90, 8], copies: false, say: ': far worse than the mean image' },
  ].map(({ errors, copies: values, say }) => ({
    ...{
      arguments: errors,
      values,
      when: `for errors of ${errors.slice(0, 2).join(', ')} and ${errors[2]}${say}`,
    },
  })),
  mistakes: [
    {
      rule: () => true,
      say: 'You say "it copies" of every net that was tried. Compare its error on foreign data with the mean image’s.',
    },
    {
      rule: () => false,
      say: 'You say "it does not copy" of every net that was tried. Compare its error on foreign data with the mean image’s.',
    },
    {
      rule: (_: number, foreign: number, meanImage: number) => foreign > meanImage / 10,
      say: 'It is the other way round: a net that copies has a small error on foreign data.',
    },
    {
      rule: (own: number, _: number, meanImage: number) => own <= meanImage / 10,
      say: 'You compared the error on its own data. Only foreign data can tell.',
    },
    {
      rule: (_: number, foreign: number, meanImage: number) => foreign < meanImage / 10,
      say: '"At most" allows exactly a tenth: use <=.',
    },
    {
      rule: (_: number, foreign: number, meanImage: number) => foreign <= meanImage,
      say: 'The bound is a tenth of the mean image’s error.',
    },
    {
      rule: (_: number, foreign: number) => foreign <= 10,
      say: 'The bound is no fixed number: take a tenth of `meanImage`.',
    },
    {
      rule: (own: number, foreign: number) => foreign <= own,
      say: 'You compared foreign with own. The rule compares the foreign error with the mean image’s.',
    },
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
    { answer: 1, say: 'That is how many it gets wrong: (1, 1). The question asks how many are right.' },
    { answer: 75, say: 'That is the share in per cent. The question asks how many.' },
    { answer: 0.75, say: 'That is the share. The question asks how many.' },
  ],
  right: 'Three of four, 75 %: no line does better.',
  hints: [
    'Compute x₁ + x₂ for each of the four points.',
    'Above 0.5 lie (0,1), (1,0) and (1,1). Which of them has equal bits?',
  ],
  solution: '3',
});
