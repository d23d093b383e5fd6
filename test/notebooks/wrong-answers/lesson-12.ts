import { functionOf, type WrongAnswers } from './answers.js';

const felt = functionOf('function pixelNorms(J: number[][]): number[]');
const loss = functionOf(
  'function contractiveLoss(x: number[], xHat: number[], h: number[], W: number[][], lambda: number): number',
);
const directions = functionOf('function directionsFelt(singularValues: number[], share: number): number');

const entropy = [
  'const entropy = x.reduce((s, v, i) =>',
  '  s - v * Math.log(xHat[i] ?? 0) - (1 - v) * Math.log(1 - (xHat[i] ?? 0)), 0);',
].join('\n');
const squares = 'const squares = (row: number[] = []) => row.reduce((s, w) => s + w * w, 0);';
const penalised = (term: string) => loss(`${entropy} ${squares} return entropy + ${term};`);
const summed = (part: string) => `h.reduce((s, v, j) => s + ${part}, 0)`;
const term = summed('(v * (1 - v)) ** 2 * squares(W[j])');
const halfEntropy = 'const entropy = x.reduce((s, v, i) => s - v * Math.log(xHat[i] ?? 0), 0);';

export const lesson12: WrongAnswers = {
  felt: [
    ['nothing', felt('return [];')],
    ['zeros', felt('return (J[0] ?? []).map(() => 0);')],
    ['the rows', felt('return J.map((row) => Math.sqrt(row.reduce((s, v) => s + v * v, 0)));')],
    ['no root', felt('return (J[0] ?? []).map((_, i) => J.reduce((s, row) => s + (row[i] ?? 0) ** 2, 0));')],
    [
      'of the sum',
      felt('return (J[0] ?? []).map((_, i) => Math.abs(J.reduce((s, row) => s + (row[i] ?? 0), 0)));'),
    ],
    [
      'a mean',
      felt(
        `const mean = (i: number) => J.reduce((s, row) => s + (row[i] ?? 0) ** 2, 0) / J.length;
        return (J[0] ?? []).map((_, i) => Math.sqrt(mean(i)));`,
      ),
    ],
  ],
  loss: [
    ['zero', loss('return 0;')],
    ['NaN', loss('return Number.NaN;')],
    ['no penalty', loss(`${entropy} return entropy;`)],
    ['no λ', penalised(term)],
    ['slopes not squared', penalised(`lambda * ${summed('v * (1 - v) * squares(W[j])')}`)],
    ['weight decay', penalised(`lambda * ${summed('squares(W[j])')}`)],
    ['h for the slope', penalised(`lambda * ${summed('v ** 2 * squares(W[j])')}`)],
    ['the norm', penalised(`lambda * Math.sqrt(${term})`)],
    ['half the entropy', loss(`${halfEntropy} ${squares} return entropy + lambda * ${term};`)],
    ['a mean over pixels', loss(`${entropy} ${squares} return entropy / x.length + lambda * ${term};`)],
  ],
  directions: [
    ['zero', directions('return 0;')],
    ['all', directions('return singularValues.length;')],
    [
      'the first',
      directions('return singularValues.filter((s) => s > share * (singularValues[0] ?? 0)).length;'),
    ],
    [
      'at the share',
      directions('return singularValues.filter((s) => s >= share * Math.max(...singularValues)).length;'),
    ],
    ['no largest', directions('return singularValues.filter((s) => s > share).length;')],
  ],
};
