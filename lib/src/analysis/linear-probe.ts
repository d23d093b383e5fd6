import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { checkClasses } from '../data/classes.js';
import { checkLabels, type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
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
  const { scaled = true, maxIterations = 200, tolerance = 1e-4 } = options;
  const classes = 1 + Array.from(labels).reduce((most, label) => Math.max(most, label), 0);
  const { x, y, center, factor } = tf.tidy(() => {
    const raw = toMatrix(codes);
    const { center, factor } = scaled
      ? commonScale(raw)
      : { center: tf.zeros([raw.shape[1]]), factor: tf.scalar(1) };
    const x = scaled ? tf.mul<tf.Tensor2D>(tf.sub(raw, center), factor) : raw;
    return { x, y: tf.oneHot(tf.tensor1d(Array.from(labels), 'int32'), classes), center, factor };
  });
  const [examples, features] = x.shape;
  const decay = options.weightDecay ?? 1 / examples;
  const slope = (parameters: Float64Array) => crossEntropySlope(parameters, x, y, decay);
  const start = new Float64Array((features + 1) * classes);
  const found = minimise(slope, start, { maxIterations, tolerance });
  const { weights, bias } = tf.tidy(() => unscaled(found.x, [features, classes], center, factor));
  tf.dispose([x, y, center, factor]);
  return new LinearProbe({ weights, bias, loss: found.value, iterations: found.iterations });
}

/** The mean, `[features]`, and 1 / √(mean variance). */
function commonScale(x: tf.Tensor2D): { center: tf.Tensor; factor: tf.Tensor } {
  const { mean, variance } = tf.moments(x, 0);
  return { center: mean, factor: tf.rsqrt(tf.maximum(tf.mean(variance), 1e-12)) };
}

/** Mean cross-entropy and decay with their gradient (P − Y): parameters are W row-major, then b. */
function crossEntropySlope(parameters: Float64Array, x: tf.Tensor2D, y: tf.Tensor, decay: number): Slope {
  const [examples, features] = x.shape;
  const classes = y.shape[1] ?? 1;
  const size = features * classes;
  const packed = tf.tidy(() => {
    const weights = tf.tensor2d(Float32Array.from(parameters.subarray(0, size)), [features, classes]);
    const logits = tf.add(tf.matMul(x, weights), tf.tensor1d(Float32Array.from(parameters.subarray(size))));
    const logProbabilities = tf.logSoftmax(logits);
    const loss = tf.neg(tf.div(tf.sum(tf.mul(y, logProbabilities)), examples));
    const error = tf.div<tf.Tensor2D>(tf.sub(tf.exp(logProbabilities), y), examples);
    return tf.concat([
      tf.reshape(loss, [1]),
      // (Eᵀ X)ᵀ rather than Xᵀ E: the large matrix is not transposed, twice as fast.
      tf.reshape(tf.transpose(tf.matMul(error, x, true, false)), [size]),
      tf.sum(error, 0),
    ]);
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
  center: tf.Tensor,
  factor: tf.Tensor,
): { weights: tf.Tensor2D; bias: tf.Tensor1D } {
  const size = features * classes;
  const fitted = tf.tensor2d(Float32Array.from(parameters.subarray(0, size)), [features, classes]);
  const weights = tf.mul<tf.Tensor2D>(fitted, factor);
  const shift = tf.reshape(tf.matMul(tf.reshape(center, [1, features]), weights), [classes]);
  return { weights, bias: tf.sub<tf.Tensor1D>(Float32Array.from(parameters.subarray(size)), shift) };
}
