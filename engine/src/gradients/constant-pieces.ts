import * as tf from '@tensorflow/tfjs';
import { defineGradient, noGradient, savedAt } from './define-gradient.js';

/**
 * Kernels whose result does not change with small changes of their input: comparisons, truth values, indices. A mask made
 * from the numbers that it masks brings them into a gradient, where tfjs refuses most.
 */
const inputsOf: Readonly<Record<string, readonly string[]>> = {
  [tf.Equal]: ['a', 'b'],
  [tf.NotEqual]: ['a', 'b'],
  [tf.Less]: ['a', 'b'],
  [tf.LessEqual]: ['a', 'b'],
  [tf.Greater]: ['a', 'b'],
  [tf.GreaterEqual]: ['a', 'b'],
  [tf.LogicalAnd]: ['a', 'b'],
  [tf.LogicalOr]: ['a', 'b'],
  [tf.LogicalNot]: ['x'],
  [tf.All]: ['x'],
  [tf.Any]: ['x'],
  [tf.ArgMax]: ['x'],
  [tf.ArgMin]: ['x'],
  [tf.IsFinite]: ['x'],
  [tf.IsInf]: ['x'],
  [tf.IsNan]: ['x'],
  [tf.OneHot]: ['indices'],
};

/** Gives these kernels, and casts to whole numbers and truth values, a derivative of 0. */
export function installConstantPieces(): void {
  for (const [kernelName, inputs] of Object.entries(inputsOf)) {
    defineGradient(kernelName, {
      inputs,
      of: (_dy, saved) =>
        Object.fromEntries(inputs.map((name, place) => [name, noGradient(savedAt(saved, place))])),
    });
  }
  // tfjs passes on what arrives, as if a number rounded to a whole one were the number itself. It does so between whole
  // numbers and truth values, too: a convention, since those have no small changes.
  defineGradient<{ dtype: tf.DataType }>(tf.Cast, {
    inputs: ['x'],
    of: (dy, saved, { dtype }) => {
      const rounds = dtype !== 'float32' && savedAt(saved, 0).dtype === 'float32';
      return { x: () => (rounds ? tf.zerosLike(dy) : tf.clone(dy)) };
    },
  });
  // Halfway between its derivatives on both sides, as PyTorch and TensorFlow have it: tfjs gives −1 at 0, so that an L1
  // penalty pushes away from its own optimum.
  defineGradient(tf.Abs, {
    inputs: ['x'],
    of: (dy, saved) => ({ x: () => tf.mul(dy, tf.sign(tf.cast(savedAt(saved, 0), 'float32'))) }),
  });
}
