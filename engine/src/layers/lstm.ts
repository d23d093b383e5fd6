import * as tf from '@tensorflow/tfjs';
import { lstmSequence, type RecurrentActivation } from './lstm-sequence.js';
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
    if (!plain || activation === undefined) return original.call(this, inputs, kwargs);
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

function run(layer: LstmLayer, input: tf.Tensor3D, activation: RecurrentActivation): tf.Tensor {
  const [batch, steps] = input.shape;
  const { units } = layer.cell;
  const forwards = inputProjections(layer, input);
  // A copy: tfjs keeps the array itself for the backward pass.
  const projections = layer.goBackwards ? [...forwards].reverse() : forwards;
  const output = lstmSequence({
    projections,
    steps,
    recurrent: gatesReordered(layer.cell.recurrentKernel.read() as tf.Tensor2D),
    recurrentActivation: activation,
    returnSequences: layer.returnSequences,
  });
  if (!layer.returnSequences) return output;
  return tf.transpose(tf.reshape(output, [steps, batch, units]), [1, 0, 2]);
}

function inputProjections({ cell }: LstmLayer, input: tf.Tensor3D): tf.Tensor[] {
  const [batch, steps, features] = input.shape;
  const repeated = sourceOfRepeat(input);
  // With the last axis reordered, W and b keep their rank.
  const kernel = gatesReordered(cell.kernel.read() as tf.Tensor2D);
  const project = (rows: tf.Tensor2D): tf.Tensor => {
    const product = tf.matMul(rows, kernel);
    return cell.useBias ? tf.add(product, gatesReordered(cell.bias.read())) : product;
  };
  if (repeated !== undefined) return [project(repeated)];
  const rows = tf.reshape<tf.Rank.R2>(tf.transpose(input, [1, 0, 2]), [steps * batch, features]);
  return tf.split(project(rows), steps, 0);
}

/** From tfjs's order of gates, i, f, g, o, to i, f, o, g: those with one activation side by side. */
function gatesReordered<T extends tf.Tensor>(weights: T): T {
  const axis = weights.rank - 1;
  const units = (weights.shape[axis] ?? 0) / 4;
  const [inputForget, candidate, output] = tf.split(weights, [2 * units, units, units], axis);
  if (inputForget === undefined || candidate === undefined || output === undefined)
    throw new Error('lstm: no gates');
  return tf.concat([inputForget, output, candidate], axis) as T;
}
