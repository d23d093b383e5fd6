import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { checkWidth, type Examples, matrixShape, toMatrix } from '../data/examples.js';
import { checkFinite } from '../data/finite.js';
import { binaryCrossEntropy } from '../losses/reconstruction.js';
import { inChunks } from '../numerics/chunks.js';
import { solve } from '../numerics/linear-algebra.js';
import { checkLatentDim } from './latent-dim.js';

/** How logistic PCA is fitted. */
export interface LogisticPcaOptions {
  /** Numbers in a code. */
  readonly latentDim: number;
  /** Alternations between codes and components. Default 60. */
  readonly iterations?: number;
  /** Called after each alternation with the loss before it, in nats per example. */
  readonly onIteration?: (iteration: number, loss: number) => void;
}

/**
 * Fits logistic PCA to examples in [0, 1]; see `LogisticPca`. Taught in lesson 07.
 * @throws RangeError when latentDim is not a whole number below the number of features.
 */
export function fitLogisticPca(examples: Examples, options: LogisticPcaOptions): LogisticPca {
  checkOptions('fitLogisticPca', options, { latentDim: true, iterations: true, onIteration: true });
  checkFinite('fitLogisticPca', examples);
  checkLatentDim('fitLogisticPca', options.latentDim, matrixShape(examples)[1] - 1);
  return LogisticPca.fit(examples, options);
}

/**
 * Logistic PCA (Collins, Dasgupta & Schapire 2002; Schein et al. 2003): x ≈ σ(z W + b), z and W chosen to
 * minimise binary cross-entropy: PCA with the Bernoulli's loss in place of the Gaussian's. Codes are found by
 * optimisation, not by an encoder.
 *
 * Since the loss's second derivative in the logits θ = z W + b is at most ¼, it lies below the parabola with
 * the same slope and curvature ¼; its minimum is the least-squares fit of θ to θ + 4 (x − σ(θ)). Codes and
 * components take turns at it, each with an extrapolation that is dropped when it does not help. Taught in
 * lesson 07.
 */
export class LogisticPca {
  /** W above b: `[latentDim + 1, features]`. */
  readonly #components: tf.Variable<tf.Rank.R2>;

  private constructor(
    components: tf.Tensor2D,
    /** Numbers in a code. */
    readonly latentDim: number,
  ) {
    this.#components = tf.variable(components, false);
    components.dispose();
  }

  /** See `fitLogisticPca`. */
  static fit(examples: Examples, options: LogisticPcaOptions): LogisticPca {
    const { latentDim, iterations = 60, onIteration } = options;
    const x = toMatrix(examples);
    const model = new LogisticPca(initialComponents(x, latentDim), latentDim);
    let codes: tf.Tensor2D = withOnes(tf.zeros([x.shape[0], latentDim]));
    for (let i = 0; i < iterations; i++) {
      const next = model.#movedCodes(x, codes, 2);
      codes.dispose();
      codes = next;
      const loss = model.#moveComponents(x, codes);
      onIteration?.(i + 1, loss);
    }
    tf.dispose([x, codes]);
    return model;
  }

  /**
   * Codes `[examples, latentDim]` of minimal cross-entropy under the fitted components.
   * @param iterations steps of the majorisation. Default 100.
   * @throws RangeError for another number of features.
   */
  encode(examples: Examples, iterations = 100): tf.Tensor2D {
    checkWidth('LogisticPca.encode', examples, this.#features);
    const search = (some: tf.Tensor): tf.Tensor => {
      const rows = some.as2D(some.shape[0] ?? 0, -1);
      const start = withOnes(tf.zeros([rows.shape[0], this.latentDim]));
      return this.#movedCodes(rows, start, iterations).slice([0, 0], [-1, this.latentDim]);
    };
    return tf.tidy(() => inChunks(toMatrix(examples), search).as2D(matrixShape(examples)[0], this.latentDim));
  }

  /**
   * Reconstructions `[examples, features]` of codes `[examples, latentDim]`: σ(z W + b).
   * @throws RangeError for codes of another width.
   */
  decode(codes: Examples): tf.Tensor2D {
    checkWidth('LogisticPca.decode', codes, this.latentDim);
    const [rows, features] = [matrixShape(codes)[0], this.#features];
    return tf.tidy(() => withOnes(toMatrix(codes)).matMul(this.#components).sigmoid().as2D(rows, features));
  }

  /** decode(encode(x)), `[examples, features]`. Throws RangeError for another number of features. */
  reconstruct(examples: Examples): tf.Tensor2D {
    checkWidth('LogisticPca.reconstruct', examples, this.#features, '; codes are for decode');
    return tf.tidy(() => this.decode(this.encode(examples)));
  }

  get #features(): number {
    return this.#components.shape[1];
  }

  /** Frees its variables. */
  dispose(): void {
    this.#components.dispose();
  }

  /** Accelerated steps z ← z + 4 (x − σ(θ)) Wᵀ (W Wᵀ)⁻¹ (Nesterov 1983), the column of ones kept. */
  #movedCodes(x: tf.Tensor2D, start: tf.Tensor2D, iterations: number): tf.Tensor2D {
    return tf.tidy(() => {
      const weights = this.#components.slice([0, 0], [this.latentDim, -1]);
      const gram = ridge(
        tf.matMul(weights.as2D(this.latentDim, -1), weights.as2D(this.latentDim, -1), false, true),
      );
      const projector = tf.transpose(solve(gram, weights.as2D(this.latentDim, -1)));
      let codes: tf.Tensor = start.slice([0, 0], [-1, this.latentDim]);
      let ahead = codes;
      for (let i = 0; i < iterations; i++) {
        const [next, further] = tf.tidy(() => {
          const theta = withOnes(ahead.as2D(x.shape[0], this.latentDim)).matMul(this.#components);
          const moved = ahead.add(x.sub(theta.sigmoid()).mul(4).matMul(projector));
          return [moved, moved.add(moved.sub(codes).mul(i / (i + 3)))];
        });
        if (!next || !further) throw new Error('LogisticPca: a step gave nothing');
        tf.dispose(i === 0 ? [] : [codes, ahead]);
        codes = next;
        ahead = further;
      }
      return withOnes(codes.as2D(x.shape[0], this.latentDim));
    });
  }

  /** W̃ ← W̃ + 4 (Z̃ᵀ Z̃)⁻¹ Z̃ᵀ (x − σ(θ)); returns the loss before it. */
  #moveComponents(x: tf.Tensor2D, codes: tf.Tensor2D): number {
    return tf.tidy(() => {
      const theta = codes.matMul(this.#components);
      const gradient = tf.matMul(codes, x.sub(theta.sigmoid()).as2D(x.shape[0], -1), true);
      const step = solve(ridge(tf.matMul(codes, codes, true)), gradient.as2D(this.latentDim + 1, -1));
      const loss = binaryCrossEntropy(x, theta).dataSync()[0] ?? Number.NaN;
      this.#components.assign(this.#components.add(step.mul(4)));
      return loss;
    });
  }
}

/** Log-odds of the mean as b; W from the data's first rows, centred; it only must not be 0. */
function initialComponents(x: tf.Tensor2D, latentDim: number): tf.Tensor2D {
  return tf.tidy(() => {
    const mean = x.mean(0).clipByValue(0.001, 0.999);
    const bias = mean.log().sub(tf.sub(1, mean).log()).reshape([1, -1]);
    return tf.concat2d([x.slice([0, 0], [latentDim, -1]).sub(mean).as2D(latentDim, -1), bias.as2D(1, -1)], 0);
  });
}

function withOnes(codes: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.concat2d([codes, tf.ones([codes.shape[0], 1])], 1));
}

/** A little on the diagonal keeps the matrix invertible. */
function ridge(matrix: tf.Tensor): tf.Tensor2D {
  const size = matrix.shape[0] ?? 0;
  return matrix.add(tf.eye(size).mul(1e-4)).as2D(size, size);
}
