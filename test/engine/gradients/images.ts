import * as tf from '@tensorflow/tfjs';
import { exactly, type Row, real, rows } from './row.js';

type Image = tf.Tensor4D;

/** Up, down, by whole factors and by none. */
const sizes: readonly [number, number][] = [
  [3, 5],
  [6, 10],
  [5, 7],
  [2, 3],
  [1, 1],
  [7, 2],
];

const corners = {
  plain: [false, false],
  'corners aligned': [true, false],
  'half-pixel centres': [false, true],
} as const;

function resized(): Row[] {
  return sizes.flatMap((size) =>
    Object.entries(corners).flatMap(([name, [alignCorners, halfPixelCenters]]) => [
      ...rows('image.resizeBilinear', [real(2, 3, 5, 2)], {
        [`to ${size}, ${name}`]: (x) =>
          tf.image.resizeBilinear(x as Image, size, alignCorners, halfPixelCenters),
      }),
      ...rows('image.resizeNearestNeighbor', [real(2, 3, 5, 2)], {
        [`to ${size}, ${name}`]: (x) =>
          tf.image.resizeNearestNeighbor(x as Image, size, alignCorners, halfPixelCenters),
      }),
    ]),
  );
}

const boxes = exactly([0.1, 0.2, 0.8, 0.9, 0, 0, 1, 1, 0.3, 0.9, 0.75, 0.1], 3, 4);
const boxesTensor = (): tf.Tensor2D => tf.tensor2d([...boxes.values], [3, 4]);
const boxIndices = (): tf.Tensor1D => tf.tensor1d([1, 0, 1], 'int32');

/** A rotation and a shift. */
const turn = (): tf.Tensor2D => tf.tensor2d([[1.1, 0.2, -0.4, 0.1, 0.8, 0.7, 0, 0]]);

/** Ops of images. */
export const images: readonly Row[] = [
  ...resized(),
  ...rows('image.resizeNearestNeighbor', [real(2, 2, 1)], {
    'one image to 3 by 3, half-pixel centres': (x) =>
      tf.image.resizeNearestNeighbor(x as tf.Tensor3D, [3, 3], false, true),
  }),
  ...rows('image.flipLeftRight', [real(2, 3, 5, 2)], { '': (x) => tf.image.flipLeftRight(x as Image) }),
  ...rows('image.grayscaleToRGB', [real(2, 3, 5, 1)], { '': (x) => tf.image.grayscaleToRGB(x as Image) }),
  ...rows('image.rgbToGrayscale', [real(2, 3, 5, 3)], { '': (x) => tf.image.rgbToGrayscale(x as Image) }),
  ...rows('image.rotateWithOffset', [real(2, 5, 6, 2)], {
    'by 0.6': (x) => tf.image.rotateWithOffset(x as Image, 0.6),
    'by −2, filled with 3, another centre': (x) => tf.image.rotateWithOffset(x as Image, -2, 3, [0.25, 0.75]),
    'filled with colours': (x) => tf.image.rotateWithOffset(x as Image, 0.6, [1, 2] as never),
  }),
  ...rows('image.cropAndResize', [real(2, 5, 4, 2)], {
    bilinear: (x) => tf.image.cropAndResize(x as Image, boxesTensor(), boxIndices(), [3, 4]),
    nearest: (x) => tf.image.cropAndResize(x as Image, boxesTensor(), boxIndices(), [3, 4], 'nearest'),
  }),
  // Boxes whose crops take no pixel within a step of another.
  ...rows(
    'image.cropAndResize',
    [real(2, 5, 4, 2), exactly([0.1, 0.2, 0.8, 0.9, 0.31, 0.72, 0.55, 0.12], 2, 4)],
    {
      'bilinear, with boxes': (x, b) =>
        tf.image.cropAndResize(x as Image, b as tf.Tensor2D, tf.tensor1d([1, 0], 'int32'), [2, 3]),
    },
  ),
  // With 'bilinear' the gradient is refused: see the test.
  ...(['constant', 'reflect', 'wrap', 'nearest'] as const).flatMap((fill) =>
    rows('image.transform', [real(2, 5, 4, 2)], {
      [`nearest, ${fill}`]: (x) => tf.image.transform(x as Image, turn(), 'nearest', fill, 2),
      [`nearest, ${fill}, to another size`]: (x) =>
        tf.image.transform(x as Image, turn(), 'nearest', fill, 2, [3, 6]),
    }),
  ),
];
