// The exercises of lesson 05, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** The unit of a loss: from the mean over pixels to the sum over pixels. */
export const unit = exercise('05.unit', {
  cases: [
    { arguments: [0.093, 784], values: 72.912, tolerance: 1e-6 },
    { arguments: [0.5, 2], values: 1, tolerance: 1e-9 },
  ],
  mistakes: [
    {
      answer: 0.093 / 784,
      say: 'You divided. A sum over 784 pixels is larger than their mean, not smaller.',
    },
    { answer: 392, say: 'Not every image has 784 pixels: use the second argument.' },
  ],
  right: 'A mean over pixels times the number of pixels is the sum over pixels.',
  hints: ['A mean is a sum divided by how many there are.', 'So multiply the mean by the number of pixels.'],
  solution: '(perPixel: number, pixels: number) => perPixel * pixels',
});

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
  ],
  mistakes: [
    {
      answer: 0.0312,
      say: 'You returned an excess. The answer is a size: the number of numbers in the code.',
    },
    {
      answer: 2,
      say: 'That is a place in the list. The answer is the size that stands there.',
    },
    {
      answer: 4,
      say: 'You returned the first size. Compare each excess with the bound: (1 + share) × the last excess.',
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
    { arguments: [32, 4, 25_872, 1000], values: 128 + (32 * 25_872) / 1000, tolerance: 1e-6 },
    { arguments: [10, 8, 100, 100], values: 112, tolerance: 1e-9 },
  ],
  mistakes: [
    { answer: 128, say: 'You left the decoder out. Whoever unpacks the images needs it too.' },
    {
      answer: 128 + 32 * 25_872,
      say: 'The decoder is sent once for all images: divide its bits by their number.',
    },
    { answer: 128 + 25_872 / 1000, say: 'A weight is a 32-bit number: count 32 bits for each.' },
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
