import * as tf from '@tensorflow/tfjs';
import { activationGradient } from '../gradients/activations.js';

/** What the gates use: σ, or the piecewise linear function that tfjs and Keras 1 have as default. */
export type RecurrentActivation = 'sigmoid' | 'hardSigmoid';

/** One LSTM layer over a sequence that starts from zero states. */
export interface LstmSequence {
  /** Input projections x·W + b: one `[batch, 4 units]` a step, or the same for all. Gates in the order i, f, o, g. */
  readonly projections: readonly tf.Tensor[];
  readonly steps: number;
  /** Recurrent weights `[units, 4 units]`, gates in the same order. */
  readonly recurrent: tf.Tensor2D;
  readonly recurrentActivation: RecurrentActivation;
  /** Whether all outputs are wanted, or the last one only. */
  readonly returnSequences: boolean;
}

/** What the backward pass needs of one step. */
interface StepRecord {
  readonly inputGate: tf.Tensor;
  readonly forgetGate: tf.Tensor;
  readonly outputGate: tf.Tensor;
  readonly candidate: tf.Tensor;
  readonly cell: tf.Tensor;
  readonly squashed: tf.Tensor;
  readonly output: tf.Tensor;
}
const fieldsOfRecord = 7;
const [cellField, outputField] = [4, 6];

/**
 * LSTM (Hochreiter & Schmidhuber 1997; with forget gates, Gers et al. 2000): c ← f·c + i·g, h ← o·tanh c. Its gradient
 * is written out: one product for all steps' recurrent weights, and a third of the ops that automatic differentiation
 * makes.
 *
 * @returns `[steps · batch, units]` in the order of steps, or the last output `[batch, units]`.
 */
export function lstmSequence(sequence: LstmSequence): tf.Tensor2D {
  const layer = tf.customGrad((...parameters) => {
    // customGrad passes the tensors given below, then its function that saves.
    const save = parameters.at(-1) as tf.GradSaveFunc;
    const [recurrent, ...projections] = parameters.slice(0, -1) as [tf.Tensor2D, ...tf.Tensor[]];
    const records = forward({ ...sequence, recurrent, projections });
    const outputs = records.map(({ output }) => output);
    save([
      recurrent,
      ...records.flatMap((record) => [
        record.inputGate,
        record.forgetGate,
        record.outputGate,
        record.candidate,
        record.cell,
        record.squashed,
        record.output,
      ]),
    ]);
    const value = sequence.returnSequences
      ? tf.concat(outputs, 0)
      : tf.clone(outputs[outputs.length - 1] as tf.Tensor);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(sequence, dy, saved) };
  });
  return layer(sequence.recurrent, ...sequence.projections) as tf.Tensor2D;
}

function forward({ projections, steps, recurrent, recurrentActivation }: LstmSequence): StepRecord[] {
  const units = recurrent.shape[0];
  const records: StepRecord[] = [];
  for (let t = 0; t < steps; t++) {
    const previous = records[t - 1];
    const projection = projections[Math.min(t, projections.length - 1)] as tf.Tensor;
    const z = previous === undefined ? projection : tf.add(projection, tf.matMul(previous.output, recurrent));
    const [zGates, zCandidate] = tf.split(z, [3 * units, units], 1) as [tf.Tensor, tf.Tensor];
    const gates = gateOf(zGates, recurrentActivation);
    const candidate = tf.tanh(zCandidate);
    const [inputGate, forgetGate, outputGate] = tf.split(gates, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const written = tf.mul(inputGate, candidate);
    const cell = previous === undefined ? written : tf.add(tf.mul(forgetGate, previous.cell), written);
    const squashed = tf.tanh(cell);
    const output = tf.mul(outputGate, squashed);
    records.push({ inputGate, forgetGate, outputGate, candidate, cell, squashed, output });
  }
  return records;
}

function gateOf(z: tf.Tensor, activation: RecurrentActivation): tf.Tensor {
  return activation === 'sigmoid' ? tf.sigmoid(z) : tf.clipByValue(tf.add(tf.mul(z, 0.2), 0.5), 0, 1);
}

function gateGradient(gates: tf.Tensor, above: tf.Tensor, activation: RecurrentActivation): tf.Tensor {
  if (activation === 'sigmoid') return activationGradient('SigmoidGrad', gates, above);
  const inside = tf.logicalAnd(tf.greater(gates, 0), tf.less(gates, 1));
  return tf.mul(tf.where(inside, above, tf.zerosLike(above)), 0.2);
}

function backward(sequence: LstmSequence, dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor[] {
  const { steps, returnSequences, projections } = sequence;
  const recurrent = saved[0] as tf.Tensor2D;
  const field = (t: number, index: number): tf.Tensor => saved[1 + t * fieldsOfRecord + index] as tf.Tensor;
  const above = returnSequences ? tf.split(dy, steps, 0) : undefined;
  const dz: tf.Tensor2D[] = [];
  let dh: tf.Tensor | undefined = above === undefined ? dy : undefined;
  let dc: tf.Tensor | undefined;
  for (let t = steps - 1; t >= 0; t--) {
    const dyHere = above?.[t];
    dh = dh === undefined ? dyHere : dyHere === undefined ? dh : tf.add(dh, dyHere);
    if (dh === undefined) throw new Error('lstm: no gradient arrives');
    const [input, forget, output, candidate, , squashed] = Array.from({ length: 6 }, (_, k) =>
      field(t, k),
    ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const throughOutput = activationGradient('TanhGrad', squashed, tf.mul(dh, output));
    dc = dc === undefined ? throughOutput : tf.add(dc, throughOutput);
    const zCandidate = activationGradient('TanhGrad', candidate, tf.mul(dc, input));
    const zForget =
      t > 0
        ? gateGradient(forget, tf.mul(dc, field(t - 1, cellField)), sequence.recurrentActivation)
        : tf.zerosLike(dc);
    const zInput = gateGradient(input, tf.mul(dc, candidate), sequence.recurrentActivation);
    const zOutput = gateGradient(output, tf.mul(dh, squashed), sequence.recurrentActivation);
    const dzHere = tf.concat([zInput, zForget, zOutput, zCandidate], 1) as tf.Tensor2D;
    dz[t] = dzHere;
    if (t === 0) break;
    dh = tf.matMul(dzHere, recurrent, false, true);
    dc = tf.mul(dc, forget);
  }
  const dRecurrent = recurrentGradient(
    dz,
    Array.from({ length: steps - 1 }, (_, t) => field(t, outputField)),
    recurrent,
  );
  return [dRecurrent, ...(projections.length === 1 && steps > 1 ? [tf.addN(dz)] : dz)];
}

/** Σₜ hₜ₋₁ᵀ·dzₜ as one product. */
function recurrentGradient(
  dz: readonly tf.Tensor2D[],
  outputs: readonly tf.Tensor[],
  recurrent: tf.Tensor,
): tf.Tensor {
  if (outputs.length === 0) return tf.zerosLike(recurrent);
  return tf.matMul(tf.concat([...outputs], 0) as tf.Tensor2D, tf.concat(dz.slice(1), 0), true, false);
}
