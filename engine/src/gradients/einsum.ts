import * as tf from '@tensorflow/tfjs';
import { defineGradient } from './define-gradient.js';

/** Gives `einsum` a gradient; tfjs has none. */
export function installEinsumGradient(): void {
  defineGradient<{ equation: string }>(tf.Einsum, {
    allInputs: true,
    of: (dy, operands, { equation }) => {
      const [left = '', result = ''] = equation.replace(/\s/g, '').split('->');
      const labels = left.split(',');
      return Object.fromEntries(
        operands.map((_, place) => [place, () => ofOperand(place, dy, operands, labels, result)]),
      );
    },
  });
}

/**
 * y = Σ over what the result lacks of Π operands. The gradient of one operand is the same sum with dy in its place: over
 * all that this operand lacks. What only this operand has (it was summed by itself) is repeated.
 */
function ofOperand(
  place: number,
  dy: tf.Tensor,
  operands: readonly tf.Tensor[],
  labels: readonly string[],
  result: string,
): tf.Tensor {
  const [own = '', shape = []] = [labels[place], operands[place]?.shape];
  if (new Set(own).size < own.length)
    throw new Error(`einsum: the gradient of an operand with one index twice ('${own}') is not computed`);
  const others = labels.filter((_, i) => i !== place);
  const elsewhere = [...own].filter((label) => [result, ...others].some((list) => list.includes(label)));
  const equation = `${[result, ...others].join(',')}->${elsewhere.join('')}`;
  const sum = tf.einsum(equation, dy, ...operands.filter((_, i) => i !== place));
  const kept = [...own].map((label, axis) => (elsewhere.includes(label) ? (shape[axis] ?? 1) : 1));
  return tf.broadcastTo(tf.reshape(sum, kept), shape);
}
