import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';
import { defineGradient, indicator, noGradient, savedAt } from './define-gradient.js';

/** Mends and adds gradients of ops that read and write at indices. Indices themselves have none. */
export function installIndexingGradients(): void {
  installGather();
  installScatter();
  installSegments();
}

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims: number;
}

function installGather(): void {
  defineGradient<GatherAttributes>(tf.GatherV2, {
    inputs: ['x', 'indices'],
    of: (dy, saved, attributes) => {
      const [x, indices] = [savedAt(saved, 0), savedAt(saved, 1)];
      return { x: () => gatherGradient(dy, x, indices, attributes), indices: noGradient(indices) };
    },
  });
  defineGradient(tf.GatherNd, {
    inputs: ['params', 'indices'],
    of: (dy, saved) => {
      const [params, indices] = [savedAt(saved, 0), savedAt(saved, 1)];
      return { params: () => tf.scatterND(indices, dy, params.shape), indices: noGradient(indices) };
    },
  });
}

/**
 * As `[batch, outer, length, inner]` with the axis gathered from in the third place, whatever the ranks: rows that were
 * gathered return to where they came from. tfjs has one batch dimension at most, in a loop.
 */
function gatherGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  indices: tf.Tensor,
  { axis, batchDims }: GatherAttributes,
): tf.Tensor {
  const [along = 0] = tf.util.parseAxisParam(axis, x.shape);
  const size = (from: number, to?: number) => tf.util.sizeFromShape(x.shape.slice(from, to));
  const [batch, outer, inner] = [size(0, batchDims), size(batchDims, along), size(along + 1)];
  const [length, read] = [x.shape[along] ?? 1, indices.size / Math.max(batch, 1)];
  const rows = tf.transpose(tf.reshape(dy, [batch, outer, read, inner]), [0, 2, 1, 3]);
  const starts = tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(length, 'int32'));
  const ids = tf.add(tf.reshape(tf.cast(indices, 'int32'), [batch, read]), tf.expandDims(starts, 1));
  // They are those that gathered.
  activeTrace()?.checks.trust(ids);
  const sums = tf.unsortedSegmentSum(
    tf.reshape(rows, [batch * read, outer * inner]),
    tf.reshape(ids, [batch * read]),
    batch * length,
  );
  return tf.reshape(tf.transpose(tf.reshape(sums, [batch, length, outer, inner]), [0, 2, 1, 3]), x.shape);
}

function installScatter(): void {
  defineGradient(tf.ScatterNd, {
    inputs: ['indices'],
    of: (dy, saved) => ({
      indices: noGradient(savedAt(saved, 0)),
      updates: () => tf.gatherND(dy, savedAt(saved, 0)),
    }),
  });
  defineGradient(tf.TensorScatterUpdate, {
    inputs: ['indices', 'updates'],
    of: (dy, saved) => {
      const [indices, updates] = [savedAt(saved, 0), savedAt(saved, 1)];
      return {
        // The op's types ask for the ranks that it takes.
        tensor: () =>
          tf.tensorScatterUpdate(dy, indices as tf.Tensor2D, tf.zerosLike(updates) as tf.Tensor2D),
        indices: noGradient(indices),
        updates: () => tf.gatherND(dy, indices),
      };
    },
  });
  defineGradient(tf.SparseToDense, {
    inputs: ['sparseIndices', 'sparseValues'],
    of: (dy, saved) => {
      const [indices, values] = [savedAt(saved, 0), savedAt(saved, 1)];
      const written = () => tf.gatherND(dy, indices.rank < 2 ? tf.reshape(indices, [-1, 1]) : indices);
      return {
        sparseIndices: noGradient(indices),
        sparseValues: () => (values.rank === 0 ? tf.sum(written()) : written()),
        defaultValue: () => tf.sub(tf.sum(dy), tf.sum(written())),
      };
    },
  });
}

function installSegments(): void {
  const inputs = ['data', 'indices', 'segmentIds'] as const;
  const perRow = {
    [tf.SparseSegmentSum]: (dy: tf.Tensor) => dy,
    [tf.SparseSegmentMean]: (dy: tf.Tensor, segmentIds: tf.Tensor) => dividedBySize(dy, segmentIds),
  };
  for (const [kernelName, share] of Object.entries(perRow)) {
    defineGradient(kernelName, {
      inputs,
      of: (dy, saved) => {
        const [data, indices, segmentIds] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
        const rows = () => tf.gather(share(dy, segmentIds), segmentIds);
        return {
          // The ops take vectors of indices.
          data: () => tf.unsortedSegmentSum(rows(), indices as tf.Tensor1D, data.shape[0] ?? 0),
          indices: noGradient(indices),
          segmentIds: noGradient(segmentIds),
        };
      },
    });
  }
  installBincount();
}

function dividedBySize(dy: tf.Tensor, segmentIds: tf.Tensor): tf.Tensor {
  const ones = tf.ones(segmentIds.shape);
  const sizes = tf.unsortedSegmentSum(ones, segmentIds as tf.Tensor1D, dy.shape[0] ?? 0); // a vector: see above
  return tf.div(dy, tf.reshape(sizes, [-1, ...dy.shape.slice(1).map(() => 1)]));
}

/** Each weight was added to the count of its number, unless that is beyond the last. */
function installBincount(): void {
  for (const kernelName of [tf.Bincount, tf.DenseBincount]) {
    defineGradient<{ size: number; binaryOutput?: boolean }>(kernelName, {
      inputs: ['x', 'weights'],
      of: (dy, saved, { size, binaryOutput }) => {
        const [x, weights] = [savedAt(saved, 0), savedAt(saved, 1)];
        const ofWeights = () => {
          if (binaryOutput || weights.size === 0) return tf.zeros(weights.shape);
          const isCounted = indicator(tf.less(x, tf.scalar(size, 'int32')));
          const within = tf.minimum(x, tf.scalar(size - 1, 'int32'));
          return tf.mul(tf.gather(dy, within, x.rank - 1, x.rank - 1), isCounted);
        };
        return { x: noGradient(x), weights: ofWeights };
      },
    });
  }
}
