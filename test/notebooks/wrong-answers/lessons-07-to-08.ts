import { functionOf, type WrongAnswers } from './answers.js';

const shapes = functionOf('function weightShapes(encoder: number[]): [number, number][]');
const neighbours = functionOf('function nearestNeighbourError(codes: number[][], labels: number[]): number');
const nearest = (
  distance: string,
  end: string,
  self = 'j === i',
) => `const wrong = codes.filter((code, i) => {
    let [best, least] = [-1, Infinity];
    codes.forEach((other, j) => { const d = ${self} ? Infinity : ${distance}; if (d < least) [best, least] = [j, d]; });
    return labels[best] !== labels[i];
  });
  return ${end};`;
const squared = 'code.reduce((s, v, i) => s + (v - (other[i] ?? 0)) ** 2, 0)';
const walk = functionOf('function walk(a: number[], b: number[], steps: number): number[][]');
const line = (t: string, count = 'steps') =>
  `return Array.from({ length: ${count} }, (_, s) => a.map((v, i) => (1 - ${t}) * v + ${t} * (b[i] ?? 0)));`;

export const lesson07: WrongAnswers = {
  shapes: [
    ['nothing', shapes('return [];')],
    ['the encoder', shapes('return encoder.slice(1).map((w, i): [number, number] => [encoder[i] ?? 0, w]);')],
    [
      'the code twice',
      shapes(
        'const all = [...encoder, ...encoder.toReversed()]; return all.slice(1).map((w, i): [number, number] => [all[i] ?? 0, w]);',
      ),
    ],
    [
      'turned over',
      shapes(
        'const all = [...encoder, ...encoder.slice(0, -1).reverse()]; return all.slice(1).map((w, i): [number, number] => [w, all[i] ?? 0]);',
      ),
    ],
  ],
  neighbours: [
    ['zero', neighbours('return 0;')],
    ['a half', neighbours('return 0.5;')],
    ['itself', neighbours(nearest(squared, 'wrong.length / codes.length', 'false'))],
    ['the share that is right', neighbours(nearest(squared, '1 - wrong.length / codes.length'))],
    ['a number, no share', neighbours(nearest(squared, 'wrong.length'))],
    ['one too few', neighbours(nearest(squared, 'wrong.length / (codes.length - 1)'))],
    [
      'the first coordinate',
      neighbours(nearest('Math.abs((code[0] ?? 0) - (other[0] ?? 0))', 'wrong.length / codes.length')),
    ],
    [
      'along the axes',
      neighbours(
        nearest(
          'code.reduce((s, v, i) => s + Math.abs(v - (other[i] ?? 0)), 0)',
          'wrong.length / codes.length',
        ),
      ),
    ],
    ['the farthest', neighbours(nearest(`-${squared}`, 'wrong.length / codes.length'))],
  ],
  walk: [
    ['nothing', walk('return [];')],
    ['empty codes', walk('return Array.from({ length: steps }, () => []);')],
    [
      'codes too long',
      walk(
        'return Array.from({ length: steps }, (_, s) => { const t = s / (steps - 1); return [...a.map((v, i) => (1 - t) * v + t * (b[i] ?? 0)), 0]; });',
      ),
    ],
    ['without the end', walk(line('(s / steps)'))],
    ['one too many', walk(line('(s / steps)', 'steps + 1'))],
    ['from b', walk(line('(1 - s / (steps - 1))'))],
    ['only the ends', walk('return [a, b];')],
  ],
};

const size = functionOf(
  "function outputSize(size: number, kernel: number, stride: number, padding: 'same' | 'valid'): number",
);
const convolve = functionOf('function convolve(picture: number[][], filter: number[][]): number[][]');
const convolution = (rows: string, columns: string, weight = 'w', at = 'picture[y + v]?.[x + u] ?? 0') =>
  `const k = filter.length; const [height, width] = [picture.length, picture[0]?.length ?? 0];
  return Array.from({ length: ${rows} }, (_, y) => Array.from({ length: ${columns} }, (_, x) =>
    filter.reduce((s, row, v) => s + row.reduce((t, w, u) => t + ${weight} * (${at}), 0), 0)));`;
const upsample = functionOf('function upsample(picture: number[][], factor: number): number[][]');
const times =
  'const times = <T>(items: T[], n: number): T[] => items.flatMap((item) => Array.from({ length: n }, () => item));';

export const lesson08: WrongAnswers = {
  sizes: [
    ['as it was', size('return size;')],
    ['valid alone', size('return Math.floor((size - kernel) / stride) + 1;')],
    ['same alone', size('return Math.ceil(size / stride);')],
    [
      'no end',
      size("return padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - kernel) / stride);"),
    ],
    [
      'same down',
      size(
        "return padding === 'same' ? Math.floor(size / stride) : Math.floor((size - kernel) / stride) + 1;",
      ),
    ],
    [
      'valid up',
      size("return padding === 'same' ? Math.ceil(size / stride) : Math.ceil((size - kernel) / stride) + 1;"),
    ],
  ],
  convolve: [
    ['nothing', convolve('return [];')],
    ['as it was', convolve('return picture;')],
    [
      'the filter turned',
      convolve(convolution('height - k + 1', 'width - k + 1', '(filter[k - 1 - v]?.[k - 1 - u] ?? 0)')),
    ],
    [
      'the filter turned over',
      convolve(convolution('height - k + 1', 'width - k + 1', '(filter[u]?.[v] ?? 0)')),
    ],
    ['same size', convolve(convolution('height', 'width'))],
    ['width and height', convolve(convolution('width - k + 1', 'height - k + 1'))],
    ['a mean', convolve(convolution('height - k + 1', 'width - k + 1', 'w / k ** 2'))],
  ],
  upsample: [
    ['as it was', upsample('return picture;')],
    ['twice', upsample(`${times} return times(picture.map((row) => times(row, 2)), 2);`)],
    ['across', upsample(`${times} return picture.map((row) => times(row, factor));`)],
    ['down', upsample(`${times} return times(picture, factor);`)],
    [
      'with gaps',
      upsample(
        `return picture.flatMap((row) => Array.from({ length: factor }, (_, i) => row.flatMap((v) =>
          Array.from({ length: factor }, (_, j) => (i + j === 0 ? v : 0)))));`,
      ),
    ],
  ],
};
