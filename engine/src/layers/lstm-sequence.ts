import * as tf from '@tensorflow/tfjs';
import { type CellRecord, cellGradient, type RecurrentActivation, unread } from './lstm-cell-gradient.js';

/** One LSTM layer over a sequence that starts from zero states. Rows stand in the order of steps, a batch for each. */
export interface LstmSequence {
  /**
   * Input projections x·W + b, `[steps · batch, 4 units]`, or `[batch, 4 units]` when they are the same at all steps. In
   * the order i, g, f, o: input gate, candidate, forget and output gate.
   */
  readonly projections: tf.Tensor2D;
  readonly steps: number;
  readonly batch: number;
  /** Recurrent weights `[units, 4 units]`, in the same order. */
  readonly recurrent: tf.Tensor2D;
  readonly recurrentActivation: RecurrentActivation;
  /** Whether all outputs are wanted, or the last one only. */
  readonly returnSequences: boolean;
}

const fields = ['inputGate', 'candidate', 'forgetGate', 'outputGate', 'cell', 'squashed', 'output'] as const;

/**
 * LSTM (Hochreiter & Schmidhuber 1997; with forget gates, Gers et al. 2000): c ← f·c + i·g, h ← o·tanh c. Its gradient
 * is written out: one product for all steps' recurrent weights, and one op for the gates of a step.
 *
 * @returns `[steps · batch, units]`, or the last output `[batch, units]`.
 */
export function lstmSequence(sequence: LstmSequence): tf.Tensor2D {
  const layer = tf.customGrad((...parameters) => {
    // customGrad passes the tensors given below, then its function that saves.
    const [recurrent, projections, save] = parameters as unknown as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.GradSaveFunc,
    ];
    const records = forward({ ...sequence, recurrent, projections });
    const outputs = records.map(({ output }) => output);
    const value = sequence.returnSequences ? tf.concat(outputs, 0) : tf.clone(outputs.at(-1) as tf.Tensor);
    save([recurrent, value, ...records.flatMap((record) => fields.map((field) => record[field]))]);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(sequence, dy, saved) };
  });
  return layer(sequence.recurrent, sequence.projections) as tf.Tensor2D;
}

function isRepeated({ projections, steps, batch }: LstmSequence): boolean {
  return steps > 1 && projections.shape[0] === batch;
}

function forward(sequence: LstmSequence): CellRecord[] {
  const { projections, steps, recurrent, recurrentActivation } = sequence;
  const units = recurrent.shape[0];
  const projected = isRepeated(sequence) ? [projections] : tf.split(projections, steps, 0);
  const records: CellRecord[] = [];
  for (let t = 0; t < steps; t++) {
    const previous = records[t - 1];
    const fromInput = projected[Math.min(t, projected.length - 1)] as tf.Tensor;
    const z = previous === undefined ? fromInput : tf.add(fromInput, tf.matMul(previous.output, recurrent));
    const [zInput, zCandidate, zOthers] = splitInto(z, [units, units, 2 * units]);
    const inputGate = gateOf(zInput, recurrentActivation);
    const candidate = tf.tanh(zCandidate);
    const [forgetGate, outputGate] = splitInto(gateOf(zOthers, recurrentActivation), [units, units]);
    const written = tf.mul(inputGate, candidate);
    const cell = previous === undefined ? written : tf.add(tf.mul(forgetGate, previous.cell), written);
    const squashed = tf.tanh(cell);
    const output = tf.mul(outputGate, squashed);
    records.push({ inputGate, candidate, forgetGate, outputGate, cell, squashed, output });
  }
  return records;
}

/** Parts of so many columns. */
function splitInto<N extends number[]>(
  z: tf.Tensor,
  columns: readonly [...N],
): { [i in keyof N]: tf.Tensor } {
  // Split makes as many tensors as sizes are given.
  return tf.split(z, [...columns], 1) as unknown as { [i in keyof N]: tf.Tensor };
}

function gateOf(z: tf.Tensor, activation: RecurrentActivation): tf.Tensor {
  return activation === 'sigmoid' ? tf.sigmoid(z) : tf.clipByValue(tf.add(tf.mul(z, 0.2), 0.5), 0, 1);
}

function backward(sequence: LstmSequence, dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor[] {
  const { steps, batch, returnSequences } = sequence;
  const [recurrent, value, ...rest] = saved as [tf.Tensor2D, tf.Tensor2D, ...tf.Tensor[]];
  const records = recordsOf(rest);
  const above = returnSequences ? tf.split(dy, steps, 0) : [];
  if (!returnSequences) above[steps - 1] = dy;
  const dz = throughTime(records, above, recurrent, sequence.recurrentActivation);
  // Rows of all steps are one tensor: parts of it that begin at its first row, or end at its last, need no copy.
  const all = tf.concat(dz, 0);
  const dProjections = isRepeated(sequence) ? tf.addN(dz) : all;
  if (steps === 1) return [tf.zerosLike(recurrent), dProjections];
  const [, later] = tf.split(all, [batch, (steps - 1) * batch], 0);
  const outputs = returnSequences
    ? value
    : tf.concat(
        records.map(({ output }) => output),
        0,
      );
  const [earlier] = tf.split(outputs, [(steps - 1) * batch, batch], 0);
  // Σₜ hₜ₋₁ᵀ·dzₜ as one product.
  return [tf.matMul(earlier as tf.Tensor2D, later as tf.Tensor2D, true, false), dProjections];
}

function recordsOf(saved: readonly tf.Tensor[]): CellRecord[] {
  return Array.from({ length: saved.length / fields.length }, (_, t) => {
    const tensors = fields.map((field, k) => [field, saved[t * fields.length + k]]);
    // Saved field by field.
    return Object.fromEntries(tensors) as unknown as CellRecord;
  });
}

/** The gradients in what the gates of each step are made of, `[batch, 4 units]`, from the last step to the first. */
function throughTime(
  records: readonly CellRecord[],
  above: readonly (tf.Tensor | undefined)[],
  recurrent: tf.Tensor2D,
  activation: RecurrentActivation,
): tf.Tensor2D[] {
  const zero = tf.zerosLike((records[0] as CellRecord).cell);
  const others = unread(zero.shape[0] ?? 0, recurrent);
  const dz: tf.Tensor2D[] = [];
  let dCell: tf.Tensor = zero;
  let dOutput: tf.Tensor | undefined;
  for (let t = records.length - 1; t >= 0; t--) {
    dOutput = sumOf(dOutput, above[t]);
    const before = records[t - 1]?.cell ?? zero;
    const gradient = cellGradient(records[t] as CellRecord, before, dCell, dOutput, activation, others);
    dz[t] = gradient.preactivations;
    dCell = gradient.previousCell;
    if (t > 0) dOutput = tf.matMul(gradient.preactivations, recurrent, false, true);
  }
  return dz;
}

function sumOf(a: tf.Tensor | undefined, b: tf.Tensor | undefined): tf.Tensor {
  if (a !== undefined && b !== undefined) return tf.add(a, b);
  const one = a ?? b;
  if (one === undefined) throw new Error('lstm: no gradient arrives');
  return one;
}
