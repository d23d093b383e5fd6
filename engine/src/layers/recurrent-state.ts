import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';

interface RecurrentLayer {
  readonly name: string;
  readonly stateful: boolean;
  readonly cell: { readonly dropout?: number; readonly recurrentDropout?: number };
}

type Call = (this: RecurrentLayer, inputs: unknown, kwargs?: { readonly training?: boolean }) => unknown;

/**
 * Says what cannot be compiled of tfjs's recurrent layers, before they do it: they keep dropout's mask, and the state of a
 * stateful layer, as tensors of their own from one call to the next.
 */
export function refuseRecurrentState(): void {
  const one = { units: 1, name: 'unused' };
  const layers = [
    ...[tf.layers.simpleRNN(one), tf.layers.gru(one), tf.layers.lstm(one)],
    tf.layers.rnn({ cell: tf.layers.simpleRNNCell(one), name: 'unused' }),
    tf.layers.convLstm2d({ filters: 1, kernelSize: 1, name: 'unused' }),
  ];
  // The classes are not exported; an instance leads to each.
  for (const layer of layers) guard(Object.getPrototypeOf(layer) as { call: Call });
}

function guard(prototype: { call: Call }): void {
  const original = prototype.call;
  prototype.call = function call(inputs, kwargs) {
    if (activeTrace() !== undefined) check(this, kwargs?.training === true);
    return original.call(this, inputs, kwargs);
  };
}

function check({ name, stateful, cell }: RecurrentLayer, training: boolean): void {
  if (stateful)
    throw new Error(
      `compile: layer ${name} is stateful: it keeps its state in JavaScript from call to call, which a compiled step ` +
        'would read once. Use stateful: false, or run the step as it is.',
    );
  if (training && ((cell.dropout ?? 0) > 0 || (cell.recurrentDropout ?? 0) > 0))
    throw new Error(
      `compile: layer ${name} has dropout or recurrentDropout, which tfjs draws in JavaScript and keeps for the layer. ` +
        "Set both to 0, and put a layer `Dropout` of '@codebook/engine' before it.",
    );
}
