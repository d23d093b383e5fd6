import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';

/** The method of tfjs-node's backend that sorts values into the buckets of a TensorBoard histogram, `[buckets, 3]`. */
interface Histograms {
  buckets(data: tf.Tensor, count?: number): tf.Tensor2D;
}

/**
 * Equal values are one bucket, from half below them to half above: tfjs-node joins scalars, which have no axis, for that,
 * and throws (a layer's bias at the start, or of one unit).
 */
export function mendHistograms(): void {
  // Its declaration has no private methods; Histograms is that of the code.
  const histograms = backend as unknown as Histograms;
  const original = histograms.buckets;
  histograms.buckets = function buckets(data, count) {
    if (data.size === 0) return original.call(this, data, count);
    const values = tf.cast(data, 'float32');
    const [least = 0, most = 0] = [tf.min(values), tf.max(values)].map((value) => value.dataSync()[0]);
    if (least !== most) return original.call(this, data, count);
    return tf.tensor2d([[least - 0.5, least + 0.5, data.size]]);
  };
}
