import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { checkLabels, checkWidth, type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { symmetricEigen } from '../numerics/linear-algebra.js';
import { RunningCovariance } from './covariance.js';
import { checkLatentDim } from './latent-dim.js';

/** How to fit a linear discriminant analysis. */
export interface LdaOptions {
  /** Numbers in a code, one a direction: at most classes − 1; all of them by default. */
  readonly latentDim?: number;
}

/**
 * The directions in which classes lie furthest apart. Made by {@link fitLda}. Holds tensors: `dispose()`.
 *
 * It has `encode` only: its codes tell classes apart and leave out what examples of a class have in common, so there is
 * nothing that they could be decoded to.
 */
export class Lda {
  /** The mean of all examples, `[features]`. */
  readonly mean: tf.Tensor1D;
  /** Numbers in a code. */
  readonly latentDim: number;
  /** One direction per row, best first, `[latentDim, features]`; codes have within-class variance 1 along each. */
  readonly components: tf.Tensor2D;
  /** Share of the between-class variance along each direction, `[latentDim]`. */
  readonly explainedVarianceRatio: Float32Array;

  constructor(parts: { mean: tf.Tensor1D; components: tf.Tensor2D; explainedVarianceRatio: Float32Array }) {
    this.mean = tf.keep(parts.mean);
    this.components = tf.keep(parts.components);
    this.latentDim = parts.components.shape[0];
    this.explainedVarianceRatio = parts.explainedVarianceRatio;
  }

  /** Codes `[examples, latentDim]`: (x − μ) Wᵀ. Throws RangeError for another number of features. */
  encode(examples: Examples): tf.Tensor2D {
    checkWidth('Lda.encode', examples, this.mean.size);
    return tf.tidy(() =>
      tf.matMul(tf.sub<tf.Tensor2D>(toMatrix(examples), this.mean), this.components, false, true),
    );
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose([this.mean, this.components]);
  }
}

/**
 * Linear discriminant analysis (Fisher 1936): the directions w that maximise wᵀBw / wᵀSw, with S the covariance
 * within classes (divided by examples − classes) and B that of the class means. S is whitened by its eigenvectors;
 * those with less than 1e-5 of its greatest eigenvalue (pixels that never change) are left out. Unlike PCA it uses
 * the labels, and gives at most classes − 1 numbers. Taught in lesson 02.
 * @param examples `[examples, features]`.
 * @param labels a class for each.
 * @throws RangeError for a wrong number of labels, fewer than two classes, a class of one example, or too large a code.
 */
export function fitLda(examples: Examples, labels: ArrayLike<number>, options: LdaOptions = {}): Lda {
  checkOptions('fitLda', options, { latentDim: true });
  checkFinite('fitLda', examples);
  checkLabels('fitLda', examples, labels);
  const classes = perClass(examples, labels);
  const most = Math.min(classes.length - 1, matrixShape(examples)[1]);
  const k = checkLatentDim('fitLda', options.latentDim ?? most, most);
  const { mean, components, spread } = tf.tidy(() => {
    const whitening = whiteningOf(withinClasses(classes));
    const { mean, offsets } = meansOf(classes);
    const { values, vectors } = betweenClasses(tf.matMul(offsets, whitening));
    const components = tf.transpose(tf.matMul<tf.Tensor2D>(whitening, tf.slice(vectors, [0, 0], [-1, k])));
    return { mean, components, spread: values };
  });
  const shares = spread.dataSync<'float32'>().map((value) => Math.max(value, 0));
  spread.dispose();
  const total = shares.reduce((sum, share) => sum + share, 0);
  return new Lda({
    mean,
    components,
    explainedVarianceRatio: shares.slice(0, k).map((share) => share / total),
  });
}

function perClass(examples: Examples, labels: ArrayLike<number>): RunningCovariance[] {
  const features = matrixShape(examples)[1];
  const names = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  if (names.length < 2) throw new RangeError(`fitLda: needs 2 classes or more, got ${names.length}`);
  const matrix = toMatrix(examples);
  const classes = names.map((name) => {
    const members = Array.from(labels).flatMap((label, i) => (label === name ? [i] : []));
    if (members.length < 2) throw new RangeError(`fitLda: class ${name} has 1 example, needs 2 or more`);
    const running = new RunningCovariance(features);
    const rows = tf.tidy(() => tf.gather(matrix, tf.tensor1d(members, 'int32')));
    running.add(rows);
    rows.dispose();
    return running;
  });
  matrix.dispose();
  return classes;
}

/** S = Σ_c scatter_c / (examples − classes), `[features, features]`. */
function withinClasses(classes: readonly RunningCovariance[]): tf.Tensor2D {
  const count = classes.reduce((sum, each) => sum + each.count, 0);
  const features = classes[0]?.features ?? 0;
  const within = new Float32Array(features * features);
  for (const each of classes) {
    const weight = (each.count - 1) / (count - classes.length);
    each.covariance().forEach((value, at) => {
      within[at] = (within[at] ?? 0) + weight * value;
    });
  }
  return tf.tensor2d(within, [features, features]);
}

/** A matrix M `[features, rank]` with Mᵀ S M = I. */
function whiteningOf(within: tf.Tensor2D): tf.Tensor2D {
  const { values, vectors } = symmetricEigen(within);
  const eigenvalues = values.dataSync();
  const rank = eigenvalues.filter((value) => value > 1e-5 * (eigenvalues[0] ?? 0)).length;
  return tf.div(tf.slice(vectors, [0, 0], [-1, rank]), tf.sqrt(tf.slice(values, 0, rank)));
}

/** The mean of all examples, and √(n_c) (μ_c − μ) for each class. */
function meansOf(classes: readonly RunningCovariance[]): { mean: tf.Tensor1D; offsets: tf.Tensor2D } {
  const means = tf.stack(classes.map((each) => tf.tensor1d(each.mean())));
  const counts = tf.tensor2d(
    classes.map(({ count }) => count),
    [classes.length, 1],
  );
  const mean = tf.div<tf.Tensor1D>(tf.sum(tf.mul(means, counts), 0), tf.sum(counts));
  return { mean, offsets: tf.mul(tf.sub(means, mean), tf.sqrt(counts)) };
}

/** Eigenvectors of the whitened scatter of the class means. */
function betweenClasses(offsets: tf.Tensor2D): ReturnType<typeof symmetricEigen> {
  return symmetricEigen(tf.matMul(offsets, offsets, true, false));
}
