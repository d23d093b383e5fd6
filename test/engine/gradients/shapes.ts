import * as tf from '@tensorflow/tfjs';
import { type Row, real, rows } from './row.js';

/** A list of tensors out of order, as a program may leave what `split` and `unstack` gave it. */
function reversed(tensors: tf.Tensor[]): tf.Tensor[] {
  return tensors.reverse();
}

/** Ops that move numbers about. */
export const shapes: readonly Row[] = [
  ...rows('reshape, expandDims, squeeze', [real(2, 1, 5)], {
    reshape: (x) => tf.reshape(x, [5, -1]),
    'expandDims 0': (x) => tf.expandDims(x),
    'expandDims −1': (x) => tf.expandDims(x, -1),
    'expandDims 2': (x) => tf.expandDims(x, 2),
    squeeze: (x) => tf.squeeze(x),
    'squeeze 1': (x) => tf.squeeze(x, [1]),
    flatten: (x) => x.flatten(),
  }),
  ...rows('transpose', [real(2, 3, 5)], {
    'reversed axes': (x) => tf.transpose(x),
    '[1, 2, 0]': (x) => tf.transpose(x, [1, 2, 0]),
    '[0, 2, 1]': (x) => tf.transpose(x, [0, 2, 1]),
  }),
  ...rows('broadcastTo', [real(3, 1)], {
    '[2, 3, 5]': (x) => tf.broadcastTo(x, [2, 3, 5]),
    '[3, 5]': (x) => tf.broadcastTo(x, [3, 5]),
    '[3, 1]': (x) => tf.broadcastTo(x, [3, 1]),
  }),
  ...rows('broadcastTo', [real()], { 'a scalar': (x) => tf.broadcastTo(x, [2, 3]) }),
  ...rows('tile', [real(3)], { 'rank 1': (x) => tf.tile(x, [3]) }),
  ...rows('tile', [real(2, 3)], { 'rank 2': (x) => tf.tile(x, [3, 2]), once: (x) => tf.tile(x, [1, 1]) }),
  ...rows('tile', [real(2, 1, 3)], { 'rank 3': (x) => tf.tile(x, [1, 2, 3]) }),
  ...rows('tile', [real(2, 1, 3, 2)], { 'rank 4': (x) => tf.tile(x, [2, 2, 1, 2]) }),
  ...rows('tile', [real(2, 1, 3, 1, 2)], { 'rank 5': (x) => tf.tile(x, [2, 1, 1, 3, 2]) }),
  ...[0, 1, -1].flatMap((axis) =>
    rows('concat', [real(3, 3), real(3, 3), real(3, 3)], {
      [`axis ${axis}`]: (...xs) => tf.concat(xs, axis),
    }),
  ),
  ...rows('concat', [real(2, 3), real(2, 1)], { 'of other sizes': (a, b) => tf.concat([a, b, a], 1) }),
  ...[0, 1, 2, -1].flatMap((axis) =>
    rows('stack', [real(2, 3), real(2, 3)], { [`axis ${axis}`]: (...xs) => tf.stack(xs, axis) }),
  ),
  ...[0, 1, -1].flatMap((axis) =>
    rows('unstack', [real(2, 3, 5)], {
      [`axis ${axis}`]: (x) => tf.unstack(x, axis),
      [`axis ${axis}, some of them`]: (x) => tf.unstack(x, axis).slice(1),
      [`axis ${axis}, reversed in place`]: (x) => tf.stack(reversed(tf.unstack(x, axis)), axis),
    }),
  ),
  ...rows('split', [real(2, 6)], {
    'in 3 along axis 1': (x) => tf.split(x, 3, 1),
    'in 2 along axis 0': (x) => tf.split(x, 2),
    'in 2 along axis −1, one of them': (x) => tf.split(x, 2, -1)[1] ?? x,
    'by sizes': (x) => tf.split(x, [1, 3, 2], 1),
    'by sizes, one from the rest': (x) => tf.split(x, [1, -1, 2], 1),
    'in 3, reversed in place': (x) => tf.concat(reversed(tf.split(x, 3, 1)), 1),
    'in 3, the first taken off in place': (x) => {
      const parts = tf.split(x, 3, 1);
      parts.shift();
      return parts;
    },
  }),
  ...rows('slice', [real(3, 5)], {
    'begin and size': (x) => tf.slice(x, [1, 2], [2, 2]),
    'size −1': (x) => tf.slice(x, [0, 1], [-1, -1]),
    'begin as a number': (x) => tf.slice(x, 1),
    'nothing cut': (x) => tf.slice(x, [0, 0]),
  }),
  ...rows('stridedSlice', [real(5, 7)], {
    'steps 2 and 3': (x) => tf.stridedSlice(x, [0, 1], [5, 7], [2, 3]),
    'from the end': (x) => tf.stridedSlice(x, [-1, -1], [-4, -7], [-1, -2]),
    'begin and end masked': (x) => tf.stridedSlice(x, [2, 2], [3, 3], [2, 2], 1, 2),
    'an axis shrunk': (x) => tf.stridedSlice(x, [1, 1], [2, 6], [1, 2], 0, 0, 0, 0, 1),
    'an axis made': (x) => tf.stridedSlice(x, [0, 1], [1, 4], [1, 1], 0, 0, 0, 1),
    'an ellipsis': (x) => tf.stridedSlice(x, [0, 1], [0, 6], [1, 2], 0, 0, 1),
  }),
  ...rows('reverse', [real(2, 3, 5)], {
    'all axes': (x) => tf.reverse(x),
    'axis 1': (x) => tf.reverse(x, 1),
    'axes −1 and 0': (x) => tf.reverse(x, [-1, 0]),
  }),
  ...rows('pad', [real(3, 5)], {
    'both sides': (x) =>
      tf.pad(x, [
        [1, 2],
        [0, 3],
      ]),
    'with 7': (x) =>
      tf.pad(
        x,
        [
          [1, 0],
          [2, 1],
        ],
        7,
      ),
    'by negative numbers': (x) =>
      tf.pad(x, [
        [-1, 0],
        [0, -2],
      ]),
    'by numbers of both signs': (x) =>
      tf.pad(
        x,
        [
          [-1, 2],
          [1, -3],
        ],
        7,
      ),
    'by none': (x) =>
      tf.pad(x, [
        [0, 0],
        [0, 0],
      ]),
  }),
  ...(['reflect', 'symmetric'] as const).flatMap((mode) => [
    ...rows('mirrorPad', [real(3, 5)], {
      [`${mode}, both sides`]: (x) =>
        tf.mirrorPad(
          x,
          [
            [1, 2],
            [2, 1],
          ],
          mode,
        ),
      [`${mode}, one axis`]: (x) =>
        tf.mirrorPad(
          x,
          [
            [0, 0],
            [0, 3],
          ],
          mode,
        ),
      [`${mode}, by none`]: (x) =>
        tf.mirrorPad(
          x,
          [
            [0, 0],
            [0, 0],
          ],
          mode,
        ),
      [`${mode}, as far as it goes`]: (x) =>
        tf.mirrorPad(
          x,
          [
            [2, 2],
            [4, 4],
          ],
          mode,
        ),
    }),
    ...rows('mirrorPad', [real(2, 3, 4, 2)], {
      [`${mode}, images`]: (x) =>
        tf.mirrorPad(
          x,
          [
            [0, 0],
            [1, 1],
            [2, 1],
            [0, 0],
          ],
          mode,
        ),
    }),
    ...rows('mirrorPad', [real(5)], { [`${mode}, a vector`]: (x) => tf.mirrorPad(x, [[2, 3]], mode) }),
  ]),
  ...rows('spaceToBatchND', [real(2, 4, 6, 3)], {
    '2 by 3': (x) =>
      tf.spaceToBatchND(
        x,
        [2, 3],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    'with paddings': (x) =>
      tf.spaceToBatchND(
        x,
        [2, 3],
        [
          [1, 1],
          [2, 1],
        ],
      ),
  }),
  ...rows('batchToSpaceND', [real(6, 2, 3, 2)], {
    '2 by 3': (x) =>
      tf.batchToSpaceND(
        x,
        [2, 3],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    'with crops': (x) =>
      tf.batchToSpaceND(
        x,
        [2, 3],
        [
          [1, 0],
          [1, 2],
        ],
      ),
  }),
  ...rows('depthToSpace', [real(2, 3, 2, 8)], { 'blocks of 2': (x) => tf.depthToSpace(x as tf.Tensor4D, 2) }),
  ...rows('meshgrid', [real(3), real(2)], {
    xy: (a, b) => tf.meshgrid(a, b),
    ij: (a, b) => tf.meshgrid(a, b, { indexing: 'ij' }),
  }),
  ...rows('diag', [real(3)], { 'a vector': (x) => tf.diag(x) }),
  ...rows('diag', [real(2, 3)], { 'a matrix': (x) => tf.diag(x) }),
];
