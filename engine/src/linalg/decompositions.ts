import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr, type OpAttr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { openBlas } from '../native/openblas.js';

/** Eigenvalues and eigenvectors of a symmetric matrix, greatest eigenvalue first. */
export interface SymmetricEigen {
  /** `[n]`, in descending order. */
  readonly values: tf.Tensor1D;
  /** `[n, n]`; column j is the unit eigenvector of `values[j]`. */
  readonly vectors: tf.Tensor2D;
}

/** Some of the eigenvalues of a symmetric matrix, and their eigenvectors. */
export interface LeadingEigen {
  /** `[count]`, in descending order. */
  readonly values: Float32Array;
  /** `[count, n]`; row i is the unit eigenvector of `values[i]`. */
  readonly vectors: tf.Tensor2D;
}

/** A thin singular value decomposition A = U diag(s) Vᵀ, greatest singular value first. */
export interface Svd {
  /** `[rows, r]`, orthonormal columns, r = min(rows, columns). */
  readonly u: tf.Tensor2D;
  /** `[r]`, in descending order. */
  readonly s: tf.Tensor1D;
  /** `[columns, r]`, orthonormal columns. */
  readonly v: tf.Tensor2D;
}

/**
 * Eigen-decomposition A = V diag(λ) Vᵀ by TensorFlow's `SelfAdjointEigV2`, in float32.
 * @param matrix `[n, n]`, symmetric (only its lower triangle is read).
 * @throws RangeError when the matrix is not square.
 */
export function symmetricEigen(matrix: tf.Tensor2D): SymmetricEigen {
  const [rows, columns] = matrix.shape;
  if (rows !== columns)
    throw new RangeError(`symmetricEigen: matrix must be square, got [${rows}, ${columns}]`);
  return tf.tidy(() => {
    const [values, vectors] = execute('SelfAdjointEigV2', [attr.bool('compute_v', true)], [matrix], 2);
    return { values: tf.reverse1d(as1d(values)), vectors: tf.reverse2d(as2d(vectors), 1) };
  });
}

/**
 * The `count` greatest eigenvalues of a symmetric matrix and their eigenvectors, in float32: by OpenBLAS where it is
 * installed, which need not compute the others, else by {@link symmetricEigen}.
 * @param matrix `[n, n]`, row-major.
 */
export function leadingEigen(matrix: Float32Array, count: number): LeadingEigen {
  const n = Math.sqrt(matrix.length);
  const found = openBlas()?.leadingEigen(matrix, count);
  if (found) return { values: found.values, vectors: tf.tensor2d(found.vectors, [count, n]) };
  const { values, vectors } = tf.tidy(() => {
    const all = symmetricEigen(tf.tensor2d(matrix, [n, n]));
    const leading = tf.slice(all.vectors, [0, 0], [n, count]);
    return { values: tf.slice(all.values, 0, count), vectors: tf.transpose<tf.Tensor2D>(leading) };
  });
  const numbers = values.dataSync<'float32'>();
  values.dispose();
  return { values: numbers, vectors };
}

/** Thin singular value decomposition by TensorFlow's `Svd`, in float32. */
export function svd(matrix: tf.Tensor2D): Svd {
  const attributes = [attr.bool('compute_uv', true), attr.bool('full_matrices', false)];
  const [s, u, v] = execute('Svd', attributes, [matrix], 3);
  return { s: as1d(s), u: as2d(u), v: as2d(v) };
}

/** The singular values of a matrix, greatest first: `[r]`; of a batch of matrices: `[batch, r]`. */
export function singularValues(matrices: tf.Tensor): tf.Tensor {
  const attributes = [attr.bool('compute_uv', false), attr.bool('full_matrices', false)];
  const [s, ...unused] = execute('Svd', attributes, [matrices], 3);
  tf.dispose(unused);
  return s ?? missing('Svd');
}

/** An orthonormal basis `[rows, min(rows, columns)]` of the matrix's columns, by TensorFlow's `Qr`. */
export function orthonormalBasis(matrix: tf.Tensor2D): tf.Tensor2D {
  const [q, r] = execute('Qr', [attr.bool('full_matrices', false)], [matrix], 2);
  r?.dispose();
  return as2d(q);
}

/** Solves A X = B for X by TensorFlow's `MatrixSolve`: `[n, n]` and `[n, m]` give `[n, m]`. Throws if A is singular. */
export function solve(matrix: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  return as2d(execute('MatrixSolve', [attr.bool('adjoint', false)], [matrix, right], 1)[0]);
}

const float = attr.type('T', DType.float32);

function execute(
  name: string,
  attributes: readonly OpAttr[],
  inputs: tf.Tensor[],
  outputs: number,
): tf.Tensor[] {
  return backend.executeMultipleOutputs(name, [...attributes, float], inputs, outputs);
}

function as1d(tensor: tf.Tensor | undefined): tf.Tensor1D {
  // The ops above define the rank of their outputs; tfjs's types cannot know it.
  return (tensor ?? missing('op')) as tf.Tensor1D;
}

function as2d(tensor: tf.Tensor | undefined): tf.Tensor2D {
  // As in as1d.
  return (tensor ?? missing('op')) as tf.Tensor2D;
}

function missing(name: string): never {
  throw new Error(`${name}: TensorFlow returned fewer outputs than the op defines`);
}
