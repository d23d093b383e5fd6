import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, type KernelFunction, replaceKernel, tensorOf } from './replace-kernel.js';

const [smallest, tooLarge] = [-(2 ** 31), 2 ** 31];

/**
 * Changes of type that XLA makes otherwise than TensorFlow's executor.
 *
 * NaN and floats that no int32 holds become what this processor makes of them (on x86 all are −2³¹; XLA takes 0 for NaN,
 * and the nearest int32). Truth values become numbers in a way that XLA does not see through: it would replace mask · x by
 * "x where mask, else 0", and 0 · NaN is NaN.
 */
export function installCasts(): void {
  const made = tf.tidy(() => tf.cast(tf.tensor1d([Number.NaN, tooLarge, 2 * smallest]), 'int32').dataSync());
  replaceKernel(tf.Cast, (old) => (call) => {
    const x = input(call, 'x');
    // tf.where takes no empty tensors.
    if (!activeTrace()?.runners.xla || x.size === 0) return old(call);
    const types = `${x.dtype} ${call.attrs?.dtype}`;
    if (types === 'bool float32') return tf.tidy(() => tf.where(x, 1, 0));
    return types === 'float32 int32' ? toInt(call, old, made) : old(call);
  });
}

/** @param made What NaN, too large and too small numbers become. */
function toInt(call: KernelCall, old: KernelFunction, made: ArrayLike<number>): tf.Tensor {
  const x = input(call, 'x');
  return tf.tidy(() => {
    const [nan, large, small] = Array.from(made, (value) => tf.scalar(value, 'int32'));
    const inside = tf.logicalAnd(tf.greaterEqual(x, smallest), tf.less(x, tooLarge));
    const outside = tf.where(tf.isNaN(x), nan ?? 0, tf.where(tf.greater(x, 0), large ?? 0, small ?? 0));
    return tf.where(inside, tensorOf(old(call)), outside);
  });
}
