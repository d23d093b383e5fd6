import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { activationGradient } from '../gradients/activations.js';
import { activeTrace } from '../trace/active.js';

/** What the gates use: σ, or the piecewise linear function that tfjs and Keras 1 have as default. */
export type RecurrentActivation = 'sigmoid' | 'hardSigmoid';

/** What the backward pass needs of one step through time; all `[batch, units]`. */
export interface CellRecord {
  readonly inputGate: tf.Tensor;
  readonly candidate: tf.Tensor;
  readonly forgetGate: tf.Tensor;
  readonly outputGate: tf.Tensor;
  readonly cell: tf.Tensor;
  /** tanh of the cell. */
  readonly squashed: tf.Tensor;
  readonly output: tf.Tensor;
}

/** Gradients of one step. */
export interface CellGradient {
  /** In what the gates and the candidate are made of, `[batch, 4 units]`: input gate, candidate, forget and output gate. */
  readonly preactivations: tf.Tensor2D;
  /** In the cell of the step before, `[batch, units]`. */
  readonly previousCell: tf.Tensor;
}

/**
 * The gradient of one LSTM step: c = f·c₋₁ + i·g, h = o·tanh c.
 *
 * @param previousCell The cell before, c₋₁.
 * @param dCell What arrives at the cell from the step after.
 * @param dOutput What arrives at the output.
 * @param others See {@link unread}.
 */
export function cellGradient(
  record: CellRecord,
  previousCell: tf.Tensor,
  dCell: tf.Tensor,
  dOutput: tf.Tensor,
  activation: RecurrentActivation,
  others: Unread,
): CellGradient {
  // XLA does not have TensorFlow's op, which is for σ only.
  if (activation === 'sigmoid' && activeTrace()?.xla !== true)
    return inOneOp(record, previousCell, dCell, dOutput, others);
  const { inputGate, candidate, forgetGate, outputGate, squashed } = record;
  const dc = tf.add(dCell, activationGradient('TanhGrad', squashed, tf.mul(dOutput, outputGate)));
  const parts = [
    gateGradient(inputGate, tf.mul(dc, candidate), activation),
    activationGradient('TanhGrad', candidate, tf.mul(dc, inputGate)),
    gateGradient(forgetGate, tf.mul(dc, previousCell), activation),
    gateGradient(outputGate, tf.mul(dOutput, squashed), activation),
  ];
  return { preactivations: tf.concat(parts, 1) as tf.Tensor2D, previousCell: tf.mul(dc, forgetGate) };
}

function gateGradient(gates: tf.Tensor, above: tf.Tensor, activation: RecurrentActivation): tf.Tensor {
  if (activation === 'sigmoid') return activationGradient('SigmoidGrad', gates, above);
  const inside = tf.logicalAnd(tf.greater(gates, 0), tf.less(gates, 1));
  return tf.mul(tf.where(inside, above, tf.zerosLike(above)), 0.2);
}

/** What the op takes and does not read, of the right shapes; the same for all steps. */
export interface Unread {
  readonly x: tf.Tensor;
  readonly w: tf.Tensor;
  readonly b: tf.Tensor;
  readonly peephole: tf.Tensor;
}

/** @param recurrent Recurrent weights `[units, 4 units]`. */
export function unread(batch: number, recurrent: tf.Tensor2D): Unread {
  const [units, gates] = recurrent.shape;
  return { x: tf.zeros([batch, 0]), w: recurrent, b: tf.zeros([gates]), peephole: tf.zeros([units]) };
}

/** By TensorFlow's op for the gradient of a step: one in place of fifteen. */
function inOneOp(
  { inputGate, candidate, forgetGate, outputGate, cell, squashed }: CellRecord,
  previousCell: tf.Tensor,
  dCell: tf.Tensor,
  dOutput: tf.Tensor,
  { x, w, b, peephole }: Unread,
): CellGradient {
  const attributes = [attr.type('T', DType.float32), attr.bool('use_peephole', false)];
  // The output before, which follows the cell before, has its shape and is not read either.
  const before = [x, previousCell, previousCell, w, peephole, peephole, peephole, b];
  const step = [inputGate, cell, forgetGate, outputGate, candidate, squashed, dCell, dOutput];
  const inputs = [...before, ...step];
  // The last three of its five outputs are gradients of peepholes.
  const [dPrevious, preactivations] = backend.executeMultipleOutputs(
    'LSTMBlockCellGrad',
    attributes,
    inputs,
    5,
  );
  if (dPrevious === undefined || preactivations === undefined) throw new Error('lstm: no gradient');
  return { preactivations: preactivations as tf.Tensor2D, previousCell: dPrevious };
}
