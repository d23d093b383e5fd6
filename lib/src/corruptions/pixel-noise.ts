import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import type { Corruption } from '../losses/corruption.js';

/**
 * Masking noise: each number becomes 0 with probability ν, independently (Vincent et al. 2008). Taught in
 * lesson 11.
 * @throws RangeError unless 0 ≤ ν ≤ 1.
 */
export function masking(probability: number): Corruption {
  share('masking', probability);
  return {
    name: `masking ${probability}`,
    corrupt: (x, key) => x.mul(random.uniform(key, x.shape).greaterEqual(probability).cast('float32')),
  };
}

/** Bounds that noisy values are brought back to. */
export interface GaussianOptions {
  /** E.g. `[0, 1]` for images, as Keras's example does. Default: none. */
  readonly clip?: readonly [low: number, high: number];
}

/**
 * Additive Gaussian noise x̃ = x + σ ε, ε ~ N(0, 1) for each number. Taught in lesson 11.
 * @throws RangeError when σ is negative.
 */
export function gaussian(deviation: number, options: GaussianOptions = {}): Corruption {
  checkOptions('gaussian', options, { clip: true });
  const { clip } = options;
  if (!(deviation >= 0)) throw new RangeError(`gaussian: the deviation must be ≥ 0, got ${deviation}`);
  return {
    name: `Gaussian ${deviation}`,
    corrupt: (x, key) => {
      const noisy = x.add(random.normal(key, x.shape).mul(deviation));
      return clip ? noisy.clipByValue(clip[0], clip[1]) : noisy;
    },
  };
}

/**
 * Salt-and-pepper noise: each number becomes the least or the greatest value, each with probability ν/2
 * (Vincent et al. 2010). Taught in lesson 11.
 * @param range the least and the greatest value, by default 0 and 1.
 * @throws RangeError unless 0 ≤ ν ≤ 1.
 */
export function saltAndPepper(probability: number, range: readonly [number, number] = [0, 1]): Corruption {
  share('saltAndPepper', probability);
  const [pepper, salt] = range;
  return {
    name: `salt and pepper ${probability}`,
    corrupt: (x, key) => {
      const drawn = random.uniform(key, x.shape);
      const peppered = tf.where(drawn.less(probability / 2), tf.fill(x.shape, pepper), x);
      return tf.where(drawn.greaterEqual(1 - probability / 2), tf.fill(x.shape, salt), peppered);
    },
  };
}

function share(caller: string, probability: number): void {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`${caller}: the probability must lie between 0 and 1, got ${probability}`);
}
