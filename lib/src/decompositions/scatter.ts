import type { OpenBlas } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';

/** Mean and scatter of a batch of examples. */
export interface Scatter {
  /** μ, `[features]`. */
  readonly mean: Float32Array | Float64Array;
  /** S = Σ (x − μ)(x − μ)ᵀ, `[features, features]`, row-major: its upper triangle, diagonal included. */
  readonly upper: Float32Array;
}

// XᵀX is symmetric: of its blocks of columns only those on and above the diagonal are multiplied, almost half.
const narrowestBlock = 112;
const mostBlocks = 8;
/** Σx² − n μ² loses a digit where n μ² is ten times the rest. */
const largestMean = 10;

/**
 * The scatter of rows `[rows, features]` as XᵀX − n μ μᵀ, by OpenBLAS in float32 and without a centred copy; `undefined`
 * where a mean is so large that rounding would drown the differences.
 */
export function scatterFromProducts(
  rows: Float32Array,
  features: number,
  blas: OpenBlas,
): Scatter | undefined {
  const count = rows.length / features;
  const mean = blas.columnSums(rows, features).map((sum) => sum / count);
  const upper = blas.gram(rows, features);
  for (let i = 0; i < features; i++) {
    const weight = count * (mean[i] ?? 0);
    for (let j = i, at = i * features + i; j < features; j++, at++) {
      upper[at] = (upper[at] ?? 0) - weight * (mean[j] ?? 0);
      if (j === i && weight * (mean[i] ?? 0) > largestMean * (upper[at] ?? 0)) return undefined;
    }
  }
  return { mean, upper };
}

/**
 * The scatter of rows `[rows, features]`, by TensorFlow in float32: centres a copy and multiplies it block by block. Far
 * from 0 a mean in float32 is off by much of a deviation: with y = x − c around such a c, and r the mean of y,
 * μ = c + r and S = Σ y yᵀ − n r rᵀ.
 */
export function scatterFromCentred(rows: Float32Array, features: number): Scatter {
  const count = rows.length / features;
  const width = Math.max(narrowestBlock, Math.ceil(features / mostBlocks));
  const { center, rest, blocks } = tf.tidy(() => {
    const batch = tf.tensor2d(rows, [count, features]);
    // A product with ones: TensorFlow's mean over rows takes three times as long.
    const center = tf.div(tf.matMul(tf.ones([1, count]), batch), count).flatten();
    const centred = tf.sub<tf.Tensor2D>(batch, center);
    const rest = tf.div(tf.matMul(tf.ones([1, count]), centred), count).flatten();
    return { center, rest, blocks: tf.split(centred, blockWidths(features, width), 1) };
  });
  const upper = new Float32Array(features * features);
  blocks.forEach((left, i) => {
    for (const [above, right] of blocks.slice(i).entries()) {
      const product = tf.matMul<tf.Tensor2D>(left, right, true, false);
      place(product, upper, i * width * features + (i + above) * width, features);
      product.dispose();
    }
  });
  const remainder = rest.dataSync<'float32'>();
  const mean = Float64Array.from(center.dataSync(), (value, i) => value + (remainder[i] ?? 0));
  tf.dispose([center, rest, ...blocks]);
  for (let i = 0; i < features; i++)
    for (let j = i, at = i * features + i; j < features; j++, at++)
      upper[at] = (upper[at] ?? 0) - count * (remainder[i] ?? 0) * (remainder[j] ?? 0);
  return { mean, upper };
}

/** Writes a block into a matrix `columns` wide, with its first number at `start`. */
function place(block: tf.Tensor2D, matrix: Float32Array, start: number, columns: number): void {
  const [rows, width] = block.shape;
  const values = block.dataSync<'float32'>();
  for (let row = 0; row < rows; row++)
    matrix.set(values.subarray(row * width, (row + 1) * width), start + row * columns);
}

/** The widths of the column blocks of a matrix: all alike but the last. */
function blockWidths(columns: number, width: number): number[] {
  const blocks = Math.ceil(columns / width);
  return Array.from({ length: blocks }, (_, i) => Math.min(width, columns - i * width));
}
