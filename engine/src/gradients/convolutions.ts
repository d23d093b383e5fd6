import * as tf from '@tensorflow/tfjs';
import { type MatMulAttributes, matMulGradients } from './broadcasting.js';
import { defineGradient, runKernel, savedAt, sumTo } from './define-gradient.js';
import { dilatedFilter, dilatedShape, perAxis, withoutDilation } from './dilated-filter.js';

/** Attributes of a convolution, as tfjs passes them. */
interface ConvolutionAttributes {
  readonly strides: number | readonly number[];
  readonly pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
  readonly dataFormat?: string;
  readonly dilations?: number | readonly number[];
  readonly dimRoundingMode?: string;
}

/** The kernels that a convolution's gradients are, and how many axes its filter moves along. */
interface Kernels {
  readonly input: string;
  readonly filter: string;
  readonly axes: number;
}

const image: Kernels = { input: tf.Conv2DBackpropInput, filter: tf.Conv2DBackpropFilter, axes: 2 };
const depthwise: Kernels = {
  input: tf.DepthwiseConv2dNativeBackpropInput,
  filter: tf.DepthwiseConv2dNativeBackpropFilter,
  axes: 2,
};
const volume: Kernels = { input: tf.Conv3DBackpropInputV2, filter: tf.Conv3DBackpropFilterV2, axes: 3 };

/** Mends gradients of convolutions, and of the fused ops of layers, which tape.ts records as these kernels. */
export function installConvolutionGradients(): void {
  const kernels = {
    [tf.Conv2D]: image,
    [tf.DepthwiseConv2dNative]: depthwise,
    [tf.Conv3D]: volume,
    [tf.FusedConv2D]: image,
    [tf.FusedDepthwiseConv2D]: depthwise,
  };
  for (const [kernelName, gradientKernels] of Object.entries(kernels)) {
    defineGradient<ConvolutionAttributes>(kernelName, {
      inputs: ['x', 'filter', 'bias'],
      of: (dy, saved, attributes) => ({
        ...convolutionGradients(dy, saved, attributes, gradientKernels),
        bias: () => sumTo(channelsLast(dy, attributes), savedAt(saved, 2).shape),
      }),
    });
  }
  installFusedMatMul();
  installTransposedVolume();
}

/** With dilations: those of a convolution with the dilated filter. tfjs refuses. */
function convolutionGradients(
  dy: tf.Tensor,
  saved: readonly tf.Tensor[],
  { dilations, ...attributes }: ConvolutionAttributes,
  kernels: Kernels,
): { x: () => tf.Tensor; filter: () => tf.Tensor } {
  const [x, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
  const spread = perAxis(dilations, kernels.axes);
  const common = { ...attributes, dilations: 1 };
  return {
    x: () =>
      runKernel(
        kernels.input,
        { dy, filter: dilatedFilter(filter, spread) },
        { ...common, inputShape: x.shape },
      ),
    filter: () => {
      const filterShape = dilatedShape(filter.shape, spread);
      return withoutDilation(runKernel(kernels.filter, { x, dy }, { ...common, filterShape }), spread);
    },
  };
}

function channelsLast(dy: tf.Tensor, { dataFormat }: ConvolutionAttributes): tf.Tensor {
  return dataFormat === 'NCHW' ? tf.transpose(dy, [0, 2, 3, 1]) : dy;
}

/** While gradients are computed, tfjs fuses no activation. */
function installFusedMatMul(): void {
  defineGradient<MatMulAttributes>(tf._FusedMatMul, {
    inputs: ['a', 'b', 'bias'],
    of: (dy, saved, attributes) => ({
      ...matMulGradients(dy, savedAt(saved, 0), savedAt(saved, 1), attributes),
      bias: () => sumTo(dy, savedAt(saved, 2).shape),
    }),
  });
}

/** A transposed convolution is linear in what a convolution's gradient goes back to; tfjs has this for images only. */
function installTransposedVolume(): void {
  defineGradient<ConvolutionAttributes>(tf.Conv3DBackpropInputV2, {
    inputs: ['dy', 'filter'],
    of: (above, saved, { strides, pad }) => {
      const [dy, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
      return {
        dy: () =>
          runKernel(tf.Conv3D, { x: above, filter }, { strides, pad, dataFormat: 'NDHWC', dilations: 1 }),
        filter: () =>
          runKernel(tf.Conv3DBackpropFilterV2, { x: above, dy }, { strides, pad, filterShape: filter.shape }),
      };
    },
  });
}
