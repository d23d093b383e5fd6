import * as tf from '@tensorflow/tfjs';
import { bits } from './bits.js';

/**
 * A key from a seed.
 *
 * @param seed A whole number from 0 to 2⁵³ − 1.
 * @returns int32 `[2]`.
 */
export function key(seed: number): tf.Tensor1D {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error(`random.key: seed must be a whole number from 0 to 2^53 - 1, got ${seed}`);
  }
  return tf.tensor1d([Math.floor(seed / 2 ** 32) | 0, seed | 0], 'int32');
}

/** A source of keys whose state is a variable: inside a compiled step, each call draws other numbers. */
export class RandomStream {
  readonly #state: tf.Variable<tf.Rank.R1>;

  /** @param seed As for {@link key}. */
  constructor(readonly seed: number) {
    // A variable's rank is that of its first value.
    this.#state = tf.tidy(() => tf.variable(bits(key(seed), [2]) as tf.Tensor1D, false));
  }

  /** The next key, int32 `[2]`. */
  next(): tf.Tensor1D {
    return tf.tidy(() => {
      const current = tf.clone(this.#state);
      this.#state.assign(tf.add(current, tf.tensor1d([0, 1], 'int32')));
      return current;
    });
  }

  /** Starts again from the seed. */
  reset(): void {
    tf.tidy(() => this.#state.assign(bits(key(this.seed), [2]) as tf.Tensor1D));
  }

  dispose(): void {
    this.#state.dispose();
  }
}

/** A source of keys, from a seed. */
export function stream(seed: number): RandomStream {
  return new RandomStream(seed);
}
