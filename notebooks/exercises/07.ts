// The exercises of lesson 07, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';
import { toldApart } from 'codebook/study';

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** What a rule gives for all neighbouring layers of a chain. */
const chain = (widths: readonly number[], rule: (before: number, units: number) => number) =>
  total(widths.slice(1).map((units, i) => rule(widths[i] ?? 0, units)));
const parameters = (widths: readonly number[]) => chain(widths, (before, units) => (before + 1) * units);
const mirrored = (encoder: readonly number[]) => [...encoder, ...encoder.slice(0, -1).reverse()];

/** Weights and biases of a symmetrical autoencoder, from its encoder's widths. */
export const weightCount = exercise('07.weightCount', {
  cases: [
    { arguments: [[6, 2]], values: 32 },
    { arguments: [[5, 4, 3]], values: 80 },
    { arguments: [[784, 1000, 500, 250, 30]], values: 2_837_314, when: "for this lesson's net" },
  ],
  mistakes: [
    {
      rule: (encoder: number[]) => chain(mirrored(encoder), (before, units) => before * units),
      say: 'You left the biases out: each layer has one for each of its outputs.',
    },
    { rule: parameters, say: 'That is the encoder alone. The decoder has as many matrices again.' },
    {
      rule: (encoder: number[]) => chain(encoder, (before, units) => before * units),
      say: 'Those are the weights of the encoder alone. Add the decoder, and a bias for each output of each layer.',
    },
    {
      rule: (encoder: number[]) => chain(mirrored(encoder), (before, units) => before * units + 1),
      say: 'You gave each layer one bias. It has one for each of its outputs.',
    },
    {
      rule: (encoder: number[]) => parameters([...encoder, ...[...encoder].reverse()]),
      say: 'The code stands twice in your list: [6, 2] becomes 6, 2, 6, not 6, 2, 2, 6.',
    },
    {
      rule: (encoder: number[]) => 2 * parameters(encoder),
      say: 'You doubled the encoder, biases and all. The decoder gives as many numbers as the input has, so its last layer has as many biases.',
    },
    {
      rule: (encoder: number[]) =>
        chain(mirrored(encoder), (before, units) => before * units) + total(mirrored(encoder)),
      say: 'The inputs have no biases: they are given, not computed.',
    },
  ],
  right:
    'Both halves have matrices of the same shapes, transposed; only the biases differ: each layer has one for each of its outputs.',
  hints: [
    'Write down all widths first: [6, 2] becomes 6, 2, 6, and [5, 4, 3] becomes 5, 4, 3, 4, 5.',
    'A layer from a to b units has a × b weights and b biases.',
    'const all = [...encoder, ...encoder.slice(0, -1).reverse()]; then add (a + 1) × b for each pair of neighbours.',
  ],
  solution: [
    '(encoder: number[]) => {',
    '  const all = [...encoder, ...encoder.slice(0, -1).reverse()];',
    '  return all.slice(1).reduce((sum, units, i) => sum + ((all[i] ?? 0) + 1) * units, 0);',
    '}',
  ].join('\n'),
});

type Point = readonly [x: number, y: number];

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const classOf = (i: number) => Math.floor(i / 4);

function isEightPoints(answer: unknown): answer is Point[] {
  const isPoint = (one: unknown) => Array.isArray(one) && one.length === 2 && one.every(Number.isFinite);
  return Array.isArray(answer) && answer.length === 8 && answer.every(isPoint);
}

/** Mean distance of point i to the points of a class, itself left out. */
function meanDistance(points: readonly Point[], i: number, label: number): number {
  const others = points.filter((_, j) => j !== i && classOf(j) === label);
  return others.reduce((sum, other) => sum + distance(points[i] ?? [0, 0], other), 0) / others.length;
}

function meanSilhouette(points: readonly Point[]): number {
  const each = points.map((_, i) => {
    const [a, b] = [meanDistance(points, i, classOf(i)), meanDistance(points, i, 1 - classOf(i))];
    return a === b ? 0 : (b - a) / Math.max(a, b);
  });
  return each.reduce((sum, one) => sum + one, 0) / points.length;
}

/** The first point that has a point of the other class as near as its nearest friend, counted from 1. */
function misplaced(points: readonly Point[]): number {
  const nearest = (i: number, isFriend: boolean) =>
    Math.min(
      ...points.flatMap((point, j) =>
        j !== i && (classOf(j) === classOf(i)) === isFriend ? [distance(points[i] ?? [0, 0], point)] : [],
      ),
    );
  return points.findIndex((_, i) => nearest(i, true) >= nearest(i, false)) + 1;
}

/** Two classes that any neighbour tells apart and silhouette does not. */
export const fooled = exercise('07.fooled', {
  test: (answer: unknown) => {
    if (!isEightPoints(answer)) return 'Give eight points of two numbers each: [[x, y], [x, y], …].';
    const wrong = misplaced(answer);
    if (wrong > 0)
      return (
        `The nearest neighbour of point ${wrong} has the other class, or is as near. Points 1 to 4 are one class, ` +
        '5 to 8 the other: bring this point nearer to its own, or move the classes apart.'
      );
    const score = meanSilhouette(answer);
    if (score < 0.1) return undefined;
    const advice =
      score > 0.5
        ? 'On the mean, a point is less than half as far from its own class as from the other. Make the classes longer, or move them together.'
        : 'Make the classes longer, or bring them nearer to each other.';
    return `All neighbours are right, but the mean silhouette is still ${toldApart(score, 0.1)}. ${advice}`;
  },
  right:
    'No neighbour is wrong, and silhouette finds no classes: it asks for round ones, not for separate ones.',
  hints: [
    'Silhouette compares mean distances. In which shape is your own class far away on average?',
    'Long thin classes: the far end of your own strip is farther away than the near part of the other strip.',
    'Two parallel rows of four points, one step between neighbours, and 1.1 steps or less between the rows.',
  ],
  solution: '[[0, 0], [1, 0], [2, 0], [3, 0], [0, 1.1], [1, 1.1], [2, 1.1], [3, 1.1]]',
});

const sharesOf = (counts: readonly number[]) => counts.map((n) => n / total(counts));
const weighed = (weights: readonly number[], logs: readonly number[]) =>
  -total(weights.map((weight, j) => weight * (logs[j] ?? Number.NaN)));
const logSumExp = (logits: readonly number[]) => {
  const most = Math.max(...logits);
  return most + Math.log(total(logits.map((u) => Math.exp(u - most))));
};
const logSoftmax = (logits: readonly number[]) => logits.map((u) => u - logSumExp(logits));
/** No logit makes it too large; what is far below the greatest becomes 0. */
const softmax = (logits: readonly number[]) => logSoftmax(logits).map(Math.exp);
/** Softmax as it stands in the book of formulas, without care for large numbers. */
const naiveSoftmax = (logits: readonly number[]) =>
  logits.map((u) => Math.exp(u) / total(logits.map(Math.exp)));
const naiveLogSoftmax = (logits: readonly number[]) =>
  logits.map((u) => u - Math.log(total(logits.map(Math.exp))));

type Loss = (weights: readonly number[], logits: readonly number[]) => number;
const stableLoss: Loss = (weights, logits) => weighed(weights, logSoftmax(logits));
/** Losses that are right for small logits only. The last leaves out words that do not occur. */
const carelessLosses: Loss[] = [
  (weights, logits) => weighed(weights, naiveSoftmax(logits).map(Math.log)),
  (weights, logits) => weighed(weights, naiveLogSoftmax(logits)),
  (weights, logits) => weighed(weights, softmax(logits).map(Math.log)),
  (weights, logits) => -total(softmax(logits).map((q, j) => (weights[j] ? weights[j] * Math.log(q) : 0))),
];

/** Cross-entropy of a document's word shares under a softmax. */
export const softmaxLoss = exercise('07.softmaxLoss', {
  cases: [
    { counts: [1, 1, 2], logits: [0, 0, 0] },
    { counts: [3, 1], logits: [Math.log(3), 0], when: 'for counts 3, 1 and logits log 3, 0' },
    { counts: [2, 1, 0, 3], logits: [0.5, -1, 2, 0.25] },
    { counts: [1, 3], logits: [1000, 0], when: 'for counts 1, 3 and logits 1000, 0' },
    { counts: [2, 0], logits: [1000, 0], when: 'for counts 2, 0 and logits 1000, 0' },
    { counts: [1, 2], logits: [-1000, -1001], when: 'for counts 1, 2 and logits −1000, −1001' },
  ].map(({ counts, logits, when }) => ({
    ...{
      arguments: [counts, logits],
      values: weighed(sharesOf(counts), logSoftmax(logits)),
      tolerance: 1e-4,
    },
    ...(when === undefined ? {} : { when }),
  })),
  mistakes: [
    ...[stableLoss, ...carelessLosses].map((loss) => ({
      rule: loss,
      say: 'You weighed by the counts. Divide them by their sum first: p = n / Σ n.',
    })),
    ...[stableLoss, ...carelessLosses].map((loss) => ({
      rule: (counts: number[], logits: number[]) => loss(sharesOf(counts), logits) / Math.LN2,
      say: 'That is in bits. Nats take the natural logarithm, Math.log.',
    })),
    ...[stableLoss, ...carelessLosses].map((loss) => ({
      rule: (counts: number[], logits: number[]) => -loss(sharesOf(counts), logits),
      say: 'The sign: L is minus the sum, and never below 0.',
    })),
    ...carelessLosses.map((loss) => ({
      rule: (counts: number[], logits: number[]) => loss(sharesOf(counts), logits),
      say:
        'Right for small logits. But e^1000 is too large for a number, and e^−1000 is 0. ' +
        'Write log q = u − log Σ e^u, with the greatest logit taken out of the sum.',
    })),
    ...[1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16].map((tiny) => ({
      rule: (counts: number[], logits: number[]) =>
        weighed(
          sharesOf(counts),
          softmax(logits).map((q) => Math.log(q + tiny)),
        ),
      say:
        'Right for small logits. But the logarithm of e^−1000 is −1000, and a tiny number added to it changes that. ' +
        'Write log q = u − log Σ e^u: it needs no such number.',
    })),
    {
      rule: (counts: number[], logits: number[]) =>
        weighed(
          sharesOf(counts),
          logits.map((u) => u - logSumExp(logits) + Math.max(...logits)),
        ),
      say: 'You took the greatest logit out of the sum and did not add it again: log Σ e^u = m + log Σ e^(u − m).',
    },
    {
      rule: (counts: number[], logits: number[]) => weighed(softmax(logits), sharesOf(counts).map(Math.log)),
      say: 'The two distributions are exchanged: the shares p weigh, and the logarithm is of q.',
    },
    {
      rule: (counts: number[], logits: number[]) => weighed(sharesOf(counts), softmax(logits)),
      say: 'The logarithm is missing: L has log q, not q.',
    },
    {
      rule: (counts: number[], logits: number[]) =>
        weighed(
          sharesOf(counts),
          logits.map((u) => -Math.log(1 + Math.exp(-u))),
        ),
      say: 'You gave each word a logistic function of its own. Softmax lets all words share one sum.',
    },
    {
      rule: (counts: number[], logits: number[]) => weighed(sharesOf(counts), logits),
      say: 'You took the logits for logarithms of shares. Subtract log Σ e^u from each.',
    },
  ],
  right: 'One distribution over all words: a word can only win what others lose.',
  hints: [
    'p is counts divided by their sum. log q is u minus the logarithm of the sum of all e^u.',
    'Take the greatest logit out of the sum first: log Σ e^u = m + log Σ e^(u − m), m the greatest.',
    'A word that does not occur has p = 0 and adds nothing.',
  ],
  solution: [
    '(counts: number[], logits: number[]) => {',
    '  const most = Math.max(...logits);',
    '  const logSum = most + Math.log(logits.reduce((sum, u) => sum + Math.exp(u - most), 0));',
    '  const total = counts.reduce((sum, n) => sum + n, 0);',
    '  return counts.reduce((sum, n, j) => sum - (n / total) * ((logits[j] ?? 0) - logSum), 0);',
    '}',
  ].join('\n'),
});
