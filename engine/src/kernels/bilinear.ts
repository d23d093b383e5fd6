import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

/** How tfjs's op maps pixels. */
interface Mapping {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** Along one axis: the neighbours below and above each new pixel, and how far it lies from the first, 0 to 1. */
interface Interpolation {
  readonly below: number[];
  readonly above: number[];
  readonly share: number[];
}

/**
 * Bilinear resizing for XLA. TensorFlow hands XLA a product with a matrix of shares, and 0 · NaN is NaN: one NaN would spread
 * over all pixels. Here each pixel is made of its own neighbours, as TensorFlow's kernel does it.
 */
export function installBilinear(): void {
  replaceKernel(
    tf.ResizeBilinear,
    (old) => (call) => (activeTrace()?.runners.executor === false ? resize(call) : old(call)),
  );
}

function resize(call: KernelCall): tf.Tensor {
  const images = input(call, 'images');
  // tfjs's own op sets these.
  const { size, ...mapping } = call.attrs as unknown as Mapping & { readonly size: [number, number] };
  return tf.tidy(() => {
    const x = tf.cast(images, 'float32');
    const [, height = 0, width = 0] = x.shape;
    const wide = along(x, 2, interpolation(width, size[1], mapping));
    return along(wide, 1, interpolation(height, size[0], mapping));
  });
}

/** In float32, as TensorFlow computes them. */
function interpolation(from: number, to: number, { alignCorners, halfPixelCenters }: Mapping): Interpolation {
  const { fround } = Math;
  const scale = alignCorners && to > 1 ? fround((from - 1) / (to - 1)) : fround(from / to);
  const places = Array.from({ length: to }, (_, i) =>
    halfPixelCenters ? fround(fround(fround(i + 0.5) * scale) - 0.5) : fround(i * scale),
  );
  return {
    below: places.map((place) => Math.max(0, Math.floor(place))),
    above: places.map((place) => Math.min(from - 1, Math.ceil(place))),
    share: places.map((place) => fround(place - Math.floor(place))),
  };
}

function along(x: tf.Tensor, axis: number, { below, above, share }: Interpolation): tf.Tensor {
  const at = (places: number[]): tf.Tensor => {
    const indices = tf.tensor1d(places, 'int32');
    activeTrace()?.checks.trust(indices);
    return tf.gather(x, indices, axis);
  };
  const first = at(below);
  const shares = tf.reshape(tf.tensor1d(share), axis === 1 ? [-1, 1, 1] : [-1, 1]);
  return tf.add(first, tf.mul(tf.sub(at(above), first), shares));
}
