import * as tf from '@tensorflow/tfjs';
import { defineGradient, savedAt, sumTo } from './define-gradient.js';

/** Mends the gradients of batch norm and of tfjs's softmax cross-entropy. */
export function installNormalisationGradients(): void {
  installBatchNorm();
  installSoftmaxCrossEntropy();
}

/**
 * y = (x − mean) / √(variance + ε) · scale + offset, with statistics of any shape that broadcasts to x. tfjs computes it
 * where features are on the last axis, and refuses the axis 1, as well as a missing scale.
 */
function installBatchNorm(): void {
  defineGradient<{ varianceEpsilon: number }>(tf.FusedBatchNorm, {
    inputs: ['x', 'mean', 'variance', 'scale'],
    of: (dy, saved, { varianceEpsilon }) => {
      const [x, mean, variance] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
      const scale = saved[3] ?? tf.scalar(1);
      const perDeviation = tf.rsqrt(tf.add(variance, varianceEpsilon));
      const centred = tf.sub(x, mean);
      const slope = tf.mul(perDeviation, scale);
      const ofMean = () => sumTo(tf.mul(dy, tf.neg(slope)), mean.shape);
      const ofVariance = () => {
        const perVariance = tf.mul(tf.mul(slope, tf.square(perDeviation)), -0.5);
        return sumTo(tf.mul(dy, tf.mul(centred, perVariance)), variance.shape);
      };
      return {
        x: () => tf.mul(dy, slope),
        mean: ofMean,
        variance: ofVariance,
        scale: () => sumTo(tf.mul(dy, tf.mul(centred, perDeviation)), mean.shape),
        offset: () => sumTo(dy, mean.shape),
      };
    },
  });
}

/**
 * −Σ labels · log softmax(logits), under the name that tfjs records it by. tfjs gives the labels the negative gradient of
 * the logits, and takes for granted that labels sum to 1.
 */
function installSoftmaxCrossEntropy(): void {
  defineGradient('softmaxCrossEntropy__op', {
    of: (dy, saved) => {
      const [labels, logProbabilities] = [savedAt(saved, 0), savedAt(saved, 1)];
      const above = tf.expandDims(dy, -1);
      const ofLogits = () => {
        const expected = tf.mul(tf.exp(logProbabilities), tf.sum(labels, -1, true));
        return tf.mul(above, tf.sub(expected, labels));
      };
      // tfjs names the arguments of the loss by their places.
      return { 0: () => tf.neg(tf.mul(above, logProbabilities)), 1: ofLogits };
    },
  });
}
