import { functionOf, type WrongAnswers } from './answers.js';

const visible = functionOf('function visibleMeans(h: number[], W: number[][], b: number[]): number[]');
const pseudo = functionOf('function pseudoLogLikelihood(v: number[], F: (v: number[]) => number): number');
const label = functionOf('function likeliestLabel(drive: number[], U: number[][], d: number[]): number');

const drive = 'const a = W.map((row, i) => row.reduce((s, w, j) => s + w * (h[j] ?? 0), b[i] ?? 0));';
const withBit = (summed: string) =>
  pseudo(`return v.reduce((sum, _, i) => {
    const flipped = v.map((bit, k) => (k === i ? 1 - bit : bit));
    return sum + ${summed};
  }, 0);`);
const scored = (score: string, most = 'max') =>
  label(`const s = U.map((row, k) => ${score}); return s.indexOf(Math.${most}(...s));`);
const summed = (term: string) => `row.reduce((t, u, j) => t + ${term}, d[k] ?? 0)`;

export const lesson14: WrongAnswers = {
  visible: [
    ['nothing', visible('return [];')],
    ['halves', visible('return W.map(() => 0.5);')],
    ['no sigmoid', visible(`${drive} return a;`)],
    ['bits', visible(`${drive} return a.map((x) => (x > 0 ? 1 : 0));`)],
    ['the wrong sign', visible(`${drive} return a.map((x) => 1 / (1 + Math.exp(x)));`)],
    [
      'no biases',
      visible('return W.map((row) => 1 / (1 + Math.exp(-row.reduce((s, w, j) => s + w * (h[j] ?? 0), 0))));'),
    ],
  ],
  pseudo: [
    ['zero', pseudo('return 0;')],
    ['NaN', pseudo('return Number.NaN;')],
    ['minus F', pseudo('return -F(v);')],
    ['the wrong sign', withBit('-Math.log(1 + Math.exp(F(flipped) - F(v)))')],
    ['overflowing', withBit('-Math.log(1 + Math.exp(F(v) - F(flipped)))')],
    ['no logarithm', withBit('1 / (1 + Math.exp(F(v) - F(flipped)))')],
    ['no sigmoid', withBit('F(flipped) - F(v)')],
    ['a mean', withBit('-Math.log(1 + Math.exp(F(v) - F(flipped))) / v.length')],
    ['one flip', pseudo('return -Math.log(1 + Math.exp(F(v) - F(v.map((x, i) => (i ? x : 1 - x)))));')],
  ],
  label: [
    ['the first', label('return 0;')],
    ['the greatest bias', label('return d.indexOf(Math.max(...d));')],
    ['the most free energy', scored(summed('Math.log(1 + Math.exp((drive[j] ?? 0) + u))'), 'min')],
    ['no biases', scored('row.reduce((t, u, j) => t + Math.log(1 + Math.exp((drive[j] ?? 0) + u)), 0)')],
    ['the sum of the couplings', scored(summed('u'))],
    ['the picture forgotten', scored(summed('Math.log(1 + Math.exp(u))'))],
    ['the score itself', label('return Math.max(...d);')],
  ],
};
