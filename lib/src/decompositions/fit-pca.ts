import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { leadingEigen, svd } from '../numerics/linear-algebra.js';
import { RunningCovariance } from './covariance.js';
import { checkLatentDim } from './latent-dim.js';
import { Pca } from './pca.js';
import { leadingDirections } from './randomised-svd.js';

/** How to fit a PCA. */
export interface PcaOptions {
  /** Numbers in a code: how many components to keep; all that exist by default: min(features, examples − 1). */
  readonly latentDim?: number;
  /** Divide each code by its standard deviation, so that codes of the training data have variance 1. Default false. */
  readonly whiten?: boolean;
  /**
   * `covariance`: eigenvectors of the covariance `[features, features]`, exact, best for many examples. `svd`: singular
   * vectors of the centred data, exact, best for few. `randomised`: a few leading components of wide data, such as
   * pictures of 64×64, much sooner (see `leadingDirections`). By default `randomised` above 1,500
   * features where at most a tenth of the components is asked for, else the exact one with the smaller problem.
   */
  readonly method?: Method;
  /** Of the random start of `randomised`. Default 0. */
  readonly seed?: number;
}

const methods = ['covariance', 'svd', 'randomised'] as const;
type Method = (typeof methods)[number];
const wide = 1500;

/**
 * Fits a PCA to examples `[examples, features]` on the linear algebra of OpenBLAS, where it is installed, or TensorFlow,
 * in float32; the covariance is summed in float64. Exact unless `method` is `randomised`, by choice or by default. The
 * examples are not changed.
 * @throws RangeError for fewer than two examples or a number of components that cannot exist.
 */
export function fitPca(examples: Examples, options: PcaOptions = {}): Pca {
  checkPcaOptions('fitPca', options);
  checkFinite('fitPca', examples);
  const [count, features] = matrixShape(examples);
  if (count < 2) throw new RangeError(`fitPca: needs 2 examples or more, got ${count}`);
  const method = options.method ?? defaultMethod(count, features, options.latentDim);
  if (method !== 'covariance') return fromSingularVectors(examples, options, method);
  const running = new RunningCovariance(features);
  running.add(examples);
  return pcaFromCovariance(running, options);
}

/**
 * Fits a PCA to batches of examples that need not fit into memory together: the same result as {@link fitPca} on
 * all of them, however they are cut (it is exact, unlike incremental SVD). Memory: features² numbers.
 * @throws RangeError when there is no batch, or batches differ in width.
 */
export function fitPcaBatches(batches: Iterable<Examples>, options: PcaOptions = {}): Pca {
  checkPcaOptions('fitPcaBatches', options);
  let running: RunningCovariance | undefined;
  for (const batch of batches) {
    checkFinite('fitPcaBatches', batch);
    running ??= new RunningCovariance(matrixShape(batch)[1]);
    running.add(batch);
  }
  if (!running) throw new RangeError('fitPcaBatches: got no batches');
  return pcaFromCovariance(running, options);
}

/** A PCA from a covariance gathered so far; see {@link RunningCovariance}. Throws as {@link fitPca} does. */
export function pcaFromCovariance(running: RunningCovariance, options: PcaOptions = {}): Pca {
  checkPcaOptions('pcaFromCovariance', options);
  const covariance = running.covariance();
  const most = Math.min(running.features, running.count - 1);
  const k = checkLatentDim('fitPca', options.latentDim ?? most, most);
  let totalVariance = 0;
  for (let i = 0; i < running.features; i++) totalVariance += covariance[i * (running.features + 1)] ?? 0;
  const { values, vectors } = leadingEigen(covariance, k);
  const components = oriented(vectors);
  vectors.dispose();
  return new Pca({
    mean: tf.tensor1d(running.mean()),
    components,
    explainedVariance: values.map((variance) => Math.max(variance, 0)),
    totalVariance,
    whiten: options.whiten ?? false,
  });
}

function defaultMethod(count: number, features: number, latentDim = Number.POSITIVE_INFINITY): Method {
  if (features > wide && 10 * latentDim <= Math.min(count, features)) return 'randomised';
  return features <= count ? 'covariance' : 'svd';
}

function fromSingularVectors(examples: Examples, options: PcaOptions, method: 'svd' | 'randomised'): Pca {
  const [count, features] = matrixShape(examples);
  const most = Math.min(features, count - 1);
  const k = checkLatentDim('fitPca', options.latentDim ?? most, most);
  const { mean, squares, singular, components } = tf.tidy(() => {
    const x = toMatrix(examples);
    const { mean, centred } = centredTwice(x);
    const { s, v } = method === 'svd' ? svd(centred) : randomised(centred, k, options.seed ?? 0);
    const squares = tf.sum(tf.square(centred));
    return {
      mean,
      squares,
      singular: tf.slice(s, 0, k),
      components: oriented(tf.transpose(tf.slice(v, [0, 0], [-1, k]))),
    };
  });
  const explainedVariance = singular.dataSync<'float32'>().map((value) => value ** 2 / (count - 1));
  const totalVariance = (squares.dataSync()[0] ?? Number.NaN) / (count - 1);
  tf.dispose([singular, squares]);
  return new Pca({ mean, components, explainedVariance, totalVariance, whiten: options.whiten ?? false });
}

/** Far from 0 a mean in float32 is off by much of a deviation: what it leaves is subtracted too. */
function centredTwice(x: tf.Tensor2D): { mean: tf.Tensor1D; centred: tf.Tensor2D } {
  const rough: tf.Tensor1D = tf.mean(x, 0);
  const nearly = tf.sub<tf.Tensor2D>(x, rough);
  const rest: tf.Tensor1D = tf.mean(nearly, 0);
  return { mean: rough.add<tf.Tensor1D>(rest), centred: tf.sub<tf.Tensor2D>(nearly, rest) };
}

function randomised(centred: tf.Tensor2D, k: number, seed: number): { s: tf.Tensor1D; v: tf.Tensor2D } {
  const { singularValues, directions } = leadingDirections(centred, k, seed);
  return { s: singularValues, v: directions };
}

/** Rows with signs such that each one's entry of greatest magnitude is positive: an eigenvector has no sign of its own. */
function oriented(rows: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const positive = tf.max(rows, 1, true);
    const negative = tf.neg(tf.min(rows, 1, true));
    return tf.where(tf.greaterEqual(positive, negative), rows, tf.neg(rows));
  });
}

function checkPcaOptions(caller: string, options: PcaOptions): void {
  checkOptions(caller, options, { latentDim: true, whiten: true, method: true, seed: true });
  if (options.method !== undefined && !methods.includes(options.method))
    throw new TypeError(
      `${caller}: method must be one of ${methods.join(', ')}, got "${String(options.method)}"`,
    );
}
