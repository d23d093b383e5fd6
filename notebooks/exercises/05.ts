// The exercises of lesson 05, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** The unit of a loss: from the mean over pixels to the sum over pixels. */
export const unit = exercise('05.unit', {
  cases: [
    { arguments: [0.093, 784], values: 72.912, when: 'for a mean of 0.093 over 784 pixels' },
    { arguments: [0.5, 2], values: 1, when: 'for a mean of 0.5 over 2 pixels' },
    { arguments: [0.3, 3072], values: 921.6, when: 'for a mean of 0.3 over 3,072 pixels' },
  ],
  mistakes: [
    {
      rule: (perPixel: number, pixels: number) => perPixel / pixels,
      say: 'You divided. A sum over all pixels is larger than their mean, not smaller.',
    },
    {
      rule: (perPixel: number) => perPixel * 784,
      say: 'Not every image has 784 pixels: use the second argument.',
    },
    {
      rule: (perPixel: number) => perPixel,
      say: 'That is the mean as it was. What is the sum over all pixels?',
    },
    {
      rule: (perPixel: number, pixels: number) => perPixel * Math.sqrt(pixels),
      say: 'A sum has as many terms as there are pixels: multiply by their number, not by its root.',
    },
    {
      rule: (perPixel: number, pixels: number) => perPixel + pixels,
      say: 'You added the number of pixels. Multiply by it.',
    },
  ],
  right: 'A mean over pixels times the number of pixels is the sum over pixels.',
  hints: ['A mean is a sum divided by how many there are.', 'So multiply the mean by the number of pixels.'],
  solution: '(perPixel: number, pixels: number) => perPixel * pixels',
});

/** The size that a rule chooses, from the excess at each size and a bound. */
const sizeWithin =
  (
    boundOf: (excess: readonly number[], share: number) => number,
    isWithin = (a: number, b: number) => a <= b,
  ) =>
  (sizes: number[], excess: number[], share: number) =>
    sizes.find((_, i) => isWithin(excess[i] ?? Infinity, boundOf(excess, share)));
const lastOf = (excess: readonly number[]) => excess.at(-1) ?? Number.NaN;
const bound = (excess: readonly number[], share: number) => (1 + share) * lastOf(excess);

/** The criterion of the lesson: the smallest size within a share of the excess at the largest size. */
export const criterion = exercise('05.criterion', {
  cases: [
    { arguments: [[4, 8, 32, 128], [0.12, 0.06, 0.0312, 0.03], 0.05], values: 32 },
    {
      arguments: [[4, 8, 32, 128], [0.12, 0.06, 0.0312, 0.03], 0.01],
      values: 128,
      when: 'for a stricter share, 1 %',
    },
    {
      arguments: [[10, 16], [0.02, 0.02], 0.05],
      values: 10,
      when: 'where the smallest size is already enough',
    },
    {
      arguments: [[3, 7, 20, 50, 70, 90], [0.3, 0.2, 0.104, 0.0999, 0.095, 0.1], 0.05],
      values: 20,
      when: 'where the last excess, 0.1, is not the least, 0.095',
    },
    { arguments: [[5, 9], [0.75, 0.5], 0.5], values: 5, when: 'where an excess is exactly at the bound' },
  ],
  mistakes: [
    {
      rule: (_: number[], excess: number[], share: number) =>
        excess.find((value) => value <= bound(excess, share)),
      say: 'You returned an excess. The answer is a size: the number of numbers in the code.',
    },
    ...[0, 1].map((start) => ({
      rule: (_: number[], excess: number[], share: number) =>
        start + excess.findIndex((value) => value <= bound(excess, share)),
      say: 'That is a place in the list. The answer is the size that stands there.',
    })),
    {
      rule: (sizes: number[]) => sizes[0],
      say: 'You returned the first size. Compare each excess with the bound: (1 + share) × the last excess.',
    },
    {
      rule: (sizes: number[]) => sizes.at(-1),
      say: 'You returned the last size. A smaller one may be within the bound.',
    },
    {
      rule: sizeWithin((excess, share) => lastOf(excess) + share),
      say: 'You added the share. It is a share of the last excess: the bound is (1 + share) × that.',
    },
    {
      rule: sizeWithin((excess, share) => (1 + share) * Math.min(...excess)),
      say: 'You compared with the least excess. The bound is taken from the last, which need not be the least.',
    },
    {
      rule: (sizes: number[], excess: number[]) => sizes[excess.indexOf(Math.min(...excess))],
      say: 'You took the size of the least excess. A smaller one is enough: the first within the bound.',
    },
    {
      rule: sizeWithin(lastOf),
      say: 'The share makes no difference in your rule: the bound is (1 + share) × the last excess, and 0.05 are 5 %.',
    },
    {
      rule: sizeWithin(bound, (a, b) => a < b),
      say: '"At most" allows an excess that is exactly at the bound: use <=.',
    },
  ],
  right: 'The rule is a function: whoever applies it to these numbers finds the same size.',
  hints: [
    'The bound is (1 + share) times the excess of the largest code, which is the last in the list.',
    'Walk through the sizes from the smallest; return the first whose excess is not above the bound.',
    '`sizes.find((_, i) => …)` gives the first size for which the arrow returns true.',
  ],
  solution: [
    '(sizes: number[], excess: number[], share: number) =>',
    '  sizes.find((_, i) => (excess[i] ?? Infinity) <= (1 + share) * (excess.at(-1) ?? 0))',
  ].join('\n'),
});

/** Bits an image with the decoder's share. */
export const honestBits = exercise('05.honestBits', {
  cases: [
    { arguments: [32, 4, 25_872, 1000], values: 128 + (32 * 25_872) / 1000 },
    { arguments: [20, 6, 1234, 80], values: 120 + (32 * 1234) / 80 },
    { arguments: [10, 8, 100, 100], values: 112 },
  ],
  mistakes: [
    {
      rule: (latentDim: number, bits: number) => latentDim * bits,
      say: 'You left the decoder out. Whoever unpacks the images needs it too.',
    },
    {
      rule: (latentDim: number, bits: number, weights: number) => latentDim * bits + 32 * weights,
      say: 'The decoder is sent once for all images: divide its bits by their number.',
    },
    {
      rule: (latentDim: number, bits: number, weights: number, images: number) =>
        latentDim * bits + weights / images,
      say: 'A weight is a 32-bit number: count 32 bits for each.',
    },
    {
      rule: (latentDim: number, bits: number, weights: number, images: number) =>
        latentDim * bits + (bits * weights) / images,
      say: 'Only the code is rounded to so few bits. A weight of the decoder has 32.',
    },
    {
      rule: (latentDim: number, bits: number, weights: number, images: number) =>
        (latentDim * bits + 32 * weights) / images,
      say: 'Each image has a code of its own: only the decoder is shared, so only its bits are divided.',
    },
    {
      rule: (latentDim: number, bits: number, weights: number, images: number) =>
        latentDim * bits * images + 32 * weights,
      say: 'That is the cost of all images together. One image costs its own code, and its share of the decoder.',
    },
  ],
  right:
    'The more images share a decoder, the less it costs each of them. The code beats PNG where ' +
    '128 + 827,904 / n falls below PNG’s bits. For clothes it is no rival at all: what comes back are scraps.',
  hints: [
    "Two parts: the bits of one code, and one image's share of the decoder.",
    'One code: latentDim × bits. The decoder: weights × 32 bits, shared by all images.',
  ],
  solution: [
    '(latentDim: number, bits: number, decoderWeights: number, images: number) =>',
    '  latentDim * bits + (32 * decoderWeights) / images',
  ].join('\n'),
});
