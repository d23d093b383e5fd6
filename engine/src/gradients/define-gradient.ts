import * as tf from '@tensorflow/tfjs';

type Derivatives = Record<string, () => tf.Tensor>;

/** The gradient of a kernel with one result. */
export interface Gradient<Attributes> {
  /** Names of the inputs that `of` needs. An input that a call leaves out is left out of what was saved, too. */
  readonly inputs?: readonly string[];
  /** For kernels whose inputs are a list: `of` gets them all. */
  readonly allInputs?: true;
  /** Which outputs `of` needs, after the inputs. */
  readonly outputs?: readonly boolean[];
  /** The derivative of each input, from that of the result. */
  readonly of: (dy: tf.Tensor, saved: readonly tf.Tensor[], attributes: Attributes) => Derivatives;
}

/** Puts a gradient in the place of tfjs's, or where tfjs has none. It holds for all backends. */
export function defineGradient<Attributes = object>(
  kernelName: string,
  { inputs = [], allInputs, outputs = [], of }: Gradient<Attributes>,
): void {
  if (tf.getGradient(kernelName) !== undefined) tf.unregisterGradient(kernelName);
  tf.registerGradient({
    kernelName,
    inputsToSave: [...inputs],
    outputsToSave: [...outputs],
    ...(allInputs ? { saveAllInputs: true } : {}),
    // A kernel with several results hands over a list: only the derivative of the first can be of numbers.
    gradFunc: (dy, saved, attributes) =>
      // The kernel's own op sets the attributes.
      of(first(dy), saved, attributes as unknown as Attributes),
  });
}

function first(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  const one = Array.isArray(dy) ? dy[0] : dy;
  if (one === undefined) throw new Error('a kernel with no result has no gradient');
  return one;
}

/** A saved tensor; throws when it is missing. */
export function savedAt(saved: readonly tf.Tensor[], place: number): tf.Tensor {
  const tensor = saved[place];
  if (tensor === undefined) throw new Error(`gradient: nothing saved at ${place}`);
  return tensor;
}

/** A kernel of tfjs that has no op of its own in its interface. */
export function runKernel(kernelName: string, inputs: tf.NamedTensorMap, attributes: object = {}): tf.Tensor {
  // Those that gradients run have one result; attributes are plain values.
  return tf.engine().runKernel(kernelName, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;
}

/** Sums over the axes along which a tensor of this shape was repeated to broadcast. */
export function sumTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape);
  return tf.reshape(axes.length === 0 ? x : tf.sum(x, axes), shape);
}

/** 1 where a condition holds, else 0. */
export function indicator(condition: tf.Tensor): tf.Tensor {
  return tf.cast(condition, 'float32');
}

/** Zeros of a tensor's shape, float32 whatever its type: tfjs wants that of every gradient. */
export function noGradient(x: tf.Tensor): () => tf.Tensor {
  const { shape } = x;
  return () => tf.zeros(shape);
}
