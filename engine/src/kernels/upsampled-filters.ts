import * as tf from '@tensorflow/tfjs';

/** Two numbers, of rows and of columns. */
export type Pair = readonly [rows: number, columns: number];

/** The same for rows, axis 0, and for columns, axis 1. */
export const both = <T>(of: (axis: 0 | 1) => T): [T, T] => [of(0), of(1)];

/** What a filter's place in an upsampled picture depends on. */
interface Placing {
  readonly factors: Pair;
  /** Zeros before the picture. */
  readonly before: Pair;
}

/**
 * A filter that moves over an upsampled picture meets each small pixel several times: its numbers that do so are added up
 * first. With three numbers a, b, c and factor 2: in one row of a block a meets a pixel and b + c the next, in the other
 * a + b meets one and c the next.
 *
 * @param filter `[height, width, inputs, outputs]`.
 * @param row Which row of each block.
 * @returns The filter over the small picture, whose outputs are those of the block's columns side by side,
 *   `[taps, taps, inputs, columns · outputs]`; and how many small pixels before a block's own it begins, a number ≤ 0.
 */
export function rowFilter(
  filter: tf.Tensor4D,
  { factors, before }: Placing,
  row: number,
): { readonly weights: tf.Tensor4D; readonly from: Pair } {
  const [height, width, inputs, outputs] = filter.shape;
  const [, columns] = factors;
  const met = (axis: 0 | 1, place: number) => Math.floor((place - before[axis]) / factors[axis]);
  const from = [met(0, row), met(1, 0)] as const;
  const taps = [met(0, row + height - 1) - from[0] + 1, met(1, columns + width - 2) - from[1] + 1] as const;
  const sums = bothAxes(
    indicators(taps[0], height, (tap, i) => met(0, row + i) === from[0] + tap),
    indicators(taps[1] * columns, width, (place, j) => {
      const [tap, column] = [Math.floor(place / columns), place % columns];
      return met(1, column + j) === from[1] + tap;
    }),
  );
  const summed = tf.matMul(sums, tf.reshape(filter, [height * width, inputs * outputs]));
  const parted = tf.reshape(summed, [taps[0], taps[1], columns, inputs, outputs]);
  const weights = tf.reshape(tf.transpose(parted, [0, 1, 3, 2, 4]), [...taps, inputs, columns * outputs]);
  return { weights: weights as tf.Tensor4D, from };
}

/**
 * Upsampling and then convolving is a transposed convolution whose stride is the factor: each small pixel stamps the
 * filter, turned and smeared over a block.
 *
 * @param filter `[height, width, inputs, outputs]`.
 * @returns `[height + factor − 1, width + factor − 1, outputs, inputs]`, as transposed convolutions have it.
 */
export function stampFilter(filter: tf.Tensor4D, factors: Pair): tf.Tensor4D {
  const [height, width, inputs, outputs] = filter.shape;
  const sums = stampSums([height, width], factors);
  const stamped = tf.matMul(sums, tf.reshape(filter, [height * width, inputs * outputs]));
  const [stampHeight, stampWidth] = stampShape([height, width], factors);
  return tf.transpose(tf.reshape(stamped, [stampHeight, stampWidth, inputs, outputs]), [0, 1, 3, 2]);
}

/** What a filter's gradient is, given that of its stamp: {@link stampFilter} is linear, and this its transpose. */
export function filterOfStamp(
  stamp: tf.Tensor,
  factors: Pair,
  [height, width, inputs, outputs]: readonly [number, number, number, number],
): tf.Tensor {
  const flat = tf.reshape(tf.transpose(stamp, [0, 1, 3, 2]), [-1, inputs * outputs]);
  const sums = stampSums([height, width], factors);
  return tf.reshape(tf.matMul(sums, flat, true), [height, width, inputs, outputs]);
}

/** Height and width of a filter's stamp. */
export function stampShape([height, width]: Pair, [rows, columns]: Pair): Pair {
  return [height + rows - 1, width + columns - 1];
}

function stampSums([height, width]: Pair, [rows, columns]: Pair): tf.Tensor2D {
  return bothAxes(stampSumsOf(height, rows), stampSumsOf(width, columns));
}

/** Which numbers of a filter each number of its stamp is the sum of: j of those i with 0 ≤ j − (length − 1 − i) < factor. */
function stampSumsOf(length: number, factor: number): number[][] {
  return indicators(length + factor - 1, length, (j, i) => {
    const inBlock = j - (length - 1 - i);
    return inBlock >= 0 && inBlock < factor;
  });
}

function indicators(
  rows: number,
  columns: number,
  holds: (row: number, column: number) => boolean,
): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => (holds(row, column) ? 1 : 0)),
  );
}

/** The Kronecker product. */
function bothAxes(vertical: number[][], horizontal: number[][]): tf.Tensor2D {
  return tf.tensor2d(
    vertical.flatMap((above) => horizontal.map((beside) => above.flatMap((a) => beside.map((b) => a * b)))),
  );
}
