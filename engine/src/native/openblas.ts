import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import koffi from 'koffi';
import { pin } from './libc.js';
import { libraryFolder } from './library.js';

// Values of the enumerations in cblas.h, and of LAPACK's letters.
const layout = { rowMajor: 101, columnMajor: 102 };
const [transpose, upper] = [112, 121];
const [vectorsToo, byIndex, lower] = ['V', 'I', 'L'].map((letter) => letter.charCodeAt(0));

const [int, float, pointer] = ['int', 'float', 'void *'];
/** C prototypes: what a function returns, and what it takes. */
const prototypes = {
  scipy_cblas_sgemv: ['void', [int, int, int, int, float, pointer, int, pointer, int, float, pointer, int]],
  scipy_cblas_ssyrk: ['void', [int, int, int, int, int, float, pointer, int, float, pointer, int]],
  scipy_LAPACKE_ssyevr: [
    int,
    [
      ...[int, 'int8', 'int8', 'int8', int, pointer, int],
      ...[float, float, int, int, float, pointer, pointer, pointer, int, pointer],
    ],
  ],
} as const;

/** What `koffi` makes of a prototype. */
type CFunction = (...call: readonly unknown[]) => unknown;

/** Eigenvalues `[count]`, greatest first, and unit eigenvectors, one a row, `[count, size]`. */
export interface LeadingEigen {
  readonly values: Float32Array;
  readonly vectors: Float32Array;
}

/** Linear algebra on matrices in the host's memory, by OpenBLAS. All matrices are row-major. */
export class OpenBlas {
  readonly #sgemv: CFunction;
  readonly #ssyrk: CFunction;
  readonly #ssyevr: CFunction;

  /** @param file The library: that of the Python package `scipy-openblas32`, which puts `scipy_` before all names. */
  constructor(file: string) {
    pin(file);
    const library = koffi.load(file);
    const declare = (name: keyof typeof prototypes): CFunction => {
      const [result, parameters] = prototypes[name];
      return library.func(name, result, [...parameters]);
    };
    this.#sgemv = declare('scipy_cblas_sgemv');
    this.#ssyrk = declare('scipy_cblas_ssyrk');
    this.#ssyevr = declare('scipy_LAPACKE_ssyevr');
  }

  /** The sum of each column of a matrix `[rows, columns]`: `[columns]`. */
  columnSums(matrix: Float32Array, columns: number): Float32Array {
    const rows = rowsOf(matrix, columns);
    const [ones, sums] = [new Float32Array(rows).fill(1), new Float32Array(columns)];
    this.#sgemv(layout.rowMajor, transpose, rows, columns, 1, matrix, columns, ones, 1, 0, sums, 1);
    return sums;
  }

  /**
   * XᵀX of a matrix `[rows, columns]`, at half the cost of a product: `[columns, columns]`, with the upper triangle
   * filled and 0 below it.
   */
  gram(matrix: Float32Array, columns: number): Float32Array {
    const rows = rowsOf(matrix, columns);
    const products = new Float32Array(columns * columns);
    this.#ssyrk(layout.rowMajor, upper, transpose, columns, rows, 1, matrix, columns, 0, products, columns);
    return products;
  }

  /**
   * The `count` greatest eigenvalues of a symmetric matrix `[size, size]`, and their vectors. Reads its upper triangle
   * only. `undefined` where LAPACK finds none, as for a matrix with NaN.
   *
   * @throws RangeError when the matrix is not square, or has not as many eigenvalues.
   */
  leadingEigen(matrix: Float32Array, count: number): LeadingEigen | undefined {
    const size = Math.sqrt(matrix.length);
    if (!Number.isInteger(size))
      throw new RangeError(`OpenBlas: ${matrix.length} numbers are no square matrix`);
    if (!Number.isInteger(count) || count < 1 || count > size)
      throw new RangeError(`OpenBlas: expected 1 to ${size} eigenvalues to be asked for, got ${count}`);
    const [values, vectors] = [new Float32Array(size), new Float32Array(count * size)];
    const [found, support] = [new Int32Array(1), new Int32Array(2 * size)];
    // Read by columns, an upper triangle is a lower one, and each eigenvector comes out in one piece.
    const input = [layout.columnMajor, vectorsToo, byIndex, lower, size, matrix.slice(), size];
    const range = [0, 0, size - count + 1, size, 0];
    const failed = this.#ssyevr(...input, ...range, found, values, vectors, size, support);
    if (failed !== 0 || found[0] !== count) return undefined;
    return { values: values.slice(0, count).reverse(), vectors: rowsReversed(vectors, size) };
  }
}

/** The file of OpenBLAS, which lies beside TensorFlow; `undefined` where it is not installed. */
export function openBlasFile(): string | undefined {
  const name = process.platform === 'darwin' ? 'libscipy_openblas.dylib' : 'libscipy_openblas.so';
  const file = join(dirname(libraryFolder), 'scipy_openblas32', 'lib', name);
  return existsSync(file) ? file : undefined;
}

let loaded: OpenBlas | undefined;

/**
 * OpenBLAS, loaded at the first call; `undefined` where it is not installed. TensorFlow has no product of a matrix with
 * its own transpose, and computes all eigenvectors or none (docs/performance.md).
 */
export function openBlas(): OpenBlas | undefined {
  const file = loaded ? undefined : openBlasFile();
  if (file !== undefined) loaded = new OpenBlas(file);
  return loaded;
}

function rowsOf(matrix: Float32Array, columns: number): number {
  const rows = matrix.length / columns;
  if (Number.isInteger(rows)) return rows;
  throw new RangeError(`OpenBlas: ${matrix.length} numbers are no matrix of ${columns} columns`);
}

function rowsReversed(matrix: Float32Array, columns: number): Float32Array {
  const reversed = new Float32Array(matrix.length);
  for (let at = 0; at < matrix.length; at += columns)
    reversed.set(matrix.subarray(at, at + columns), matrix.length - columns - at);
  return reversed;
}
