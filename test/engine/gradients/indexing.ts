import * as tf from '@tensorflow/tfjs';
import { type Row, real, rows } from './row.js';

const int = (values: number[] | number[][] | number[][][]): tf.Tensor =>
  tf.tensor(values, undefined, 'int32');

function gathered(): Row[] {
  return [
    ...[0, 1, 2, -1, -2].flatMap((axis) =>
      rows('gather', [real(3, 3, 3)], {
        [`axis ${axis}, one twice`]: (x) => tf.gather(x, int([2, 0, 2, 1]), axis),
        [`axis ${axis}, indices of rank 2`]: (x) =>
          tf.gather(
            x,
            int([
              [2, 0],
              [2, 1],
            ]),
            axis,
          ),
      }),
    ),
    ...rows('gather', [real(2, 3, 5)], {
      'batches, axis 1': (x) =>
        tf.gather(
          x,
          int([
            [2, 0],
            [1, 1],
          ]),
          1,
          1,
        ),
      'batches, axis 2': (x) =>
        tf.gather(
          x,
          int([
            [2, 0],
            [1, 1],
          ]),
          2,
          1,
        ),
      'batches, axis −1': (x) =>
        tf.gather(
          x,
          int([
            [2, 0],
            [1, 1],
          ]),
          -1,
          1,
        ),
      'batches, indices of rank 3': (x) => tf.gather(x, int([[[2, 0]], [[1, 1]]]), 1, 1),
      'two batch dimensions': (x) =>
        tf.gather(
          x,
          int([
            [
              [2, 0],
              [1, 1],
              [4, 4],
            ],
            [
              [0, 0],
              [1, 2],
              [3, 4],
            ],
          ]),
          2,
          2,
        ),
    }),
    ...rows('gather', [real(3, 5)], {
      'a row by a number computed from x': (x) => tf.gather(x, tf.cast(tf.argMax(x, 0), 'int32')),
    }),
    ...rows('gatherND', [real(3, 4, 2)], {
      elements: (x) =>
        tf.gatherND(
          x,
          int([
            [0, 1, 1],
            [2, 3, 0],
            [0, 1, 1],
          ]),
        ),
      rows: (x) =>
        tf.gatherND(
          x,
          int([
            [0, 1],
            [2, 3],
            [0, 1],
          ]),
        ),
      'in batches': (x) =>
        tf.gatherND(
          x,
          int([
            [[0], [2]],
            [[1], [2]],
          ]),
        ),
    }),
  ];
}

function scattered(): Row[] {
  const indices = () => int([[3], [0], [3]]);
  return [
    ...rows('scatterND', [real(3, 2)], { 'rows, one twice': (x) => tf.scatterND(indices(), x, [5, 2]) }),
    ...rows('scatterND', [real(3)], {
      'numbers of a matrix': (x) =>
        tf.scatterND(
          int([
            [0, 1],
            [2, 0],
            [0, 1],
          ]),
          x,
          [3, 2],
        ),
    }),
    ...rows('tensorScatterUpdate', [real(5, 2), real(2, 2)], {
      rows: (x, updates) => tf.tensorScatterUpdate(x, int([[3], [0]]) as tf.Tensor2D, updates as tf.Tensor2D),
    }),
    ...rows('sparseToDense', [real(3)], {
      'at places': (x) => tf.sparseToDense(int([1, 4, 5]), x, [7]),
    }),
    ...rows('sparseToDense', [real(3), real()], {
      'at places of a matrix, and a default': (x, fill) =>
        tf.sparseToDense(
          int([
            [0, 1],
            [1, 0],
            [1, 1],
          ]),
          x,
          [2, 3],
          fill as tf.Scalar,
        ),
    }),
  ];
}

function segments(): Row[] {
  return [
    ...rows('unsortedSegmentSum', [real(5)], {
      numbers: (x) => tf.unsortedSegmentSum(x, int([2, 0, 2, 1, 0]) as tf.Tensor1D, 4),
    }),
    ...rows('unsortedSegmentSum', [real(3, 2, 2)], {
      slices: (x) => tf.unsortedSegmentSum(x, int([2, 0, 2]) as tf.Tensor1D, 3),
    }),
    ...rows('sparse.sparseSegmentSum, sparseSegmentMean', [real(4, 2)], {
      sums: (x) =>
        tf.sparse.sparseSegmentSum(
          x as tf.Tensor2D,
          int([0, 2, 0, 3]) as tf.Tensor1D,
          int([0, 0, 1, 1]) as tf.Tensor1D,
        ),
      means: (x) =>
        tf.sparse.sparseSegmentMean(
          x as tf.Tensor2D,
          int([0, 2, 0, 3, 1]) as tf.Tensor1D,
          int([0, 0, 1, 1, 1]) as tf.Tensor1D,
        ),
    }),
    ...rows('bincount', [real(5)], {
      weights: (x) => tf.bincount(int([2, 0, 2, 1, 0]) as tf.Tensor1D, x as tf.Tensor1D, 4),
      'weights of numbers beyond the size': (x) =>
        tf.bincount(int([2, 0, 7, 1, 0]) as tf.Tensor1D, x as tf.Tensor1D, 3),
    }),
    ...rows('denseBincount', [real(2, 3)], {
      weights: (x) =>
        tf.denseBincount(
          int([
            [2, 0, 2],
            [1, 1, 0],
          ]) as tf.Tensor2D,
          x as tf.Tensor2D,
          4,
        ),
    }),
    ...rows('oneHot', [real(5)], {
      'as a mask': (x) => tf.mul(tf.reshape(x, [5, 1]), tf.oneHot(int([2, 0, 2, 1, 0]), 3)),
      'indices made from x': (x) => tf.mul(tf.reshape(x, [5, 1]), tf.oneHot(tf.cast(tf.abs(x), 'int32'), 3)),
    }),
  ];
}

/** Ops that read and write at indices. */
export const indexing: readonly Row[] = [...gathered(), ...scattered(), ...segments()];
