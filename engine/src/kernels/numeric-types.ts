import * as tf from '@tensorflow/tfjs';
import { input, replaceKernel, tensorOf } from './replace-kernel.js';

/** Mends kernels of tfjs-node that give another answer than tfjs's other backends for some types or for NaN. */
export function installNumericTypes(): void {
  replaceKernel(tf.Mean, (old) => (call) => {
    const x = input(call, 'x');
    // The mean of whole numbers or truth values is a float in tfjs, and TensorFlow would keep the type.
    if (x.dtype === 'float32') return old(call);
    return tf.tidy(() => tensorOf(old({ ...call, inputs: { x: tf.cast(x, 'float32') } })));
  });
  // Rounding to even doubles overflows for int32 in TensorFlow; a whole number is its own rounding.
  replaceKernel(tf.Round, (old) => (call) => {
    const x = input(call, 'x');
    return x.dtype === 'int32' ? tf.clone(x) : old(call);
  });
  // tfjs-node disposes of whole numbers that are given to exp.
  replaceKernel(tf.Exp, (old) => (call) => {
    const x = input(call, 'x');
    if (x.dtype === 'float32') return old(call);
    return tf.tidy(() => tensorOf(old({ ...call, inputs: { x: tf.cast(x, 'float32') } })));
  });
  // tfjs's sign of NaN is 0.
  replaceKernel(tf.Sign, (old) => (call) => {
    const x = input(call, 'x');
    if (x.dtype !== 'float32') return old(call);
    return tf.tidy(() =>
      tensorOf(old({ ...call, inputs: { x: tf.where(tf.isNaN(x), tf.zerosLike(x), x) } })),
    );
  });
}
