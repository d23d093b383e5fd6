import * as tf from '@tensorflow/tfjs';
import { engine } from '../engine-state.js';
import { type CellRecord, cellGradient, type RecurrentActivation, unread } from './lstm-cell-gradient.js';

/** Output h and cell c of an LSTM after a step, each `[batch, units]`. */
export interface LstmState {
  readonly h: tf.Tensor;
  readonly c: tf.Tensor;
}

/** One LSTM layer over a sequence. Rows stand in the order of steps, a batch for each. */
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
  /** The state before the first step. Default: zeros, which cost nothing. */
  readonly start?: LstmState | undefined;
  /** Whether all outputs are wanted, or the last one only. */
  readonly returnSequences: boolean;
  /** Whether the last cell is wanted, too. */
  readonly returnCell?: boolean;
}

const fields = ['inputGate', 'candidate', 'forgetGate', 'outputGate', 'cell', 'squashed', 'output'] as const;

/**
 * LSTM (Hochreiter & Schmidhuber 1997; with forget gates, Gers et al. 2000): c ← f·c + i·g, h ← o·tanh c. Its gradient
 * is written out: one product for all steps' recurrent weights, and one op for the gates of a step. Within a gradient of a
 * gradient it is not, since what is written out cannot be differentiated again.
 *
 * @returns `[steps · batch, units]`, or the last output `[batch, units]`; below it the last cell, `[batch, units]`, if wanted.
 */
export function lstmSequence(sequence: LstmSequence): tf.Tensor2D {
  const { recurrent, projections, start } = sequence;
  const isWrittenOut = tf.getBackend() === 'tensorflow' && engine().state.gradientDepth < 2;
  if (!isWrittenOut) return rowsReturned(sequence, forward(sequence));
  const layer = tf.customGrad((...parameters) => {
    // customGrad passes the tensors given below, then its function that saves.
    const save = parameters.at(-1) as unknown as tf.GradSaveFunc;
    const records = forward(sequence);
    const value = rowsReturned(sequence, records);
    const before = start ? [start.h, start.c] : [];
    save([recurrent, value, ...before, ...records.flatMap((record) => fields.map((field) => record[field]))]);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(sequence, dy, saved) };
  });
  return layer(recurrent, projections, ...(start ? [start.h, start.c] : [])) as tf.Tensor2D;
}

function rowsReturned(
  { returnSequences, returnCell }: LstmSequence,
  records: readonly CellRecord[],
): tf.Tensor2D {
  const outputs = records.map(({ output }) => output);
  const wanted = [
    ...(returnSequences ? outputs : outputs.slice(-1)),
    ...(returnCell ? records.slice(-1).map(({ cell }) => cell) : []),
  ];
  // Each part is [batch, units].
  return (wanted.length === 1 ? tf.clone(wanted[0] as tf.Tensor) : tf.concat(wanted, 0)) as tf.Tensor2D;
}

function isRepeated({ projections, steps, batch }: LstmSequence): boolean {
  return steps > 1 && projections.shape[0] === batch;
}

function forward(sequence: LstmSequence): CellRecord[] {
  const { projections, steps, recurrent, recurrentActivation, start } = sequence;
  const units = recurrent.shape[0];
  const projected = isRepeated(sequence) ? [projections] : tf.split(projections, steps, 0);
  const records: CellRecord[] = [];
  for (let t = 0; t < steps; t++) {
    const previous = stateBefore(records, t, start);
    const fromInput = projected[Math.min(t, projected.length - 1)] as tf.Tensor;
    const z =
      previous === undefined ? fromInput : tf.add(fromInput, tf.matMul(previous.h as tf.Tensor2D, recurrent));
    const [zInput, zCandidate, zOthers] = splitInto(z, [units, units, 2 * units]);
    const inputGate = gateOf(zInput, recurrentActivation);
    const candidate = tf.tanh(zCandidate);
    const [forgetGate, outputGate] = splitInto(gateOf(zOthers, recurrentActivation), [units, units]);
    const written = tf.mul(inputGate, candidate);
    const cell = previous === undefined ? written : tf.add(tf.mul(forgetGate, previous.c), written);
    const squashed = tf.tanh(cell);
    const output = tf.mul(outputGate, squashed);
    records.push({ inputGate, candidate, forgetGate, outputGate, cell, squashed, output });
  }
  return records;
}

/** The state before step t; `undefined` for zeros. */
function stateBefore(
  records: readonly CellRecord[],
  t: number,
  start: LstmState | undefined,
): LstmState | undefined {
  const record = records[t - 1];
  return record === undefined ? start : { h: record.output, c: record.cell };
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

/** Gradients in the recurrent weights, the projections and, where there is one, the start. */
function backward(sequence: LstmSequence, dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor[] {
  const [recurrent, value, ...rest] = saved as [tf.Tensor2D, tf.Tensor2D, ...tf.Tensor[]];
  const [h, c] = sequence.start ? rest.splice(0, 2) : [];
  const start = h && c ? { h, c } : undefined;
  const records = recordsOf(rest);
  const { dz, dStart } = throughTime({ ...sequence, recurrent, start }, records, dy);
  // Rows of all steps are one tensor: parts of it that begin at its first row, or end at its last, need no copy.
  const all = tf.concat(dz, 0);
  const dProjections = isRepeated(sequence) ? tf.addN(dz) : all;
  const dRecurrent = recurrentGradient({ ...sequence, recurrent, start }, records, value, all);
  return [dRecurrent, dProjections, ...(dStart ? [dStart.h, dStart.c] : [])];
}

/** Σₜ hₜ₋₁ᵀ·dzₜ as one product. */
function recurrentGradient(
  { recurrent, start, steps, batch, returnSequences }: LstmSequence,
  records: readonly CellRecord[],
  value: tf.Tensor2D,
  dz: tf.Tensor2D,
): tf.Tensor2D {
  const outputs = records.slice(0, -1).map(({ output }) => output);
  const before = start ? [start.h] : [];
  if (steps === 1 && !start) return tf.zerosLike(recurrent);
  const isInValue = returnSequences && steps > 1;
  const known = isInValue ? [firstRows(value, (steps - 1) * batch)] : outputs;
  const parts = [...before, ...known];
  const earlier = parts.length === 1 ? (parts[0] as tf.Tensor) : tf.concat(parts, 0);
  const later = start ? dz : (tf.split(dz, [batch, (steps - 1) * batch], 0)[1] as tf.Tensor);
  return tf.matMul(earlier as tf.Tensor2D, later as tf.Tensor2D, true, false);
}

function firstRows(tensor: tf.Tensor2D, rows: number): tf.Tensor {
  return tf.split(tensor, [rows, tensor.shape[0] - rows], 0)[0] as tf.Tensor;
}

function recordsOf(saved: readonly tf.Tensor[]): CellRecord[] {
  return Array.from({ length: saved.length / fields.length }, (_, t) => {
    const tensors = fields.map((field, k) => [field, saved[t * fields.length + k]]);
    // Saved field by field.
    return Object.fromEntries(tensors) as unknown as CellRecord;
  });
}

/**
 * The gradients in what the gates of each step are made of, `[batch, 4 units]`, from the last step to the first, and in
 * the start.
 */
function throughTime(
  { recurrent, start, steps, batch, returnCell, recurrentActivation }: LstmSequence,
  records: readonly CellRecord[],
  dy: tf.Tensor,
): { dz: tf.Tensor2D[]; dStart: LstmState | undefined } {
  const zero = tf.zerosLike((records[0] as CellRecord).cell);
  const others = unread(batch, recurrent);
  const arriving = tf.split(dy, (dy.shape[0] ?? 0) / batch, 0);
  let dCell: tf.Tensor = (returnCell ? arriving.pop() : undefined) ?? zero;
  let dOutput: tf.Tensor | undefined;
  const dz: tf.Tensor2D[] = [];
  for (let t = steps - 1; t >= 0; t--) {
    dOutput = sumOf(dOutput, arriving[t - steps + arriving.length]);
    const before = stateBefore(records, t, start)?.c ?? zero;
    const gradient = cellGradient(
      records[t] as CellRecord,
      before,
      dCell,
      dOutput,
      recurrentActivation,
      others,
    );
    dz[t] = gradient.preactivations;
    dCell = gradient.previousCell;
    if (t > 0 || start) dOutput = tf.matMul(gradient.preactivations, recurrent, false, true);
  }
  return { dz, dStart: start && { h: sumOf(dOutput, undefined), c: dCell } };
}

function sumOf(a: tf.Tensor | undefined, b: tf.Tensor | undefined): tf.Tensor {
  if (a !== undefined && b !== undefined) return tf.add(a, b);
  const one = a ?? b;
  if (one === undefined) throw new Error('lstm: no gradient arrives');
  return one;
}
