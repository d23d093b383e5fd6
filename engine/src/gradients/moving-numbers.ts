import * as tf from '@tensorflow/tfjs';
import { defineGradient, runKernel, savedAt } from './define-gradient.js';
import { places, returnToSources } from './return-to-sources.js';

type Paddings = [number, number][];

/** Mends gradients of ops that move, repeat and cut numbers. */
export function installMovingGradients(): void {
  defineGradient<{ paddings: Paddings; mode: 'reflect' | 'symmetric' }>(tf.MirrorPad, {
    // tfjs cuts off the mirrored numbers, whose gradient belongs to those they mirror.
    of: (dy, _saved, { paddings, mode }) => ({
      x: () => paddings.reduce((folded, padding, axis) => foldMirror(folded, padding, axis, mode), dy),
    }),
  });
  defineGradient<{ paddings: Paddings }>(tf.PadV2, {
    of: (dy, _saved, { paddings }) => ({ x: () => tf.pad(dy, opposite(paddings)) }),
  });
  defineGradient<{ reps: number[] }>(tf.Tile, {
    inputs: ['x'],
    of: (dy, saved, { reps }) => ({ x: () => sumOfCopies(dy, savedAt(saved, 0).shape, reps) }),
  });
  defineGradient(tf.StridedSlice, {
    inputs: ['x'],
    of: (dy, saved, attributes) => ({
      x: () => {
        const { shape } = savedAt(saved, 0);
        return returnToSources(dy, runKernel(tf.StridedSlice, { x: places(shape) }, attributes), shape);
      },
    }),
  });
  defineGradient<{ blockSize: number; dataFormat: string }>(tf.DepthToSpace, {
    of: (dy, _saved, { blockSize, dataFormat }) => ({ x: () => spaceToDepth(dy, blockSize, dataFormat) }),
  });
  defineGradient(tf.Diag, {
    inputs: ['x'],
    of: (dy, saved) => ({
      x: () => {
        const { size, shape } = savedAt(saved, 0);
        return tf.reshape(tf.sum(tf.mul(tf.reshape(dy, [size, size]), tf.eye(size)), 1), shape);
      },
    }),
  });
  defineGradient(tf.FlipLeftRight, { of: (dy) => ({ image: () => tf.reverse(dy, 2) }) });
}

const opposite = (paddings: Paddings): Paddings => paddings.map(([before, after]) => [-before, -after]);

/** Along one axis: what arrives at the mirrored numbers is added to those they mirror. */
function foldMirror(dy: tf.Tensor, [before, after]: [number, number], axis: number, mode: string): tf.Tensor {
  const length = (dy.shape[axis] ?? 0) - before - after;
  // 'reflect' leaves out the number at the edge.
  const edge = mode === 'reflect' ? 1 : 0;
  const part = (from: number, size: number) =>
    tf.slice(
      dy,
      dy.shape.map((_, i) => (i === axis ? from : 0)),
      dy.shape.map((full, i) => (i === axis ? size : full)),
    );
  const mirrored = (from: number, size: number, at: number) =>
    tf.pad(
      tf.reverse(part(from, size), axis),
      dy.shape.map((_, i): [number, number] => (i === axis ? [at, length - at - size] : [0, 0])),
    );
  const parts = [part(before, length)];
  if (before > 0) parts.push(mirrored(0, before, edge));
  if (after > 0) parts.push(mirrored(before + length, after, length - edge - after));
  return tf.addN(parts);
}

/** tfjs adds slices one by one, and up to rank 4. */
function sumOfCopies(dy: tf.Tensor, shape: readonly number[], reps: readonly number[]): tf.Tensor {
  const folded = shape.flatMap((length, axis) => (reps[axis] === 1 ? [length] : [reps[axis] ?? 1, length]));
  const axes: number[] = [];
  for (let axis = 0, place = 0; axis < shape.length; axis++, place++)
    if (reps[axis] !== 1) axes.push(place++);
  return axes.length === 0 ? tf.clone(dy) : tf.sum(tf.reshape(dy, folded), axes);
}

/** Blocks of `size` by `size` pixels become channels again. */
function spaceToDepth(dy: tf.Tensor, size: number, dataFormat: string): tf.Tensor {
  if (dataFormat === 'NCHW')
    return tf.transpose(spaceToDepth(tf.transpose(dy, [0, 2, 3, 1]), size, 'NHWC'), [0, 3, 1, 2]);
  const [batch = 0, height = 0, width = 0, channels = 0] = dy.shape;
  const blocks = tf.reshape(dy, [batch, height / size, size, width / size, size, channels]);
  return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [
    batch,
    height / size,
    width / size,
    size * size * channels,
  ]);
}
