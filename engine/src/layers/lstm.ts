import * as tf from '@tensorflow/tfjs';
import { engine } from '../engine-state.js';
import { activeTrace } from '../trace/active.js';
import type { RecurrentActivation } from './lstm-cell-gradient.js';
import { lstmSequence } from './lstm-sequence.js';
import { sourceOfRepeat } from './repeat-vector.js';

/** The fields of tfjs's LSTM layer that are read here. */
interface LstmLayer {
  readonly cell: {
    readonly units: number;
    readonly kernel: tf.LayerVariable;
    readonly recurrentKernel: tf.LayerVariable;
    readonly bias: tf.LayerVariable;
    readonly useBias: boolean;
    readonly dropout: number;
    readonly recurrentDropout: number;
    readonly activation: { getClassName(): string };
    readonly recurrentActivation: { getClassName(): string };
  };
  readonly stateful: boolean;
  readonly returnState: boolean;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
}

type Call = (
  this: LstmLayer,
  inputs: tf.Tensor | tf.Tensor[],
  kwargs: Record<string, unknown>,
) => tf.Tensor | tf.Tensor[];

/**
 * Gives tfjs's LSTM layer a faster way where it is the standard one (tanh, σ or hard σ, no dropout, mask or states
 * passed in): x·W for all steps is one product, taken out of the loop over time. Other LSTMs run as before.
 */
export function installLstm(): void {
  // The class is not exported; an instance leads to it.
  const prototype = Object.getPrototypeOf(tf.layers.lstm({ units: 1 })) as { call: Call };
  const original = prototype.call;
  prototype.call = function call(inputs, kwargs) {
    const input = Array.isArray(inputs) && inputs.length === 1 ? inputs[0] : inputs;
    const activation = recurrentActivation(this);
    const plain =
      tf.getBackend() === 'tensorflow' && input instanceof tf.Tensor && !usesOptions(this, kwargs ?? {});
    // The gradient that is written out cannot be differentiated again.
    const once = engine().state.gradientDepth < 2;
    if (!plain || !once || activation === undefined) return original.call(this, inputs, kwargs);
    return tf.tidy(() => run(this, input as tf.Tensor3D, activation));
  };
}

function usesOptions(layer: LstmLayer, { mask, initialState, constants }: Record<string, unknown>): boolean {
  const { dropout, recurrentDropout, activation } = layer.cell;
  const passed = [mask, initialState, constants].some((value) => value !== null && value !== undefined);
  return (
    passed ||
    layer.stateful ||
    layer.returnState ||
    dropout > 0 ||
    recurrentDropout > 0 ||
    activation.getClassName() !== 'tanh'
  );
}

function recurrentActivation({ cell }: LstmLayer): RecurrentActivation | undefined {
  const name = cell.recurrentActivation.getClassName();
  return name === 'sigmoid' || name === 'hardSigmoid' ? name : undefined;
}

/** Below this many examples a chain's ops are too small to gain by more chains. */
const examplesInChain = 16;

function run(layer: LstmLayer, input: tf.Tensor3D, activation: RecurrentActivation): tf.Tensor {
  const weights: Weights = {
    kernel: gatesReordered(layer.cell.kernel.read() as tf.Tensor2D),
    recurrent: gatesReordered(layer.cell.recurrentKernel.read() as tf.Tensor2D),
    bias: layer.cell.useBias ? gatesReordered(layer.cell.bias.read()) : undefined,
  };
  const source = sourceOfRepeat(input) ?? input;
  const outputs = chainsOf(source).map((part) => chain(layer, weights, part, input.shape[1], activation));
  return outputs.length === 1 ? (outputs[0] as tf.Tensor) : tf.concat(outputs, 0);
}

interface Weights {
  readonly kernel: tf.Tensor2D;
  readonly recurrent: tf.Tensor2D;
  readonly bias: tf.Tensor | undefined;
}

/**
 * Parts of the batch whose steps through time do not wait for one another. One step's ops are too small for two
 * processors; two chains of them are not (measured on 2: 29 → 22 ms a step of training for 20 steps of 64 × 256 → 128 and back).
 */
function chainsOf(source: tf.Tensor): tf.Tensor[] {
  const [batch = 0] = source.shape;
  const count = Math.min(activeTrace()?.parallelChains ?? 1, Math.floor(batch / examplesInChain));
  if (count < 2) return [source];
  const each = Math.floor(batch / count);
  return tf.split(source, [...Array<number>(count - 1).fill(each), batch - each * (count - 1)], 0);
}

function chain(
  layer: LstmLayer,
  weights: Weights,
  source: tf.Tensor,
  steps: number,
  activation: RecurrentActivation,
): tf.Tensor {
  const [batch = 0] = source.shape;
  // A repeated source is the same backwards.
  const ordered = layer.goBackwards && source.rank === 3 ? tf.reverse(source, 1) : source;
  const output = lstmSequence({
    projections: inputProjections(weights, ordered),
    steps,
    batch,
    recurrent: weights.recurrent,
    recurrentActivation: activation,
    returnSequences: layer.returnSequences,
  });
  if (!layer.returnSequences) return output;
  return tf.transpose(tf.reshape(output, [steps, batch, layer.cell.units]), [1, 0, 2]);
}

/** x·W + b: `[steps · batch, 4 units]`, or `[batch, 4 units]` for a source `[batch, features]` that is repeated. */
function inputProjections({ kernel, bias }: Weights, source: tf.Tensor): tf.Tensor2D {
  const rows = source.rank === 2 ? source : rowsOf(source as tf.Tensor3D);
  const product = tf.matMul<tf.Tensor2D>(rows, kernel);
  return bias === undefined ? product : tf.add(product, bias);
}

/** From `[batch, steps, features]` to `[steps · batch, features]`. */
function rowsOf(source: tf.Tensor3D): tf.Tensor2D {
  const [batch, steps, features] = source.shape;
  return tf.reshape(tf.transpose(source, [1, 0, 2]), [steps * batch, features]);
}

/** From tfjs's order, i, f, g, o, to i, g, f, o, which the op for the gradient has. */
function gatesReordered<T extends tf.Tensor>(weights: T): T {
  const [inputGate, forgetGate, candidate, outputGate] = tf.split(weights, 4, weights.rank - 1);
  if (!inputGate || !forgetGate || !candidate || !outputGate) throw new Error('lstm: no gates');
  return tf.concat([inputGate, candidate, forgetGate, outputGate], weights.rank - 1) as T;
}
