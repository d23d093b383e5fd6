import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { activeTrace } from '../trace/active.js';
import { bits, checkKey, integers24 } from './bits.js';

const twoTo24 = 2 ** 24;
const twoTo21 = 2 ** 21;

/**
 * Uniform float32 numbers in `[minimum, maximum)`, in steps of 2⁻²⁴ of the range.
 *
 * @param key int32 `[2]`; the same key gives the same numbers.
 * @param shape Shape of the result.
 */
export function uniform(key: tf.Tensor, shape: readonly number[], minimum = 0, maximum = 1): tf.Tensor {
  if (!(minimum < maximum)) {
    throw new Error(`random.uniform: minimum must be below maximum, got ${minimum} and ${maximum}`);
  }
  return tf.tidy(() => {
    const scaled = tf.mul(integers24(key, shape), (maximum - minimum) / twoTo24);
    return minimum === 0 ? scaled : tf.add(scaled, minimum);
  });
}

/**
 * Normal float32 numbers by the method of Box and Muller (1958): with u, v uniform, √(−2 ln u)·cos 2πv and
 * √(−2 ln u)·sin 2πv are independent and normal.
 *
 * @param key int32 `[2]`.
 * @param shape Shape of the result.
 * @param standardDeviation Not negative.
 */
export function normal(key: tf.Tensor, shape: readonly number[], mean = 0, standardDeviation = 1): tf.Tensor {
  checkDeviation('normal', standardDeviation);
  return tf.tidy(() => {
    const size = tf.util.sizeFromShape([...shape]);
    const half = Math.ceil(size / 2);
    const [first, second] = tf.split(integers24(key, [2 * half]), 2) as [tf.Tensor, tf.Tensor]; // split in 2 gives 2
    // (i + 1)/2²⁴ lies in (0, 1], so the logarithm is finite.
    const radius = tf.sqrt(tf.mul(tf.log(tf.mul(tf.add(first, 1), 1 / twoTo24)), -2));
    const angle = tf.mul(second, (2 * Math.PI) / twoTo24);
    const pairs = tf.concat([tf.mul(radius, tf.cos(angle)), tf.mul(radius, tf.sin(angle))]);
    const standard = tf.reshape(size === 2 * half ? pairs : tf.slice(pairs, [0], [size]), [...shape]);
    return shift(standard, mean, standardDeviation);
  });
}

/**
 * Normal numbers cut off at two standard deviations: √2·erf⁻¹(w) with w uniform in (−erf √2, erf √2).
 *
 * @param key int32 `[2]`.
 * @param shape Shape of the result.
 */
export function truncatedNormal(
  key: tf.Tensor,
  shape: readonly number[],
  mean = 0,
  standardDeviation = 1,
): tf.Tensor {
  checkDeviation('truncatedNormal', standardDeviation);
  return tf.tidy(() => {
    const edge = 0.954_499_736_103_641_6; // erf(√2)
    const centred = tf.sub(tf.mul(tf.add(integers24(key, shape), 0.5), 2 / twoTo24), 1);
    const erfInverse = backend.executeSingleOutput(
      'Erfinv',
      [attr.type('T', DType.float32)],
      [tf.mul(centred, edge)],
    );
    return shift(tf.mul(erfInverse, Math.SQRT2), mean, standardDeviation);
  });
}

function shift(standard: tf.Tensor, mean: number, standardDeviation: number): tf.Tensor {
  const scaled = standardDeviation === 1 ? standard : tf.mul(standard, standardDeviation);
  return mean === 0 ? scaled : tf.add(scaled, mean);
}

function checkDeviation(where: string, standardDeviation: number): void {
  if (standardDeviation >= 0) return;
  throw new Error(`random.${where}: standardDeviation must not be negative, got ${standardDeviation}`);
}

/**
 * Zeros and ones (float32), one with the given probability.
 *
 * @param key int32 `[2]`.
 * @param probability A number, or a tensor of them, in `[0, 1]`.
 * @param shape Shape of the result; by default the probabilities'.
 */
export function bernoulli(
  key: tf.Tensor,
  probability: number | tf.Tensor,
  shape: readonly number[] = typeof probability === 'number' ? [] : probability.shape,
): tf.Tensor {
  if (typeof probability === 'number' && !(probability >= 0 && probability <= 1)) {
    throw new Error(`random.bernoulli: probability must lie in [0, 1], got ${probability}`);
  }
  return tf.tidy(() => tf.cast(tf.less(uniform(key, shape), probability), 'float32'));
}

/**
 * A random order of `0 … count − 1`: the ranks of random integers.
 *
 * @param key int32 `[2]`.
 * @returns int32 `[count]`.
 */
export function permutation(key: tf.Tensor, count: number): tf.Tensor1D {
  if (!Number.isInteger(count) || count < 0) {
    throw new Error(`random.permutation: count must be a whole number, got ${count}`);
  }
  return tf.tidy(() => {
    const drawn = bits(key, [count]) as tf.Tensor1D;
    return activeTrace() === undefined && count <= twoTo21 ? orderOnHost(drawn) : orderInTensorFlow(drawn);
  });
}

/** From the largest to the least, equals in their order: a fourth of the time that TensorFlow takes. */
function orderOnHost(integers: tf.Tensor1D): tf.Tensor1D {
  // Value and index in one exact number: 32 and 21 bits of 53.
  const keys = new Float64Array(integers.dataSync());
  for (let i = 0; i < keys.length; i++) keys[i] = (2 ** 31 - 1 - (keys[i] ?? 0)) * twoTo21 + i;
  keys.sort();
  for (let i = 0; i < keys.length; i++) keys[i] = (keys[i] ?? 0) % twoTo21;
  return tf.tensor1d(new Int32Array(keys), 'int32');
}

function orderInTensorFlow(integers: tf.Tensor1D): tf.Tensor1D {
  const attributes = [attr.bool('sorted', true), attr.type('T', DType.int32)];
  const inputs = [integers, tf.scalar(integers.size, 'int32')];
  const [, order] = backend.executeMultipleOutputs('TopKV2', attributes, inputs, 2);
  // TopKV2 has two outputs: values and their indices.
  return order as tf.Tensor1D;
}

/**
 * New, independent keys from one.
 *
 * @returns `count` keys, each int32 `[2]`.
 */
export function split(key: tf.Tensor, count = 2): tf.Tensor1D[] {
  checkKey('split', key);
  return tf.tidy(() => tf.unstack(tf.reshape(bits(key, [2 * count]), [count, 2])) as tf.Tensor1D[]);
}
