// The exercises of lesson 09, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** One step of gradient descent on a loss with decay: w − η (g + 2 λ w). */
export const decayStep = exercise('09.decayStep', {
  cases: [
    { arguments: [2, 3, 0.1, 0.5], values: 1.5 },
    { arguments: [-1, 0, 0.25, 0.4], values: -0.8, when: 'for a negative weight without a slope' },
    { arguments: [4, -2, 0.05, 3], values: 2.9, when: 'for a negative slope and a strong decay' },
    { arguments: [0, 5, 0.2, 7], values: -1, when: 'for a weight of 0' },
    { arguments: [1.5, 0.4, 0.3, 0.35], values: 1.065, when: 'for a result of three decimals' },
  ],
  mistakes: [
    {
      rule: (w: number, slope: number, rate: number, lambda: number) => w - rate * (slope + lambda * w),
      say: 'The slope of λ w² is 2 λ w: the 2 of the square comes down.',
    },
    {
      rule: (w: number, slope: number, rate: number, lambda: number) => w - rate * (slope + lambda * w ** 2),
      say: 'You added the decay itself, λ w². A step follows its slope, 2 λ w.',
    },
    {
      rule: (w: number, slope: number, rate: number, lambda: number) =>
        w - rate * (slope + 2 * lambda * w ** 2),
      say: 'The slope of w² is 2 w: no square is left in it.',
    },
    {
      rule: (w: number, slope: number, rate: number) => w - rate * slope,
      say: 'You left the decay out: its slope, 2 λ w, is added to that of L.',
    },
    {
      rule: (w: number, slope: number, rate: number, lambda: number) => w + rate * (slope + 2 * lambda * w),
      say: 'Your step goes uphill. Gradient descent goes against the slope.',
    },
    {
      rule: (w: number, slope: number, rate: number, lambda: number) => w - rate * (slope - 2 * lambda * w),
      say: 'Your decay lets the weight grow. Its slope is added to that of L, not subtracted.',
    },
    {
      rule: (w: number, slope: number, rate: number, lambda: number) => w - rate * slope - 2 * lambda * w,
      say: 'The decay is part of the slope: the rate multiplies it too.',
    },
    {
      rule: (_: number, slope: number, rate: number, lambda: number) => rate * (slope + 2 * lambda * _),
      say: 'That is how far the weight moves. Return the weight after the step.',
    },
    {
      rule: (w: number, slope: number, rate: number, lambda: number) =>
        (1 - 2 * rate * lambda) * (w - rate * slope),
      say: 'You shrank the weight after its step. Both slopes are taken at the weight as it was.',
    },
    {
      rule: (w: number, slope: number, rate: number, lambda: number) => w - rate * slope + 2 * lambda * w,
      say: 'The bracket is missing: the rate multiplies the sum of both slopes.',
    },
    {
      rule: (w: number, _: number, rate: number, lambda: number) => w - rate * 2 * lambda * w,
      say: 'You left the slope of L out. Both slopes are added.',
    },
  ],
  right:
    'It is also (1 − 2 η λ) w − η g: without a slope the weight loses the same share at each step. Adam would divide ' +
    'the whole bracket; AdamW keeps the decay out of it.',
  hints: [
    'A step is w − rate × (slope of the whole loss). The whole loss is L + λ w².',
    'The slope of λ w² is 2 λ w. Add it to the slope of L before you multiply by the rate.',
  ],
  solution:
    '(w: number, slope: number, rate: number, lambda: number) =>\n  w - rate * (slope + 2 * lambda * w)',
});

/** The sum over components of what `left` says of each: (variance, λ, whether it is among the first k). */
const summed =
  (left: (variance: number, lambda: number, inCode: boolean) => number) =>
  (variances: number[], lambda: number, k: number) =>
    variances.reduce((sum, variance, i) => sum + left(variance, lambda, i < k), 0);

/** The squared error that a linear autoencoder with decay leaves: Σ v (1 − s)². */
export const errorLeft = exercise('09.errorLeft', {
  cases: [
    { arguments: [[5, 2, 0.5], 1, 3], values: 1.2, when: 'where two of three components survive' },
    { arguments: [[5, 4, 2], 1, 2], values: 2.45, when: 'where the code, not λ, is the limit' },
    { arguments: [[8, 4, 2, 1], 3, 3], values: 6.375, when: 'for a code of 3 and λ = 3' },
    { arguments: [[3, 2], 0, 1], values: 2, when: 'without decay' },
    { arguments: [[3, 2], 9, 2], values: 5, when: 'where nothing survives' },
  ],
  mistakes: [
    {
      rule: summed((v, lambda) => (v > lambda ? lambda ** 2 / v : v)),
      say: 'A code of k numbers holds k components at most. The others are lost whole, however large they are.',
    },
    {
      rule: summed((v, lambda, inCode) => (inCode && v > lambda ? lambda ** 2 / v : 0)),
      say: 'You left out the components that are dropped: each leaves its whole variance.',
    },
    {
      rule: summed((v, lambda, inCode) => (!inCode ? 0 : v > lambda ? lambda ** 2 / v : v)),
      say: 'You left out the components beyond the first k. The code has no place for them: each leaves its whole variance.',
    },
    {
      rule: summed((v, lambda, inCode) => (inCode && v > lambda ? lambda : v)),
      say: 'What is lost of a survivor is the share λ/v. The error is v times its *square*.',
    },
    {
      rule: summed((v, lambda, inCode) => (inCode && v > lambda ? 0 : v)),
      say: 'Survivors are shrunk: each leaves an error too, v (1 − s)².',
    },
    {
      rule: summed((v, lambda, inCode) => (inCode && v > lambda ? v * (1 - lambda / v) ** 2 : 0)),
      say: 'That is the variance that comes back, v s². Asked for is what is left over, v (1 − s)².',
    },
    {
      rule: summed((v, lambda, inCode) => (inCode ? lambda ** 2 / v : v)),
      say: 'Where v ≤ λ the share is 0, not negative, and the whole v is left.',
    },
    {
      rule: summed((v, lambda, inCode) => (inCode && v > lambda ? 2 * lambda - lambda ** 2 / v : v)),
      say:
        'That is v (1 − s²) of a survivor. The error is v (1 − s)²: its share that is lost, squared. (v (1 − s²) is also ' +
        'the least *loss*, with the decay’s own part 2 λ s.)',
    },
    {
      rule: summed((v, lambda, inCode) => (inCode && v > lambda ? (lambda / v) ** 2 : v)),
      say: 'That is the square of the share that is lost. Multiply it by the variance v.',
    },
    {
      rule: summed((v, _, inCode) => (inCode ? 0 : v)),
      say: 'You left the decay out: it drops components with v ≤ λ, and shrinks the others.',
    },
  ],
  right:
    'A survivor leaves λ²/v, all others leave their whole v. With the 784 variances of the training digits, λ = 1 and ' +
    'k = 30 you find the table’s number, up to the difference between training and test digits.',
  hints: [
    'Walk through the components. Of each the share s comes back, so v (1 − s)² is left.',
    'For the first k components s = max(0, 1 − λ/v). For the others s = 0.',
    'So a survivor leaves λ²/v, and every other component leaves v.',
  ],
  solution: [
    '(variances: number[], lambda: number, k: number) =>',
    '  variances.reduce((sum, v, i) =>',
    '    sum + (i < k && v > lambda ? lambda ** 2 / v : v), 0)',
  ].join('\n'),
});

/** λ of the MAP estimate under a Gaussian prior: s² / (m τ²). */
export const priorStrength = exercise('09.priorStrength', {
  cases: [
    { arguments: [0.2, 0.1, 500], values: 0.008 },
    { arguments: [0.3, 0.5, 20], values: 0.018, when: 'for a wide prior and few examples' },
    { arguments: [2, 4, 5], values: 0.05, when: 'for s = 2, τ = 4 and 5 examples' },
  ],
  mistakes: [
    {
      rule: (s: number, tau: number) => s ** 2 / tau ** 2,
      say: 'You left the number of examples out. The loss is a mean over them, so the prior counts 1/m of it.',
    },
    {
      rule: (s: number, tau: number, m: number) => s / (m * tau),
      say: 's and τ are standard deviations; the formula has their squares.',
    },
    {
      rule: (s: number, tau: number, m: number) => (m * s ** 2) / tau ** 2,
      say: 'You multiplied by m. More data speak louder than the prior: λ falls as 1/m.',
    },
    {
      rule: (s: number, tau: number, m: number) => tau ** 2 / (m * s ** 2),
      say: 'You turned the fraction round: a narrow prior, a small τ, means a strong decay.',
    },
    {
      rule: (s: number, tau: number, m: number) => s ** 2 / (2 * m * tau ** 2),
      say: 'The halves of both Gaussians cancel: multiply all by 2 s²/m and look again.',
    },
    {
      rule: (_: number, tau: number, m: number) => 1 / (2 * m * tau ** 2),
      say: 'That is λ for cross-entropy in nats. Squared error brings the noise s² with it.',
    },
    {
      rule: (_: number, tau: number, m: number) => 1 / (m * tau ** 2),
      say: 'The noise s² is missing: it says how far squared errors can be believed.',
    },
    {
      rule: (s: number, tau: number, m: number) => s ** 2 / (m * tau),
      say: 'Square τ as well: the prior has the variance τ².',
    },
    {
      rule: (s: number, tau: number, m: number) => s / (m * tau ** 2),
      say: 'Square s as well: the noise has the variance s².',
    },
    {
      rule: (s: number, tau: number, m: number) => s ** 2 / (m ** 2 * tau ** 2),
      say: 'Only s and τ are squared, m is not.',
    },
  ],
  right:
    'From 100 digits to 2,000, m is twenty times as large and λ a twentieth: more data, less need of a belief. (The ' +
    'validation digits, on their coarse grid, said a tenth.)',
  hints: [
    'The minus logarithm of the posterior is Σ‖x − x̂‖²/(2 s²) + Σw²/(2 τ²).',
    'Multiply both terms by 2 s²/m: the first becomes our loss. What stands before Σw² then?',
  ],
  solution: '(s: number, tau: number, m: number) => s ** 2 / (m * tau ** 2)',
});
