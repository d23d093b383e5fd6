import * as tf from '@tensorflow/tfjs';

type Call = (inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }) => tf.Tensor;

/**
 * Makes a frozen batch normalisation keep its moving statistics, and use them, as Keras 2 and later do ("if trainable is
 * false, the layer runs in inference mode"). tfjs's moves them with every training step.
 */
export function installFrozenBatchNorm(): void {
  // The class is not exported; an instance leads to it.
  const prototype = Object.getPrototypeOf(tf.layers.batchNormalization({})) as { call: Call };
  const original = prototype.call;
  prototype.call = function call(this: tf.layers.Layer & { call: Call }, inputs, kwargs) {
    return original.call(this, inputs, this.trainable ? kwargs : { ...kwargs, training: false });
  };
}
