import * as tf from '@tensorflow/tfjs';
import { type Input, oddThirtySeconds, quarters, type Row, real, rows } from './row.js';

/** A matrix, or its transpose, in batches. */
const matrix = (batch: readonly number[], rowCount: number, columns: number, transposed: boolean): Input =>
  real(...batch, ...(transposed ? [columns, rowCount] : [rowCount, columns]));

const batches: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []],
  [[2], [2]],
  [[2], []],
  [[], [2]],
  [[1], [2]],
  [[2], [1]],
  [[2, 1], [3]],
  [
    [2, 3],
    [2, 3],
  ],
  [
    [2, 1],
    [1, 3],
  ],
];

/** tfjs's fused op puts all axes of a batch into one, so that two cannot broadcast against each other. */
const withOneAxis = batches.filter(
  ([left, right]) => left.length < 2 || (right.length === left.length && left[0] === right[0]),
);

type Product = (a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean) => tf.Tensor;

const flags = [false, true];

/** Every pair of batches and transpositions. */
function products(op: string, run: Product, among = batches): Row[] {
  return among.flatMap(([left, right]) =>
    flags.flatMap((transposeA) =>
      flags.flatMap((transposeB) =>
        rows(op, [matrix(left, 2, 3, transposeA), matrix(right, 3, 2, transposeB)], {
          [`batches [${left}] and [${right}], ${transposeA ? 'aᵀ' : 'a'} ${transposeB ? 'bᵀ' : 'b'}`]: (
            a,
            b,
          ) => run(a, b, transposeA, transposeB),
        }),
      ),
    ),
  );
}

/** Equations with two tensors, and their shapes. */
const equations: readonly (readonly [string, readonly number[], readonly number[]])[] = [
  ['ij,jk->ik', [2, 3], [3, 5]],
  ['ij,jk->ki', [2, 3], [3, 5]],
  ['bij,bjk->bik', [2, 3, 2], [2, 2, 3]],
  ['bij,jk->bik', [2, 3, 2], [2, 3]],
  ['abc,cd->abd', [2, 3, 2], [2, 3]],
  ['abc,cde->abde', [2, 3, 2], [2, 3, 2]],
  ['aecd,abcd->acbe', [2, 3, 2, 2], [2, 5, 2, 2]],
  ['acbe,aecd->abcd', [2, 2, 5, 3], [2, 3, 2, 2]],
  ['i,i->', [5], [5]],
  ['i,j->ij', [3], [5]],
  ['ij,ij->ij', [2, 3], [2, 3]],
  ['ij,ij->', [2, 3], [2, 3]],
  ['ij,kl->ik', [2, 3], [2, 2]],
  ['ij,j->i', [2, 3], [3]],
  ['i,ij->', [2], [2, 3]],
];

const one: readonly (readonly [string, readonly number[]])[] = [
  ['ij->ji', [2, 3]],
  ['ij->', [2, 3]],
  ['ij->i', [2, 3]],
  ['ij->j', [2, 3]],
  ['ijk->ki', [2, 3, 2]],
  ['ij->ij', [2, 3]],
];

/** Products of matrices and of tensors. */
export const matrices: readonly Row[] = [
  ...products('matMul', tf.matMul),
  ...products(
    'fused.matMul',
    (a, b, transposeA, transposeB) => tf.fused.matMul({ a, b, transposeA, transposeB }),
    withOneAxis,
  ),
  ...(['linear', 'relu', 'elu', 'sigmoid', 'relu6', 'leakyrelu'] as const).flatMap((activation) =>
    rows('fused.matMul', [quarters(2, 3), quarters(3, 5), oddThirtySeconds(5)], {
      [`a bias, ${activation}`]: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation }),
    }),
  ),
  ...rows('fused.matMul', [real(2, 3), real(3, 5), real(1)], {
    'one bias': (a, b, bias) => tf.fused.matMul({ a, b, bias }),
  }),
  ...rows('fused.matMul', [real(2, 3), real(3, 5), real(2, 5)], {
    'a bias for each row': (a, b, bias) => tf.fused.matMul({ a, b, bias }),
  }),
  ...rows('fused.matMul', [quarters(2, 3), quarters(3, 5), oddThirtySeconds(5), real(5)], {
    prelu: (a, b, bias, preluActivationWeights) =>
      tf.fused.matMul({ a, b, bias, activation: 'prelu', preluActivationWeights }),
  }),
  ...rows('dot', [real(5), real(5)], { vectors: (a, b) => tf.dot(a, b) }),
  ...rows('dot', [real(2, 3), real(3)], { 'matrix and vector': (a, b) => tf.dot(a, b) }),
  ...rows('dot', [real(3), real(3, 2)], { 'vector and matrix': (a, b) => tf.dot(a, b) }),
  ...rows('dot', [real(2, 3), real(3, 2)], { matrices: (a, b) => tf.dot(a, b) }),
  ...rows('outerProduct', [real(3), real(5)], {
    '': (a, b) => tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D),
  }),
  ...equations.flatMap(([equation, a, b]) =>
    rows('einsum', [real(...a), real(...b)], { [equation]: (...xs) => tf.einsum(equation, ...xs) }),
  ),
  ...one.flatMap(([equation, shape]) =>
    rows('einsum', [real(...shape)], { [equation]: (x) => tf.einsum(equation, x) }),
  ),
  ...rows('linalg.bandPart', [real(2, 3, 5)], {
    'a band': (x) => tf.linalg.bandPart(x, 1, 2),
    'below the diagonal': (x) => tf.linalg.bandPart(x, -1, 0),
  }),
  ...rows('linalg.gramSchmidt', [real(2, 3)], { '': (x) => tf.linalg.gramSchmidt(x as tf.Tensor2D) }),
  ...rows('linalg.qr', [real(3, 3)], { 'q and r': (x) => tf.linalg.qr(x) }),
  ...rows('linalg.qr', [real(2, 2, 2)], { 'of batches': (x) => tf.linalg.qr(x) }),
];
