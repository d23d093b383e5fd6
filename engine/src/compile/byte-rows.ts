import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { lentTensor } from '../lent-memory.js';
import { activeTrace } from '../trace/active.js';

/** The shape of one example, for each tensor of bytes. */
const shapes = new WeakMap<object, readonly number[]>();

/** The greatest byte stands for 1. */
const greatest = 255;

/**
 * Bytes as data of `compileLoop`, over the memory that they lie in: a step gathers its rows and gets them as float32, each
 * byte / 255, so that pictures take a quarter of the memory. To other ops the tensor is int32 `[examples, size / 4]`,
 * four bytes a number. The caller disposes it.
 *
 * @param bytes All of an array made by `lentBytes`, example after example.
 * @param shape The shape of one example; its size is a multiple of 4.
 * @throws Error for an array that is not lent, or does not fill whole examples.
 */
export function byteRows(bytes: Uint8Array, shape: readonly number[]): tf.Tensor2D {
  const size = tf.util.sizeFromShape([...shape]);
  const words = tf.tidy(() => tf.reshape<tf.Rank.R2>(lentTensor(bytes), [bytes.length / size, size / 4]));
  shapes.set(words.dataId, shape);
  return words;
}

/** Whether a tensor is one of {@link byteRows}. */
export function isByteRows({ dataId }: tf.Tensor): boolean {
  return shapes.has(dataId);
}

/** How many numbers an example of a loop's data has. */
export function numbersOfExample(data: tf.Tensor): number {
  const [count = 1] = data.shape;
  return (isByteRows(data) ? 4 : 1) * (data.size / count);
}

/**
 * The rows of a loop's data with the given indices, bytes as float32.
 *
 * @param data What the loop was given.
 * @param tensor The same inside a trace: what stands for it there.
 */
export function gatherRows(data: tf.Tensor, tensor: tf.Tensor, indices: tf.Tensor1D): tf.Tensor {
  const rows = tf.gather(tensor, indices);
  const shape = shapes.get(data.dataId);
  if (shape === undefined) return rows;
  const floats = (): tf.Tensor => tf.tidy(() => floatsOf(rows, [...indices.shape, ...shape]));
  return activeTrace()?.builder.uncounted(floats) ?? floats();
}

/** Bytes 0 … 255, four a number, as byte / 255: the divisor comes from outside, or compilers would multiply by 1 / 255. */
function floatsOf(words: tf.Tensor, shape: number[]): tf.Tensor {
  const types = [attr.type('T', DType.int32), attr.type('type', DType.uint8)];
  const bytes = backend.executeSingleOutput('Bitcast', types, [words]);
  const cast = [
    attr.type('SrcT', DType.uint8),
    attr.type('DstT', DType.float32),
    attr.bool('Truncate', false),
  ];
  const floats = tf.reshape(backend.executeSingleOutput('Cast', cast, [bytes]), shape);
  const divisor = activeTrace()?.number(() => greatest) ?? tf.scalar(greatest);
  return backend.executeSingleOutput('RealDiv', [attr.type('T', DType.float32)], [floats, divisor]);
}
