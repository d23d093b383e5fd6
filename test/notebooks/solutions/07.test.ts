import { fooled, softmaxLoss, weightCount } from '../../../notebooks/exercises/07.js';
import { describeExercise } from './run-solution.js';

const pairs = (widths: number[]) => widths.slice(1).map((to, i): [number, number] => [widths[i] ?? 0, to]);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describeExercise(weightCount, [
  ['no biases', (encoder: number[]) => 2 * sum(pairs(encoder).map(([from, to]) => from * to)), /biases out/],
  [
    'the encoder alone',
    (encoder: number[]) => sum(pairs(encoder).map(([from, to]) => (from + 1) * to)),
    /alone/,
  ],
  [
    'the encoder twice',
    (encoder: number[]) => 2 * sum(pairs(encoder).map(([from, to]) => (from + 1) * to)),
    /doubled the encoder/,
  ],
  [
    'the code twice',
    (encoder: number[]) => sum(pairs([...encoder, ...[...encoder].reverse()]).map(([a, b]) => (a + 1) * b)),
    /stands twice/,
  ],
]);

const rows = (gap: number, step: number) =>
  [0, gap].flatMap((y) => [0, 1, 2, 3].map((x): [number, number] => [step * x, y]));

describeExercise(fooled, [
  ['small groups far apart', rows(20, 1), /silhouette is still 0\.[89].*longer, or move/],
  ['rows a little too far apart', rows(2, 1), /silhouette is still.*longer/],
  ['rows too near', rows(0.9, 1), /point 1 has the other class/],
  ['six points', rows(1.1, 1).slice(0, 6), /eight points/],
]);

const shares = (counts: number[]) => counts.map((n) => n / sum(counts));
const logSoftmax = (logits: number[]) => {
  const logSum = Math.log(sum(logits.map(Math.exp)));
  return logits.map((u) => u - logSum);
};
const weigh = (weights: number[], logs: number[]) => -sum(weights.map((w, j) => w * (logs[j] ?? 0)));

describeExercise(softmaxLoss, [
  ['counts as weights', (n: number[], u: number[]) => weigh(n, logSoftmax(u)), /divide them by their sum/i],
  ['bits', (n: number[], u: number[]) => weigh(shares(n), logSoftmax(u)) / Math.LN2, /bits/],
  ['the sign', (n: number[], u: number[]) => -weigh(shares(n), logSoftmax(u)), /sign/],
  [
    'a logistic function for each word',
    (n: number[], u: number[]) =>
      weigh(
        shares(n),
        u.map((one) => -Math.log(1 + Math.exp(-one))),
      ),
    /logistic/,
  ],
  ['overflow', (n: number[], u: number[]) => weigh(shares(n), logSoftmax(u)), /Right for small logits.*1000/],
]);
