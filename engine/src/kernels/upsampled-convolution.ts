import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { activeTrace } from '../trace/active.js';
import { asTensor, noteOrigin, originalInput, originOf } from './origins.js';
import { input, type KernelCall, replaceKernel, tensorOf } from './replace-kernel.js';
import { both, filterOfStamp, rowFilter, stampFilter, stampShape } from './upsampled-filters.js';
import { around, type ConvolutionAttributes, type Plan, planOf } from './upsampled-plan.js';

/**
 * A convolution with stride 1 over a picture that was doubled by repeating pixels needs only the small picture. Its
 * gradients are those of a transposed convolution: of a 3×3 filter, 16 products for each small pixel and not 36, and half
 * the time (128 images, 14 to 28, from 16 channels to 32: 2.0 ms for 5.7, and 2.9 for 4.5). Forward, four filters of 2×2
 * would do with 16, too, but their results must be interleaved; two of 2×3 take 24 and stand line by line. In a compiled
 * step the upsampled picture is not even made.
 */
export function installUpsampledConvolution(): void {
  replaceKernel(tf.ResizeNearestNeighbor, (old) => (call) => {
    const result = tensorOf(old(call));
    if (!call.attrs?.alignCorners && input(call, 'images').dtype === 'float32')
      noteOrigin(result, tf.ResizeNearestNeighbor, { images: input(call, 'images') });
    return result;
  });
  replaceKernel(tf.Conv2D, (old) => (call) => convolution(call, input(call, 'filter')) ?? old(call));
  replaceKernel(tf.FusedConv2D, (old) => (call) => withBias(call) ?? old(call));
  replaceKernel(tf.Conv2DBackpropFilter, (old) => (call) => filterGradient(call) ?? old(call));
  replaceKernel(tf.Conv2DBackpropInput, (old) => (call) => {
    const result = tensorOf(old(call));
    if (activeTrace() !== undefined)
      noteOrigin(
        result,
        tf.Conv2DBackpropInput,
        { dy: input(call, 'dy'), filter: input(call, 'filter') },
        attributesOf(call),
      );
    return result;
  });
  replaceKernel(tf.ResizeNearestNeighborGrad, (old) => (call) => smallGradient(call) ?? old(call));
}

function convolution(call: KernelCall, filter: tf.Tensor): tf.Tensor | undefined {
  const x = input(call, 'x');
  const origin = originOf(x, tf.ResizeNearestNeighbor);
  if (origin === undefined || filter.dtype !== 'float32') return undefined;
  const small = originalInput(origin, 'images');
  const plan = planOf(small.shape, x.shape, filter.shape, attributesOf(call));
  // The ops check that a filter is of rank 4.
  return plan && tf.tidy(() => byRows(small, filter as tf.Tensor4D, plan));
}

/** What layers call. */
function withBias(call: KernelCall): tf.Tensor | undefined {
  const { activation = 'linear', leakyreluAlpha } = attributesOf(call);
  return tf.tidy(() => {
    const convolved = convolution(call, input(call, 'filter'));
    // tfjs names no bias by leaving it out.
    const { bias, preluActivationWeights } = call.inputs as Record<string, tf.Tensor | undefined>;
    const biased = convolved && bias ? tf.add(convolved, bias) : convolved;
    return biased && backend.applyActivation(biased, activation, preluActivationWeights, leakyreluAlpha);
  });
}

/**
 * For each row of a block its own filter ({@link rowFilter}), whose outputs are the columns of the block side by side: so
 * its lines are those of the result, and take turns in it.
 */
function byRows(small: tf.TensorInfo, filter: tf.Tensor4D, plan: Plan): tf.Tensor {
  const { size, factors, kernel, before, after } = plan;
  const [batch = 0, outputs] = [small.shape[0], filter.shape[3]];
  const out = both((axis) => size[axis] * factors[axis] + before[axis] + after[axis] - kernel[axis] + 1);
  const blocks = both((axis) => Math.ceil(out[axis] / factors[axis]));
  const lines = Array.from({ length: factors[0] }, (_, row) => {
    const { weights, from } = rowFilter(filter, plan, row);
    const ends = both((axis) => blocks[axis] + from[axis] + (weights.shape[axis] ?? 1) - 1 - size[axis]);
    const zeros = both((axis) => [-from[axis], ends[axis]]).flat();
    const explicit = attr.int('explicit_paddings', [0, 0, ...zeros, 0, 0]);
    const z = backend.executeSingleOutput(
      'Conv2D',
      [...convolving(1, 'EXPLICIT'), explicit],
      [small, weights],
    );
    return tf.reshape(z, [batch * blocks[0], blocks[1] * factors[1] * outputs]);
  });
  const whole = tf.reshape(tf.concat(lines, 1), [
    batch,
    blocks[0] * factors[0],
    blocks[1] * factors[1],
    outputs,
  ]);
  return tf.slice(whole, [0, 0, 0, 0], [batch, ...out, outputs]);
}

/** The gradient of the stamp: that of a convolution of dy, which strides from block to block, to the small picture. */
function filterGradient(call: KernelCall): tf.Tensor | undefined {
  const [x, dy] = [input(call, 'x'), input(call, 'dy')];
  const origin = originOf(x, tf.ResizeNearestNeighbor);
  if (origin === undefined) return undefined;
  const { filterShape } = attributesOf(call);
  const small = originalInput(origin, 'images');
  const plan = planOf(small.shape, x.shape, filterShape, attributesOf(call));
  if (plan === undefined) return undefined;
  const [, , inputs, outputs] = filterShape;
  return tf.tidy(() => {
    const shape = tf.tensor1d([...stampShape(plan.kernel, plan.factors), outputs, inputs], 'int32');
    const from = around(dy, plan);
    const attributes = convolving(2, from.padding);
    const stamp = backend.executeSingleOutput('Conv2DBackpropFilter', attributes, [from.dy, shape, small]);
    return filterOfStamp(stamp, plan.factors, filterShape);
  });
}

/** The gradient of what was upsampled, if what arrives is the input's gradient of a convolution. */
function smallGradient(call: KernelCall): tf.Tensor | undefined {
  const [images, arriving] = [input(call, 'images'), input(call, 'dy')];
  const origin = originOf(arriving, tf.Conv2DBackpropInput);
  if (origin === undefined || call.attrs?.alignCorners) return undefined;
  const [dy, filter] = [originalInput(origin, 'dy'), originalInput(origin, 'filter')];
  // As it was noted.
  const plan = planOf(images.shape, arriving.shape, filter.shape, origin.attributes as ConvolutionAttributes);
  if (plan === undefined) return undefined;
  return tf.tidy(() => {
    // The ops check that a filter is of rank 4.
    const stamp = stampFilter(asTensor(filter) as tf.Tensor4D, plan.factors);
    const from = around(asTensor(dy), plan);
    return backend.executeSingleOutput('Conv2D', convolving(2, from.padding), [from.dy, stamp]);
  });
}

const convolving = (stride: number, padding: string) => [
  attr.type('T', DType.float32),
  attr.int('strides', [1, stride, stride, 1]),
  attr.string('padding', padding),
  attr.string('data_format', 'NHWC'),
];

/** tfjs's own ops set them all. */
const attributesOf = ({ attrs }: KernelCall) => attrs as unknown as ConvolutionAttributes;
