import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { sizeOf } from '../checks/shapes.js';
import type { Corruption } from '../losses/corruption.js';

/**
 * A watermark: the same picture laid over every image, x̃ = x + opacity · mark · (1 − x), so ink stays ink.
 * Taught in lesson 11.
 * @param mark one image, as many numbers as an example, in [0, 1].
 * @throws RangeError unless 0 ≤ opacity ≤ 1; in the step when the mark has another size than the images.
 */
export function watermark(mark: Float32Array, opacity = 0.6): Corruption {
  if (!(opacity >= 0 && opacity <= 1))
    throw new RangeError(`watermark: opacity must lie between 0 and 1, got ${opacity}`);
  return {
    name: 'watermark',
    corrupt: (x) => {
      const shape = x.shape.slice(1);
      if (sizeOf(shape) !== mark.length)
        throw new RangeError(
          `watermark: the mark has ${mark.length} numbers, an image [${shape}] ${sizeOf(shape)}`,
        );
      return x.add(tf.sub(1, x).mul(tf.tensor(mark, shape).mul(opacity)));
    },
  };
}

/** How strokes are drawn. */
export interface StrokeOptions {
  /** Height and width of the images. Default `[28, 28]`. */
  readonly size?: readonly [height: number, width: number];
  /** Strokes an image. Default 2. */
  readonly count?: number;
  /** Full width in pixels. Default 2. */
  readonly width?: number;
  /** The strokes' value: 1 scribbles with ink, 0 erases. Default 1. */
  readonly value?: number;
}

/**
 * Straight strokes between random points, other ones for each image: text or scratches over a picture. A
 * pixel is covered when its distance from the segment is at most half the width. Taught in lesson 11.
 * @throws RangeError when count or width is not above 0.
 */
export function strokes(options: StrokeOptions = {}): Corruption {
  checkOptions('strokes', options, { size: true, count: true, width: true, value: true });
  const { size = [28, 28], count = 2, width = 2, value = 1 } = options;
  if (!(count >= 1 && Number.isInteger(count) && width > 0))
    throw new RangeError(
      `strokes: count must be a whole number ≥ 1 and width above 0, got ${count} and ${width}`,
    );
  return {
    name: `${count} strokes`,
    corrupt: (x, key) => {
      const [examples = 0] = x.shape;
      const ends = random.uniform(key, [examples, count, 4, 1]);
      const covered = segmentDistance(ends, size)
        .lessEqual(width / 2)
        .any(1)
        .reshape(x.shape);
      return tf.where(covered, tf.fill(x.shape, value), x);
    },
  };
}

/** Squares of random place set to 0, one for each image: a hidden object. Taught in lesson 11. */
export function occlusion(
  side: number,
  size: readonly [height: number, width: number] = [28, 28],
): Corruption {
  const [height, width] = size;
  if (!(Number.isInteger(side) && side >= 1 && side <= Math.min(height, width)))
    throw new RangeError(`occlusion: side must be whole and fit into [${size}], got ${side}`);
  return {
    name: `occlusion ${side}×${side}`,
    corrupt: (x, key) => {
      const [examples = 0] = x.shape;
      const [top, left] = tf.split(random.uniform(key, [examples, 2, 1]), 2, 1);
      const rows = within(top, side, height).reshape([examples, height, 1]);
      const columns = within(left, side, width).reshape([examples, 1, width]);
      return x.mul(tf.sub(1, rows.mul(columns)).reshape(x.shape));
    },
  };
}

/** 1 for the `side` places from ⌊share · (length − side + 1)⌋ on, else 0: `[examples, length]`. */
function within(share: tf.Tensor | undefined, side: number, length: number): tf.Tensor {
  if (!share) throw new Error('occlusion: no random numbers');
  const start = share
    .mul(length - side + 1)
    .floor()
    .reshape([-1, 1]);
  const place = tf.range(0, length).reshape([1, length]);
  return place
    .greaterEqual(start)
    .logicalAnd(place.less(start.add(side)))
    .cast('float32');
}

/**
 * Distance of each pixel's centre from each segment, in pixels.
 * @param ends `[examples, count, 4, 1]`: y₀, x₀, y₁, x₁ as shares of height and width.
 * @returns `[examples, count, height × width]`.
 */
function segmentDistance(ends: tf.Tensor, [height, width]: readonly [number, number]): tf.Tensor {
  const [y0, x0, y1, x1] = tf
    .split(ends, 4, 2)
    .map((end, i) => end.squeeze([2]).mul(i % 2 === 0 ? height : width));
  if (!y0 || !x0 || !y1 || !x1) throw new Error('strokes: no random numbers');
  const y = tf.tile(tf.range(0, height).add(0.5).reshape([height, 1]), [1, width]).reshape([1, 1, -1]);
  const x = tf.tile(tf.range(0, width).add(0.5).reshape([1, width]), [height, 1]).reshape([1, 1, -1]);
  const [dy, dx] = [y1.sub(y0), x1.sub(x0)];
  const along = y.sub(y0).mul(dy).add(x.sub(x0).mul(dx)).div(dy.square().add(dx.square()).add(1e-6));
  const t = along.clipByValue(0, 1);
  return y
    .sub(y0.add(t.mul(dy)))
    .square()
    .add(x.sub(x0.add(t.mul(dx))).square())
    .sqrt();
}
