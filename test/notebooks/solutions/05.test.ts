import { criterion, honestBits, unit } from '../../../notebooks/exercises/05.js';
import { describeExercise } from './run-solution.js';

describeExercise(unit, [
  ['divided', (perPixel: number, pixels: number) => perPixel / pixels, /divided/],
  ['784 for every image', (perPixel: number) => perPixel * 784, /second argument/],
  ['unchanged', (perPixel: number) => perPixel, /./],
  ['pixels only', (_perPixel: number, pixels: number) => pixels, /./],
]);

const within = (excess: number[], share: number) => (1 + share) * (excess.at(-1) ?? 0);

describeExercise(criterion, [
  [
    'the excess returned',
    (_sizes: number[], excess: number[], share: number) =>
      excess.find((value) => value <= within(excess, share)),
    /excess/,
  ],
  [
    'the place in the list',
    (_sizes: number[], excess: number[], share: number) =>
      excess.findIndex((value) => value <= within(excess, share)),
    /place in the list/,
  ],
  ['the first size', (sizes: number[]) => sizes[0], /first size/],
  ['the last size', (sizes: number[]) => sizes.at(-1), /./],
]);

describeExercise(honestBits, [
  ['no decoder', (size: number, bits: number) => size * bits, /decoder out/],
  [
    'the decoder for each image',
    (size: number, bits: number, weights: number) => size * bits + 32 * weights,
    /once for all/,
  ],
  [
    'a bit a weight',
    (size: number, bits: number, weights: number, images: number) => size * bits + weights / images,
    /32/,
  ],
]);
