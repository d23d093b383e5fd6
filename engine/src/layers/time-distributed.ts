import * as tf from '@tensorflow/tfjs';

interface TimeDistributedLayer {
  readonly layer: { getClassName(): string; call(inputs: tf.Tensor, kwargs: object): tf.Tensor };
}

type Call = (
  this: TimeDistributedLayer,
  inputs: tf.Tensor | tf.Tensor[],
  kwargs: object,
) => tf.Tensor | tf.Tensor[];

/** Makes tfjs's TimeDistributed apply a Dense layer to all steps at once: the same numbers, one product. */
export function installTimeDistributed(): void {
  const instance = tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 1 }) });
  // The class is not exported; an instance leads to it.
  const prototype = Object.getPrototypeOf(instance) as { call: Call };
  const original = prototype.call;
  prototype.call = function call(inputs, kwargs) {
    const input = Array.isArray(inputs) && inputs.length === 1 ? inputs[0] : inputs;
    if (!(input instanceof tf.Tensor) || input.rank !== 3 || this.layer.getClassName() !== 'Dense') {
      return original.call(this, inputs, kwargs);
    }
    return tf.tidy(() => {
      const [batch, steps, features] = (input as tf.Tensor3D).shape;
      const rows = this.layer.call(tf.reshape(input, [batch * steps, features]), kwargs);
      return tf.reshape(rows, [batch, steps, rows.shape[1] ?? 0]);
    });
  };
}
