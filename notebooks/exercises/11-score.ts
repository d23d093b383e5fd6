// The exercise of lesson 11 on what a denoiser's arrow is.
import { exercise } from 'codebook';

type Arrow = (seen: number, m: number, s2: number, sigma2: number) => number;

/** The score of blurred normal data, from its best denoiser. */
export const scoreOfGaussian = exercise('11.scoreOfGaussian', {
  cases: [
    { arguments: [3, 1, 4, 1], values: -0.4 },
    { arguments: [-1, 0.5, 2, 0.25], values: 1.5 / 2.25, tolerance: 1e-6, when: 'left of the mean' },
    { arguments: [2, -2, 0.7, 0.5], values: -4 / 1.2, tolerance: 1e-6, when: 'for a mean below 0' },
    { arguments: [5, 4, 0, 0.2], values: -5, when: 'for data that are one point, s² = 0' },
  ],
  mistakes: [
    {
      rule: ((seen, m, s2, sigma2) => m + (s2 / (s2 + sigma2)) * (seen - m)) satisfies Arrow,
      say: 'That is the best answer itself. Subtract what was seen, and divide by σ².',
    },
    {
      rule: ((seen, m, s2, sigma2) => (m + (s2 / (s2 + sigma2)) * (seen - m)) / sigma2) satisfies Arrow,
      say: 'You divided the best answer by σ². First subtract what was seen: the arrow begins there.',
    },
    {
      rule: ((seen, m, s2, sigma2) => -(seen - m) / Math.sqrt(s2 + sigma2)) satisfies Arrow,
      say: 'You divided by a standard deviation. The score divides by the variance, s² + σ².',
    },
    {
      rule: ((seen, m, s2, sigma2) => (-sigma2 * (seen - m)) / (s2 + sigma2)) satisfies Arrow,
      say: 'That is the arrow. The score is the arrow divided by σ².',
    },
    {
      rule: ((seen, m, s2, sigma2) => (-Math.sqrt(sigma2) * (seen - m)) / (s2 + sigma2)) satisfies Arrow,
      say: 'You divided by σ. The score is the arrow divided by σ², and `sigma2` is σ² already.',
    },
    {
      rule: ((seen, m, s2, sigma2) => -(seen - m) / (s2 + sigma2) / sigma2) satisfies Arrow,
      say: 'You divided by σ² once too often: `sigma2` is the variance already.',
    },
    {
      rule: ((seen, m, s2, sigma2) => -(seen - m) / (s2 ** 2 + sigma2 ** 2)) satisfies Arrow,
      say: 'You squared the variances: `s2` is s² already, and `sigma2` is σ².',
    },
    {
      rule: ((seen, m, s2) => -(seen - m) / s2) satisfies Arrow,
      say: 'That is the score of the clean data. The arrows belong to the blurred ones, whose variance is s² + σ².',
    },
    {
      rule: ((seen, m, _s2, sigma2) => -(seen - m) / sigma2) satisfies Arrow,
      say: 'That would be so if the data were a single point. Their own variance adds to that of the noise.',
    },
    {
      rule: ((seen, _m, s2, sigma2) => -seen / (s2 + sigma2)) satisfies Arrow,
      say: 'You left the mean out: the arrow points to m, not to 0.',
    },
  ],
  right:
    'It is −(x̃ − m)/(s² + σ²): the slope of the logarithm of a normal density of variance s² + σ², the data blurred by the noise.',
  hints: [
    'Put r* in: r*(x̃) − x̃ = m − x̃ + s²/(s² + σ²) (x̃ − m).',
    'That is −(x̃ − m) (1 − s²/(s² + σ²)) = −(x̃ − m) σ²/(s² + σ²).',
    'Now divide by σ².',
  ],
  solution: '(seen: number, m: number, s2: number, sigma2: number) => -(seen - m) / (s2 + sigma2)',
});
