import * as tf from '@tensorflow/tfjs';
import { engine } from '../engine-state.js';
import type { RecurrentActivation } from './lstm-cell-gradient.js';
import { runLstm } from './lstm-chains.js';
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

function run(layer: LstmLayer, input: tf.Tensor3D, recurrentActivation: RecurrentActivation): tf.Tensor {
  const { cell, goBackwards, returnSequences } = layer;
  const repeated = sourceOfRepeat(input);
  const { outputs } = runLstm({
    // A repeated source is the same backwards.
    input: repeated ?? (goBackwards ? tf.reverse(input, 1) : input),
    steps: input.shape[1],
    kernel: cell.kernel.read(),
    recurrent: cell.recurrentKernel.read(),
    bias: cell.useBias ? cell.bias.read() : undefined,
    recurrentActivation,
    returnSequences,
  });
  return outputs;
}
