import { linalg } from '@codebook/engine';

// The engine's linear algebra, beside the functions of this library that are made of it.

/** Eigenvalues and eigenvectors of a symmetric matrix, greatest eigenvalue first. */
export type SymmetricEigen = linalg.SymmetricEigen;

/** Some of the eigenvalues of a symmetric matrix, and their eigenvectors. */
export type LeadingEigen = linalg.LeadingEigen;

/** A thin singular value decomposition A = U diag(s) Vᵀ, greatest singular value first. */
export type Svd = linalg.Svd;

/**
 * Eigen-decomposition A = V diag(λ) Vᵀ by TensorFlow's `SelfAdjointEigV2`, in float32.
 * @param matrix `[n, n]`, symmetric (only its lower triangle is read).
 * @throws RangeError when the matrix is not square.
 */
export const symmetricEigen = linalg.symmetricEigen;

/**
 * The `count` greatest eigenvalues of a symmetric matrix and their eigenvectors, in float32: by OpenBLAS where it is
 * installed, which need not compute the others, else by {@link symmetricEigen}.
 * @param matrix `[n, n]`, row-major.
 */
export const leadingEigen = linalg.leadingEigen;

/** Thin singular value decomposition by TensorFlow's `Svd`, in float32. */
export const svd = linalg.svd;

/** The singular values of a matrix, greatest first: `[r]`; of a batch of matrices: `[batch, r]`. */
export const singularValues = linalg.singularValues;

/** An orthonormal basis `[rows, min(rows, columns)]` of the matrix's columns, by TensorFlow's `Qr`. */
export const orthonormalBasis = linalg.orthonormalBasis;

/** Solves A X = B for X by TensorFlow's `MatrixSolve`: `[n, n]` and `[n, m]` give `[n, m]`. Throws if A is singular. */
export const solve = linalg.solve;
