import * as tf from '@tensorflow/tfjs';
import { type Backend, backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { defineGradient, noGradient, runKernel, savedAt } from './define-gradient.js';
import { places, returnToSources } from './return-to-sources.js';

/** Adds gradients of ops of images that tfjs has none for, and of `maxPoolWithArgmax`. */
export function installImageGradients(): void {
  installRotation();
  installTransform();
  installCrops();
  installSecondOfUpsampling();
  defineGradient(tf.MaxPoolWithArgmax, {
    inputs: ['x'],
    outputs: [true],
    of: (dy, saved, attributes) => ({
      x: () =>
        runKernel(tf.MaxPoolGrad, { dy, input: savedAt(saved, 0), output: savedAt(saved, 1) }, attributes),
    }),
  });
}

/** The gradient of upsampling is linear in what arrives: its own is upsampling again. */
function installSecondOfUpsampling(): void {
  defineGradient(tf.ResizeNearestNeighborGrad, {
    inputs: ['images', 'dy'],
    of: (above, saved, attributes) => ({
      images: noGradient(savedAt(saved, 0)),
      dy: () => {
        const size = savedAt(saved, 1).shape.slice(1, 3);
        return runKernel(tf.ResizeNearestNeighbor, { images: above }, { ...attributes, size });
      },
    }),
  });
}

/** Each pixel is a copy of one, or filled: an image of places, rotated alike, says of which. */
function installRotation(): void {
  defineGradient(tf.RotateWithOffset, {
    inputs: ['image'],
    of: (dy, saved, attributes) => ({
      image: () => copiesReturn(tf.RotateWithOffset, {}, dy, savedAt(saved, 0).shape, attributes),
    }),
  });
}

/** The same for transforms that take the nearest pixel; for those that mix four the gradient is not computed. */
function installTransform(): void {
  defineGradient<{ interpolation: string }>(tf.Transform, {
    inputs: ['image', 'transforms'],
    of: (dy, saved, attributes) => {
      const transforms = savedAt(saved, 1);
      const refuse = (of: string) => (): tf.Tensor => {
        throw new Error(
          `image.transform: the gradient of ${of} is not computed; that of the image is, with interpolation 'nearest'`,
        );
      };
      const { shape } = savedAt(saved, 0);
      return {
        image:
          attributes.interpolation === 'nearest'
            ? () => copiesReturn(tf.Transform, { transforms }, dy, shape, attributes)
            : refuse(`an image with interpolation '${attributes.interpolation}'`),
        transforms: refuse('transforms'),
      };
    },
  });
}

/** Places of pixels are counted in float32, exactly up to 2²⁴. */
function copiesReturn(
  kernelName: string,
  inputs: tf.NamedTensorMap,
  dy: tf.Tensor,
  shape: number[],
  attributes: object,
): tf.Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  const pixels = tf.cast(places([1, height, width, 1]), 'float32');
  const image = tf.tile(pixels, [batch, 1, 1, 1]);
  const read = runKernel(kernelName, { ...inputs, image }, { ...attributes, fillValue: -1 });
  const pixel = tf.cast(tf.round(read), 'int32');
  // Pixel p of image b, channel c, is number (b · height · width + p) · channels + c.
  const starts = tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(height * width, 'int32'));
  const ofImage = tf.add(pixel, tf.reshape(starts, [batch, 1, 1, 1]));
  const source = tf.add(tf.mul(ofImage, tf.scalar(channels, 'int32')), tf.range(0, channels, 1, 'int32'));
  const none = tf.scalar(tf.util.sizeFromShape(shape), 'int32');
  const isFilled = tf.broadcastTo(tf.less(pixel, tf.scalar(0, 'int32')), source.shape);
  return returnToSources(dy, tf.where(isFilled, none, source), shape);
}

interface CropAttributes {
  readonly method: 'bilinear' | 'nearest';
}

/** TensorFlow has both gradients; its own of boxes is that of the bilinear method. */
function installCrops(): void {
  defineGradient<CropAttributes>(tf.CropAndResize, {
    inputs: ['image', 'boxes', 'boxInd'],
    of: (dy, saved, { method }) => {
      const [image, boxes, boxIndex] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
      const attributes = [attr.type('T', DType.float32), attr.string('method', method)];
      return {
        image: () => {
          const size = tf.tensor1d(image.shape, 'int32');
          return tensorFlow().executeSingleOutput('CropAndResizeGradImage', attributes, [
            dy,
            boxes,
            boxIndex,
            size,
          ]);
        },
        boxes: () =>
          method === 'nearest'
            ? tf.zeros(boxes.shape)
            : tensorFlow().executeSingleOutput('CropAndResizeGradBoxes', attributes, [
                dy,
                image,
                boxes,
                boxIndex,
              ]),
        boxInd: noGradient(boxIndex),
      };
    },
  });
}

function tensorFlow(): Backend {
  if (tf.getBackend() !== 'tensorflow')
    throw new Error("image.cropAndResize: its gradient needs the backend 'tensorflow'");
  return backend;
}
