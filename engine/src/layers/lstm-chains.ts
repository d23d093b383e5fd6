import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';
import type { RecurrentActivation } from './lstm-cell-gradient.js';
import { type LstmState, lstmSequence } from './lstm-sequence.js';

/** An LSTM's weights, gates in the order of Keras: input gate, forget gate, candidate, output gate. */
export interface LstmWeights {
  /** Of the input, `[features, 4 units]`; without it the LSTM runs on its state alone. */
  readonly kernel?: tf.Tensor | undefined;
  /** Of the output before, `[units, 4 units]`. */
  readonly recurrent: tf.Tensor;
  /** `[4 units]`. */
  readonly bias?: tf.Tensor | undefined;
}

/** One run of an LSTM over a batch of sequences. */
export interface LstmRun extends LstmWeights {
  /** `[batch, steps, features]`, or `[batch, features]` for an input that is the same at all steps; none without kernel. */
  readonly input?: tf.Tensor | undefined;
  readonly steps: number;
  /** The state before the first step; needed without input. Default: zeros. */
  readonly start?: LstmState | undefined;
  readonly recurrentActivation: RecurrentActivation;
  /** Whether all outputs are wanted, or the last one only. */
  readonly returnSequences: boolean;
  /** Whether the last cell is wanted, too. */
  readonly returnCell?: boolean;
}

/** What a run gives. */
export interface LstmResult {
  /** `[batch, steps, units]`, or the last one, `[batch, units]`. */
  readonly outputs: tf.Tensor;
  /** The last cell, `[batch, units]`, where it is wanted. */
  readonly cell: tf.Tensor | undefined;
}

/**
 * An LSTM whose gates are σ or hard σ: x·W for all steps is one product, taken out of the loop over time, and in a compiled
 * step parts of the batch run beside one another.
 *
 * @throws Error where neither an input nor a start says how large the batch is.
 */
export function runLstm(run: LstmRun): LstmResult {
  const batch = (run.input ?? run.start?.h)?.shape[0];
  if (batch === undefined) throw new Error('lstm: got neither an input nor a start, expected one of them');
  const weights = {
    kernel: run.kernel && gatesReordered(run.kernel),
    recurrent: gatesReordered(run.recurrent),
    bias: run.bias && gatesReordered(run.bias),
  };
  const results = chainsOf(run, batch).map((part) => runChain({ ...part, ...weights }));
  const [first] = results;
  if (first !== undefined && results.length === 1) return first;
  const cells = results.flatMap(({ cell }) => cell ?? []);
  return {
    outputs: tf.concat(
      results.map(({ outputs }) => outputs),
      0,
    ),
    cell: cells.length > 0 ? tf.concat(cells, 0) : undefined,
  };
}

/** Below this many examples a chain's ops are too small to gain by more chains. */
const examplesInChain = 16;

/**
 * Parts of the batch whose steps through time do not wait for one another. One step's ops are too small for two
 * processors; two chains of them are not (measured on 2: 29 → 22 ms a step of training for 20 steps of 64 × 256 → 128 and back).
 */
function chainsOf(run: LstmRun, batch: number): LstmRun[] {
  const count = Math.min(activeTrace()?.parallelChains ?? 1, Math.floor(batch / examplesInChain));
  if (count < 2) return [run];
  const each = Math.floor(batch / count);
  const sizes = [...Array<number>(count - 1).fill(each), batch - each * (count - 1)];
  const partsOf = (tensor: tf.Tensor | undefined) => tensor && tf.split(tensor, sizes, 0);
  const [inputs, h, c] = [run.input, run.start?.h, run.start?.c].map(partsOf);
  return sizes.map((_, k) => {
    const [hPart, cPart] = [h?.[k], c?.[k]];
    return { ...run, input: inputs?.[k], start: hPart && cPart && { h: hPart, c: cPart } };
  });
}

/** Weights of `run` have the gates in the order of {@link lstmSequence}. */
function runChain(run: LstmRun): LstmResult {
  const { input, start, steps, recurrent, returnCell = false } = run;
  const batch = (input ?? start?.h)?.shape[0] ?? 0;
  const units = recurrent.shape[0] ?? 0;
  const rows = lstmSequence({
    ...run,
    projections: inputProjections(run, batch),
    batch,
    // [units, 4 units].
    recurrent: recurrent as tf.Tensor2D,
    returnCell,
  });
  const [all, cell] = returnCell ? tf.split(rows, [rows.shape[0] - batch, batch], 0) : [rows];
  if (all === undefined) throw new Error('lstm: no outputs');
  if (!run.returnSequences) return { outputs: all, cell };
  return { outputs: tf.transpose(tf.reshape(all, [steps, batch, units]), [1, 0, 2]), cell };
}

/** x·W + b: `[steps · batch, 4 units]`, or `[batch, 4 units]` where it is the same at all steps. */
function inputProjections({ input, kernel, bias, recurrent }: LstmRun, batch: number): tf.Tensor2D {
  const shape: [number, number] = [batch, recurrent.shape[1] ?? 0];
  if (input === undefined || kernel === undefined)
    return bias === undefined ? tf.zeros(shape) : tf.broadcastTo(bias, shape);
  const rows = input.rank === 2 ? input : rowsOf(input as tf.Tensor3D);
  const product = tf.matMul<tf.Tensor2D>(rows, kernel);
  return bias === undefined ? product : tf.add(product, bias);
}

/** From `[batch, steps, features]` to `[steps · batch, features]`. */
function rowsOf(source: tf.Tensor3D): tf.Tensor2D {
  const [batch, steps, features] = source.shape;
  return tf.reshape(tf.transpose(source, [1, 0, 2]), [steps * batch, features]);
}

/** From Keras's order, i, f, g, o, to i, g, f, o, which the op for the gradient has. */
function gatesReordered(weights: tf.Tensor): tf.Tensor {
  const [inputGate, forgetGate, candidate, outputGate] = tf.split(weights, 4, weights.rank - 1);
  if (!inputGate || !forgetGate || !candidate || !outputGate) throw new Error('lstm: no gates');
  return tf.concat([inputGate, candidate, forgetGate, outputGate], weights.rank - 1);
}
