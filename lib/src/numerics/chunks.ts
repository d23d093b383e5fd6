import * as tf from '@tensorflow/tfjs';

/**
 * Applies `f` to some examples at a time (1000 by default) and joins the results, so that a whole test set needs
 * no more memory than a batch. `f` must treat each example by itself. Fewer examples go through at once.
 */
export function inChunks(x: tf.Tensor, f: (some: tf.Tensor) => tf.Tensor, examplesAtATime = 1000): tf.Tensor {
  return tf.tidy(() => {
    const [examples = 0] = x.shape;
    if (examples <= examplesAtATime) return ownCopy(x, f(x));
    const results: tf.Tensor[] = [];
    for (let start = 0; start < examples; start += examplesAtATime) {
      const size = Math.min(examplesAtATime, examples - start);
      results.push(tf.tidy(() => f(tf.slice(x, [start], [size]))));
    }
    return tf.concat(results);
  });
}

/** Keeps a result apart from its input, so that disposing one leaves the other. */
function ownCopy(x: tf.Tensor, result: tf.Tensor): tf.Tensor {
  return result === x ? result.clone() : result;
}
