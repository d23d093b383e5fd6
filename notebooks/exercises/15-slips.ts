// The exercise of lesson 15 on misprinted signs: four runs, and which slip is whose.
import { exercise } from 'codebook';

const right = [3, 1, 4, 2];
type Answer = readonly number[];
const isList = (answer: unknown): answer is Answer =>
  Array.isArray(answer) && answer.length === 4 && answer.every((one) => typeof one === 'number');
const says = (condition: (answer: Answer) => boolean) => (answer: unknown) =>
  isList(answer) && condition(answer);

/** The slips of runs A to D, by their numbers. */
export const slipsOfRuns = exercise('15.slipsOfRuns', {
  values: right,
  mistakes: [
    {
      answer: says((answer) => answer.some((slip) => ![1, 2, 3, 4].includes(slip))),
      say: 'Give the numbers of the four slips, 1 to 4, for the runs A, B, C, D in this order.',
    },
    {
      answer: says((answer) => new Set(answer).size < 4),
      say: 'Each run has a slip of its own: you named one twice.',
    },
    {
      answer: says((answer) => right.every((slip, i) => answer[slip - 1] === i + 1)),
      say: 'You gave the runs in the order of the slips. Give the slips in the order of the runs: first that of A.',
    },
    {
      answer: says((answer) => answer[2] !== 4),
      say: 'Begin with C, whose price never falls below 0 and whose loss looks healthy. Which slip leaves a price whose least value is 0, at μ = 0 and σ = 1?',
    },
    {
      answer: says((answer) => answer[0] === 1),
      say: 'With the sign of σ² turned round, σ grows without end, and the noise drowns the picture. A’s reconstruction holds.',
    },
    {
      answer: says((answer) => answer[0] === 2),
      say: 'With the whole sign turned round σ grows too, and the noise drowns the picture. A’s reconstruction holds.',
    },
    {
      answer: says((answer) => answer[1] === 2),
      say: 'Look at step 1, where μ is near 0 and σ near 1. With the whole sign turned round the price is near 0 there; B begins at −10, which is −1 for each of ten units.',
    },
  ],
  right:
    'A: μ runs away, σ stays, and the decoder keeps up. B: begins at −½ (1 + 1) = −1 a unit, then σ explodes. C: only β = 2 in disguise; no curve gives it away. D: begins near 0, and ends as B does. A price below 0 is a misprint: a divergence cannot fall there.',
  hints: [
    'Put μ = 0 and σ = 1 into each wrong formula: which of them is not 0 there? Compare with the price at step 1.',
    'Which wrong price can be lowered without end, and by what: a large μ, or a large σ? A large σ drowns z in noise, so the reconstruction suffers; a large μ does not.',
    'Three fall without end, so the fourth is the run whose price stays above 0.',
  ],
  solution: '[3, 1, 4, 2]',
});
