import { functionOf, type WrongAnswers } from './answers.js';

const mask = functionOf('function mask(picture: number[], drawn: number[], nu: number): number[]');
const best = functionOf('function bestAnswer(points: number[][], seen: number[], sigma: number): number[]');
const weighted = (weight: string, end = '(weights[n] ?? 0) * (x[i] ?? 0) / total') =>
  `const square = (x: number[]) => x.reduce((sum, value, i) => sum + (value - (seen[i] ?? 0)) ** 2, 0);
  const nearest = Math.min(...points.map(square));
  const weights = points.map((x) => ${weight});
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return seen.map((_, i) => points.reduce((sum, x, n) => sum + ${end}, 0));`;
const chain = functionOf(
  'function chain(start: number[], denoise: (picture: number[]) => number[], steps: number): number[][]',
);

export const lesson11: WrongAnswers = {
  mask: [
    ['nothing', mask('return [];')],
    ['zeros', mask('return picture.map(() => 0);')],
    ['as it was', mask('return picture;')],
    ['the others', mask('return picture.map((value, i) => ((drawn[i] ?? 1) < nu ? value : 0));')],
    ['at the border', mask('return picture.map((value, i) => ((drawn[i] ?? 1) <= nu ? 0 : value));')],
    ['a half', mask('return picture.map((value, i) => ((drawn[i] ?? 1) < 0.5 ? 0 : value));')],
    [
      'in place',
      mask('picture.forEach((_, i) => { if ((drawn[i] ?? 1) < nu) picture[i] = 0; }); return picture;'),
    ],
    ['scaled', mask('return picture.map((value, i) => ((drawn[i] ?? 1) < nu ? 0 : value / (1 - nu)));')],
  ],
  best: [
    ['nothing', best('return [];')],
    ['zeros', best('return seen.map(() => 0);')],
    ['NaN', best('return seen.map(() => NaN);')],
    ['as seen', best('return seen;')],
    ['the mean', best(weighted('1'))],
    [
      'not divided',
      best(weighted('Math.exp(-square(x) / (2 * sigma ** 2))', '(weights[n] ?? 0) * (x[i] ?? 0)')),
    ],
    ['no two', best(weighted('Math.exp((nearest - square(x)) / sigma ** 2)'))],
    ['sigma, not its square', best(weighted('Math.exp((nearest - square(x)) / (2 * sigma))'))],
    [
      'a distance',
      best(weighted('Math.exp((Math.sqrt(nearest) - Math.sqrt(square(x))) / (2 * sigma ** 2))')),
    ],
    ['underflow', best(weighted('Math.exp(-square(x) / (2 * sigma ** 2))'))],
    ['the nearest', best(weighted('(square(x) === nearest ? 1 : 0)'))],
  ],
  chain: [
    ['nothing', chain('return [];')],
    ['empty rows', chain('return Array.from({ length: steps + 1 }, () => []);')],
    [
      'without the start',
      chain(
        'const all = [start]; for (let i = 0; i < steps; i++) all.push(denoise(all[i] ?? start)); return all.slice(1);',
      ),
    ],
    [
      'always from the start',
      chain('return [start, ...Array.from({ length: steps }, () => denoise(start))];'),
    ],
    [
      'one too many',
      chain(
        'const all = [start]; for (let i = 0; i <= steps; i++) all.push(denoise(all[i] ?? start)); return all;',
      ),
    ],
    ['the last alone', chain('let x = start; for (let i = 0; i < steps; i++) x = denoise(x); return [x];')],
  ],
};
