import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/**
 * Ops that take indices, besides `GatherV2`. Under XLA an index out of range would be the nearest one, or left out: a
 * trace notes what must hold, and each run is looked at.
 */
export function installCheckedIndices(): void {
  noting(tf.GatherNd, (call) => coordinates(input(call, 'indices'), input(call, 'params').shape));
  noting(tf.ScatterNd, (call) => coordinates(input(call, 'indices'), shapeAttribute(call, 'shape')));
  noting(tf.TensorScatterUpdate, (call) => coordinates(input(call, 'indices'), input(call, 'tensor').shape));
  noting(tf.SparseToDense, (call) =>
    sparse(input(call, 'sparseIndices'), shapeAttribute(call, 'outputShape')),
  );
  // A negative segment is one that is left out, by TensorFlow's own rules.
  noting(tf.UnsortedSegmentSum, (call) =>
    activeTrace()?.checks.indices(input(call, 'segmentIds'), Number(call.attrs?.numSegments), 'allowed'),
  );
  // A number above the last bin is not counted, by TensorFlow's own rules.
  for (const name of [tf.Bincount, tf.DenseBincount]) {
    noting(name, (call) =>
      activeTrace()?.checks.violations('index', tf.less(input(call, 'x'), tf.scalar(0, 'int32'))),
    );
  }
}

function noting(kernelName: string, note: (call: KernelCall) => void): void {
  replaceKernel(kernelName, (old) => (call) => {
    if (activeTrace() !== undefined) tf.tidy(() => note(call));
    return old(call);
  });
}

/** Positions `[…, depth]`: the j-th number of each is an index into dimension j. */
function coordinates(indices: tf.Tensor, shape: readonly number[]): void {
  const sizes = shape.slice(0, indices.shape.at(-1) ?? 0);
  const outside = tf.logicalOr(
    tf.less(indices, tf.scalar(0, 'int32')),
    tf.greaterEqual(indices, tf.tensor1d(sizes, 'int32')),
  );
  activeTrace()?.checks.violations('index', outside);
}

/** Positions as of {@link coordinates}, or indices into the one dimension. */
function sparse(indices: tf.Tensor, shape: readonly number[]): void {
  if (indices.rank < 2) activeTrace()?.checks.indices(indices, shape[0] ?? 0);
  else coordinates(indices, shape);
}

function shapeAttribute({ attrs }: KernelCall, name: string): readonly number[] {
  // tfjs's own ops set it.
  return attrs?.[name] as readonly number[];
}
