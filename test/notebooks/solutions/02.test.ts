import { expect } from 'chai';
import { check } from 'codebook';
import { componentsNeeded, covarianceMatrix, errorLeft } from '../../../notebooks/exercises/02.js';
import { keepRecordApart } from '../learners-record.js';
import { describeExercise } from './run-solution.js';

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

describeExercise(covarianceMatrix, [
  [
    'divided by n',
    [
      [2 / 3, 4 / 3],
      [4 / 3, 8 / 3],
    ],
    /divide by n − 1/,
  ],
  [
    'the mean left in',
    [
      [7, 14],
      [14, 28],
    ],
    /subtract the mean/,
  ],
  [
    'the mean left in, and not divided',
    [
      [14, 28],
      [28, 56],
    ],
    /subtract the mean.*and to divide/,
  ],
  [
    'not divided',
    [
      [2, 4],
      [4, 8],
    ],
    /sums of products/,
  ],
]);

describeExercise(errorLeft, [
  ['what is kept', (values: number[], k: number) => total(values.slice(0, k)), /left out|leaves out|keeps/],
  ['one too few left out', (values: number[], k: number) => total(values.slice(k + 1)), /k \+ 1/],
  ['a share', (values: number[], k: number) => total(values.slice(k)) / total(values), /share/],
]);

// Its solution uses the lesson's own fit, so the answer itself is tried here.
describe('exercise 02.componentsNeeded', () => {
  keepRecordApart();
  it('accepts 87, and says what is wrong with its neighbours, a share and nonsense', () => {
    expect(check(componentsNeeded, 87).passed).to.equal(true);
    for (const [answer, says] of [
      [86, /below 90/],
      [88, /fewer/],
      [0.9, /share/],
      ['many', /./],
    ] as const) {
      const feedback = check(componentsNeeded, answer);
      expect(feedback.passed).to.equal(false);
      expect(String(feedback)).to.match(says);
    }
  });
});
