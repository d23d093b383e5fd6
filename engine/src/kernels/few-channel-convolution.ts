import * as tf from '@tensorflow/tfjs';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/** Attributes of a convolution, as tfjs passes them. */
interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: tf.backend_util.ExplicitPadding | 'valid' | 'same' | number;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations: [number, number] | number;
  /** Of a convolution with bias only. */
  readonly activation?: string;
  /** Of the filter's gradient only: height, width, input and output channels. */
  readonly filterShape: [number, number, number, number];
}

/** Fewer input channels gain little: from 2, about a tenth. */
const fewestInputs = 4;
/** The filter's gradient gains with up to 8 outputs from 16 or 32 inputs, and loses with 8 from 8. */
const mostOutputs = 8;

/**
 * Convolutions to few channels, such as the last layer of an autoencoder of images. TensorFlow computes 16 output
 * channels at a time and throws away what is not wanted. For one channel, the forward pass filters each input channel
 * by itself and adds them up; the gradient of a filter to few channels is that of a convolution the other way, to many.
 * 128 images of 28×28 from 32 channels to one: 2.4 ms for 5.5, and 1.3 ms for 5.1.
 */
export function installFewChannelConvolution(): void {
  replaceKernel(tf.Conv2D, (old) => (call) => toOneChannel(call) ?? old(call));
  replaceKernel(tf.FusedConv2D, (old) => (call) => toOneChannelWithBias(call) ?? old(call));
  replaceKernel(tf.Conv2DBackpropFilter, (old) => (call) => filterGradient(call) ?? old(call));
}

/** y = Σ over c of x[…, c] ∗ filter[:, :, c, 0], shape `[batch, height, width, 1]`. */
function toOneChannel(call: KernelCall): tf.Tensor | undefined {
  // tfjs's own op checks the ranks.
  const [x, filter] = [input(call, 'x') as tf.Tensor4D, input(call, 'filter') as tf.Tensor4D];
  const { strides, pad, dataFormat, dilations } = attributesOf(call);
  const [, , inputs, outputs] = filter.shape;
  if (outputs !== 1 || inputs < fewestInputs) return undefined;
  if (dataFormat !== 'NHWC' || (pad !== 'same' && pad !== 'valid')) return undefined;
  return tf.tidy(() => {
    const filtered = tf.depthwiseConv2d(x, filter, strides, pad, dataFormat, dilations);
    const summed = tf.matMul(tf.reshape(filtered, [-1, inputs]), tf.ones([inputs, 1]));
    return tf.reshape(summed, [...filtered.shape.slice(0, 3), 1]);
  });
}

/** What layers call: the same with a bias, `[1]`, and no activation. */
function toOneChannelWithBias(call: KernelCall): tf.Tensor | undefined {
  if (attributesOf(call).activation !== 'linear') return undefined;
  return tf.tidy(() => {
    const convolved = toOneChannel(call);
    // tfjs names no bias by leaving it out.
    const bias = call.inputs['bias'] as tf.Tensor | undefined;
    return convolved && bias ? tf.add(convolved, bias) : convolved;
  });
}

/**
 * Σ over images and pixels of x[h + i, w + j, c] · dy[h, w, o] is also the gradient of a filter that makes x out of dy,
 * turned by 180°; for that a filter needs a middle, and a step of one pixel.
 */
function filterGradient(call: KernelCall): tf.Tensor | undefined {
  const [x, dy] = [input(call, 'x'), input(call, 'dy')];
  const { strides, pad, dataFormat, filterShape } = attributesOf(call);
  const [height, width, inputs, outputs] = filterShape;
  if (outputs > mostOutputs || inputs < Math.max(fewestInputs, 2 * outputs)) return undefined;
  if (dataFormat !== 'NHWC' || pad !== 'same' || [strides].flat().some((stride) => stride !== 1))
    return undefined;
  if (height % 2 === 0 || width % 2 === 0) return undefined;
  return tf.tidy(() => {
    const attrs = { ...call.attrs, filterShape: [height, width, outputs, inputs] };
    const turned = tf.engine().runKernel<tf.Tensor>(tf.Conv2DBackpropFilter, { x: dy, dy: x }, attrs);
    return tf.transpose(tf.reverse(turned, [0, 1]), [0, 1, 3, 2]);
  });
}

/** tfjs's own ops set them all. */
const attributesOf = ({ attrs }: KernelCall) => attrs as unknown as ConvolutionAttributes;
