import { openBlas } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';

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
    const [values, vectors] = execute('SelfAdjointEigV2', [boolAttribute('compute_v', true)], [matrix], 2);
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
  const attributes = [boolAttribute('compute_uv', true), boolAttribute('full_matrices', false)];
  const [s, u, v] = execute('Svd', attributes, [matrix], 3);
  return { s: as1d(s), u: as2d(u), v: as2d(v) };
}

/** The singular values of a matrix, greatest first: `[r]`; of a batch of matrices: `[batch, r]`. */
export function singularValues(matrices: tf.Tensor): tf.Tensor {
  const attributes = [boolAttribute('compute_uv', false), boolAttribute('full_matrices', false)];
  const [s, ...unused] = execute('Svd', attributes, [matrices], 3);
  tf.dispose(unused);
  return s ?? missing('Svd');
}

/** An orthonormal basis `[rows, min(rows, columns)]` of the matrix's columns, by TensorFlow's `Qr`. */
export function orthonormalBasis(matrix: tf.Tensor2D): tf.Tensor2D {
  const [q, r] = execute('Qr', [boolAttribute('full_matrices', false)], [matrix], 2);
  r?.dispose();
  return as2d(q);
}

/** Solves A X = B for X by TensorFlow's `MatrixSolve`: `[n, n]` and `[n, m]` give `[n, m]`. Throws if A is singular. */
export function solve(matrix: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  return as2d(execute('MatrixSolve', [boolAttribute('adjoint', false)], [matrix, right], 1)[0]);
}

interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number;
}

/** The one method of tfjs-node's backend used here: run any TensorFlow op by its name. */
interface OpBackend {
  executeMultipleOutputs(
    name: string,
    attributes: OpAttribute[],
    inputs: tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

// Attribute and data types by TensorFlow's C API (c_api.h): TF_ATTR_BOOL, TF_ATTR_TYPE, TF_FLOAT.
const attributeTypes = { bool: 3, type: 4 };
const float32 = 1;

function boolAttribute(name: string, value: boolean): OpAttribute {
  return { name, type: attributeTypes.bool, value };
}

function execute(name: string, attributes: OpAttribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[] {
  const backend: unknown = tf.backend();
  if (!runsOps(backend))
    throw new Error(`${name}: needs the backend "tensorflow", the current one is "${tf.getBackend()}"`);
  const dtype = { name: 'T', type: attributeTypes.type, value: float32 };
  return backend.executeMultipleOutputs(name, [...attributes, dtype], inputs, outputs);
}

function runsOps(backend: unknown): backend is OpBackend {
  return typeof backend === 'object' && backend !== null && 'executeMultipleOutputs' in backend;
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
