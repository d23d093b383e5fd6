import * as tf from '@tensorflow/tfjs';

/**
 * What stands at the end of a decoder: x̂ = z, σ(z), softmax(z) or tanh(z) of its last layer's z (the
 * logits).
 */
export type Output = 'linear' | 'sigmoid' | 'softmax' | 'tanh';

/**
 * How reconstruction and target are compared; each is also a function of that name.
 */
export type ReconstructionLoss =
  | 'squaredError'
  | 'binaryCrossEntropy'
  | 'categoricalCrossEntropy'
  | 'observedSquaredError';

/**
 * Binary cross-entropy from logits z, with x̂ = σ(z): −Σ [x log x̂ + (1 − x) log(1 − x̂)]. log σ(z) =
 * −softplus(−z) = z − softplus(z) and log(1 − σ(z)) = −softplus(z), so each term is softplus(z) − x z, which
 * neither overflows nor takes the logarithm of 0. For targets strictly between 0 and 1 its least value is
 * their entropy, not 0.
 * @param target `[examples, …]` in [0, 1].
 * @param logits of the same shape.
 * @returns nats per example: sum over features, mean over examples. Taught in lesson 04.
 */
export function binaryCrossEntropy(target: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return meanOverExamples(tf.softplus(logits).sub(target.mul(logits)));
}

/**
 * Squared error Σ (x − x̂)².
 * @returns sum over features, mean over examples (Hinton & Salakhutdinov's unit). Taught in lesson 02.
 */
export function squaredError(target: tf.Tensor, reconstruction: tf.Tensor): tf.Scalar {
  return meanOverExamples(tf.squaredDifference(target, reconstruction));
}

/**
 * Categorical cross-entropy −Σ p log q from logits, q = softmax(z) over the last axis. Counts as targets
 * weigh a document by its length; pass proportions to weigh all alike.
 * @returns sum over features, mean over examples. Taught in lesson 07 (documents).
 */
export function categoricalCrossEntropy(target: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return meanOverExamples(target.mul(tf.logSoftmax(logits)).neg());
}

/**
 * Squared error over what was observed: Σ (x − x̂)² over the entries with x ≠ 0; 0 stands for a rating that is
 * not there (AutoRec, Sedhain et al. 2015, eq. 1).
 * @returns sum over observed features, mean over examples. Taught in lesson 18.
 */
export function observedSquaredError(target: tf.Tensor, reconstruction: tf.Tensor): tf.Scalar {
  const observed = target.notEqual(0).cast('float32');
  return meanOverExamples(tf.squaredDifference(target, reconstruction).mul(observed));
}

/** The book's reduction: sum over all features, mean over examples. */
export function meanOverExamples(terms: tf.Tensor): tf.Scalar {
  const [examples = 1] = terms.shape;
  return terms.sum().div<tf.Scalar>(examples);
}

/** The reconstruction x̂ from a decoder's logits. */
export function outputOf(logits: tf.Tensor, output: Output): tf.Tensor {
  if (output === 'sigmoid') return logits.sigmoid();
  if (output === 'softmax') return logits.softmax();
  return output === 'tanh' ? logits.tanh() : logits;
}

/** The reconstruction loss of logits under an output and a loss; see the functions of each. */
export function reconstructionLoss(
  target: tf.Tensor,
  logits: tf.Tensor,
  output: Output,
  loss: ReconstructionLoss,
): tf.Scalar {
  if (loss === 'binaryCrossEntropy') return binaryCrossEntropy(target, logits);
  if (loss === 'categoricalCrossEntropy') return categoricalCrossEntropy(target, logits);
  if (loss === 'observedSquaredError') return observedSquaredError(target, outputOf(logits, output));
  return squaredError(target, outputOf(logits, output));
}

const outputs: readonly Output[] = ['linear', 'sigmoid', 'softmax', 'tanh'];
const losses: readonly ReconstructionLoss[] = [
  'squaredError',
  'binaryCrossEntropy',
  'categoricalCrossEntropy',
  'observedSquaredError',
];
const outputFor = { binaryCrossEntropy: 'sigmoid', categoricalCrossEntropy: 'softmax' } as const;

/** @throws RangeError when output or loss is unknown, or the loss does not go with the output. */
export function checkOutput(caller: string, output: Output, loss: ReconstructionLoss): void {
  if (!outputs.includes(output))
    throw new RangeError(`${caller}: output must be one of ${outputs.join(', ')}, got ${output}`);
  if (loss === 'squaredError' || loss === 'observedSquaredError') return;
  const needed = outputFor[loss];
  if (needed === undefined)
    throw new RangeError(`${caller}: loss must be one of ${losses.join(', ')}, got ${String(loss)}`);
  if (output !== needed)
    throw new RangeError(`${caller}: loss '${loss}' goes with output '${needed}', got output '${output}'`);
}
