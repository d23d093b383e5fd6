import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { checkClasses } from '../data/classes.js';
import { checkLabels, type Examples, forEachBatch, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { isQuickRun, quickLimits } from '../jupyter/quick-run.js';
import { minimise, type Slope } from '../numerics/lbfgs.js';
import { errorRate } from './neighbours.js';

/** How to fit a linear probe. */
export interface ProbeOptions {
  /**
   * Weight decay λ in mean loss + (λ/2) Σ W²; default 1 / examples, which is scikit-learn's `C = 1`. Wide codes want
   * more: on all of MNIST 1e-3 takes 1,000 random ReLU features from 4.92 to 3.79 % error, raw pixels from 7.58 to
   * 7.37 %.
   */
  readonly weightDecay?: number;
  /** Centre the codes and divide them by one number, so that their mean variance is 1. Default true. */
  readonly scaled?: boolean;
  /** Steps of L-BFGS at most. Default 200. */
  readonly maxIterations?: number;
  /** Largest entry of the gradient at the end. Default 1e-4. */
  readonly tolerance?: number;
}

/**
 * A linear classifier on codes: softmax(h W + b), fitted by maximum likelihood. How much of the classes it finds
 * tells how well a code separates them; the encoder is not changed. Holds tensors: `dispose()`. Taught in lesson 02.
 */
export class LinearProbe {
  /** W, `[features, classes]`. */
  readonly weights: tf.Tensor2D;
  /** b, `[classes]`. */
  readonly bias: tf.Tensor1D;
  /** The mean cross-entropy at the end, in nats, with the decay's part. */
  readonly loss: number;
  /** Steps taken. */
  readonly iterations: number;

  constructor(parts: { weights: tf.Tensor2D; bias: tf.Tensor1D; loss: number; iterations: number }) {
    this.weights = tf.keep(parts.weights);
    this.bias = tf.keep(parts.bias);
    this.loss = parts.loss;
    this.iterations = parts.iterations;
  }

  /** Logits `[examples, classes]`. Throws RangeError for another number of features. */
  logits(codes: Examples): tf.Tensor2D {
    const [features, got] = [this.weights.shape[0], matrixShape(codes)[1]];
    if (features !== got)
      throw new RangeError(`LinearProbe.logits: expected ${features} features, got ${got}`);
    return tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(toMatrix(codes), this.weights), this.bias));
  }

  /** The likeliest class of each example. */
  predict(codes: Examples): Int32Array {
    const classes = tf.tidy(() => tf.argMax(this.logits(codes), 1));
    const values = classes.dataSync<'int32'>();
    classes.dispose();
    return values;
  }

  /** The share of examples that it gets wrong, 0 … 1. Throws RangeError unless there is a label for each. */
  error(codes: Examples, labels: ArrayLike<number>): number {
    checkLabels('LinearProbe.error', codes, labels);
    return errorRate(this.predict(codes), labels);
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose([this.weights, this.bias]);
  }
}

/**
 * Fits a linear probe by L-BFGS on all examples at once: deterministic, and the optimum does not depend on a
 * starting point (the loss is convex).
 * @param codes `[examples, features]`.
 * @param labels a class 0, 1, … for each example.
 * @throws RangeError when labels and examples differ in number.
 */
export function fitLinearProbe(
  codes: Examples,
  labels: ArrayLike<number>,
  options: ProbeOptions = {},
): LinearProbe {
  checkOptions('fitLinearProbe', options, {
    scaled: true,
    maxIterations: true,
    tolerance: true,
    weightDecay: true,
  });
  checkFinite('fitLinearProbe', codes);
  checkLabels('fitLinearProbe', codes, labels);
  checkClasses('fitLinearProbe', labels);
  const { scaled = true, maxIterations: asked = 200, tolerance = 1e-4 } = options;
  const maxIterations = isQuickRun() ? Math.min(asked, quickLimits.probeIterations) : asked;
  const classes = 1 + Array.from(labels).reduce((most, label) => Math.max(most, label), 0);
  const scale = scaled ? commonScale(codes) : { center: new Float32Array(matrixShape(codes)[1]), factor: 1 };
  const [x, y, center] = tf.tidy(() => [
    toMatrix(codes),
    tf.oneHot(tf.tensor1d(Array.from(labels), 'int32'), classes),
    tf.tensor1d(scale.center),
  ]);
  const [examples, features] = x.shape;
  const at = { x, y, center, factor: scale.factor, decay: options.weightDecay ?? 1 / examples };
  const start = new Float64Array((features + 1) * classes);
  const slope = (parameters: Float64Array) => crossEntropySlope(parameters, at);
  const found = minimise(slope, start, { maxIterations, tolerance });
  const { weights, bias } = tf.tidy(() => unscaled(found.x, [features, classes], center, scale.factor));
  tf.dispose([x, y, center]);
  return new LinearProbe({ weights, bias, loss: found.value, iterations: found.iterations });
}

/** The mean, `[features]`, and 1 / √(mean variance), batch by batch: the codes are not copied. */
function commonScale(codes: Examples): { center: Float32Array; factor: number } {
  const [count, features] = matrixShape(codes);
  const mean = new Float64Array(features);
  let squares = 0; // of distances to the mean, summed over the features
  forEachBatch(codes, 1000, (batch, before) => {
    const rows = batch.shape[0];
    const [means, variances] = tf.tidy(() => {
      const { mean, variance } = tf.moments(batch, 0);
      return [mean.dataSync(), variance.dataSync()];
    });
    for (let j = 0; j < features; j++) {
      const step = (means?.[j] ?? 0) - (mean[j] ?? 0);
      squares += rows * (variances?.[j] ?? 0) + (step * step * before * rows) / (before + rows);
      mean[j] = (mean[j] ?? 0) + (step * rows) / (before + rows);
    }
  });
  const variance = squares / (count * features);
  return { center: Float32Array.from(mean), factor: 1 / Math.sqrt(Math.max(variance, 1e-12)) };
}

/** What the loss of a probe is taken at: codes as they come, classes as one-hot rows, scale and decay. */
interface ProbeData {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor;
  readonly center: tf.Tensor1D;
  readonly factor: number;
  readonly decay: number;
}

/**
 * Mean cross-entropy and decay with their gradient (P − Y): parameters are W row-major, then b, for the scaled codes
 * s (h − μ). The scale goes into the weights, s (h − μ) W = h (s W) − μ (s W), so that no scaled copy of the codes is made.
 */
function crossEntropySlope(parameters: Float64Array, { x, y, center, factor, decay }: ProbeData): Slope {
  const [examples, features] = x.shape;
  const classes = y.shape[1] ?? 1;
  const size = features * classes;
  const packed = tf.tidy(() => {
    const { weights, bias } = unscaled(parameters, [features, classes], center, factor);
    const logProbabilities = tf.logSoftmax(tf.add(tf.matMul(x, weights), bias));
    const loss = tf.neg(tf.div(tf.sum(tf.mul(y, logProbabilities)), examples));
    const error = tf.div<tf.Tensor2D>(tf.sub(tf.exp(logProbabilities), y), examples);
    const ofBias = tf.sum(error, 0);
    // (Eᵀ X)ᵀ rather than Xᵀ E: the large matrix is not transposed, twice as fast.
    const products = tf.transpose(tf.matMul(error, x, true, false));
    const ofWeights = tf.mul(tf.sub(products, tf.outerProduct(center, ofBias as tf.Tensor1D)), factor); // a sum over rows is a vector
    return tf.concat([tf.reshape(loss, [1]), tf.reshape(ofWeights, [size]), ofBias]);
  });
  const [loss = Number.NaN, ...rest] = packed.dataSync();
  packed.dispose();
  const gradient = Float64Array.from(rest);
  let value = loss;
  for (let i = 0; i < size; i++) {
    const weight = parameters[i] ?? 0;
    value += (decay / 2) * weight * weight;
    gradient[i] = (gradient[i] ?? 0) + decay * weight;
  }
  return { value, gradient };
}

/** Weights and bias for codes as they come: (h − μ) s W + b = h (s W) + (b − μ s W). */
function unscaled(
  parameters: Float64Array,
  [features, classes]: readonly [number, number],
  center: tf.Tensor1D,
  factor: number,
): { weights: tf.Tensor2D; bias: tf.Tensor1D } {
  const size = features * classes;
  const fitted = tf.tensor2d(Float32Array.from(parameters.subarray(0, size)), [features, classes]);
  const weights = tf.mul<tf.Tensor2D>(fitted, factor);
  const shift = tf.reshape(tf.matMul(tf.reshape(center, [1, features]), weights), [classes]);
  return { weights, bias: tf.sub<tf.Tensor1D>(Float32Array.from(parameters.subarray(size)), shift) };
}
