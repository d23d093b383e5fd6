import * as tf from '@tensorflow/tfjs';

type Call = (inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>) => tf.Tensor;

const sources = new WeakMap<tf.Tensor, tf.Tensor2D>();

/** Makes tfjs's RepeatVector layer remember what it repeated, so that an LSTM after it projects that once. */
export function installRepeatVector(): void {
  // The class is not exported; an instance leads to it.
  const prototype = Object.getPrototypeOf(tf.layers.repeatVector({ n: 1 })) as { call: Call };
  const original = prototype.call;
  prototype.call = function call(inputs, kwargs) {
    const source = Array.isArray(inputs) ? inputs[0] : inputs;
    const repeated = original.call(this, inputs, kwargs);
    // RepeatVector takes [batch, features].
    if (source !== undefined) sources.set(repeated, source as tf.Tensor2D);
    return repeated;
  };
}

/** What a tensor repeats along its second axis, if a RepeatVector layer made it and that is still there. */
export function sourceOfRepeat(tensor: tf.Tensor): tf.Tensor2D | undefined {
  const source = sources.get(tensor);
  return source?.isDisposed === false ? source : undefined;
}
