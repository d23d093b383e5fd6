import * as tf from '@tensorflow/tfjs';
import { checkOptions, wholeNumber } from '../checks/options.js';
import { sizeOf } from '../checks/shapes.js';
import type { Dataset } from '../data/dataset.js';
import { bernoulliLoss } from '../losses/reconstruction.js';
import { inChunks } from '../numerics/chunks.js';
import { solve } from '../numerics/linear-algebra.js';

/** How logistic PCA is fitted. */
export interface LogisticPcaOptions {
  /** Numbers an example's code holds. */
  readonly components: number;
  /** Alternations between codes and components. Default 60. */
  readonly iterations?: number;
  /** Called after each alternation with the loss before it, in nats per example. */
  readonly onIteration?: (iteration: number, loss: number) => void;
}

/**
 * Fits logistic PCA to data in [0, 1]; see `LogisticPca`. Taught in lesson 07.
 * @throws RangeError when components is not a whole number below the number of features.
 */
export function fitLogisticPca(data: Dataset, options: LogisticPcaOptions): LogisticPca {
  checkOptions('fitLogisticPca', options, { components: true, iterations: true, onIteration: true });
  const features = sizeOf(data.shape);
  wholeNumber('fitLogisticPca', 'components', options.components);
  if (options.components >= features)
    throw new RangeError(`fitLogisticPca: components must lie below ${features}, got ${options.components}`);
  return LogisticPca.fit(data, options);
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
  /** W above b: `[components + 1, features]`. */
  readonly #components: tf.Variable<tf.Rank.R2>;

  private constructor(
    components: tf.Tensor2D,
    /** Numbers an example's code holds. */
    readonly size: number,
  ) {
    this.#components = tf.variable(components, false);
    components.dispose();
  }

  /** See `fitLogisticPca`. */
  static fit(data: Dataset, options: LogisticPcaOptions): LogisticPca {
    const { components, iterations = 60, onIteration } = options;
    const x = tf.tensor2d(data.values, [data.count, sizeOf(data.shape)]);
    const model = new LogisticPca(initialComponents(x, components), components);
    let codes: tf.Tensor2D = withOnes(tf.zeros([data.count, components]));
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
   * Codes `[examples, components]` of minimal cross-entropy under the fitted components.
   * @param iterations steps of the majorisation. Default 100.
   */
  project(x: tf.Tensor, iterations = 100): tf.Tensor2D {
    const flat = x.as2D(x.shape[0] ?? 0, -1);
    const search = (some: tf.Tensor): tf.Tensor => {
      const rows = some.as2D(some.shape[0] ?? 0, -1);
      const start = withOnes(tf.zeros([rows.shape[0], this.size]));
      return this.#movedCodes(rows, start, iterations).slice([0, 0], [-1, this.size]);
    };
    return tf.tidy(() => inChunks(flat, search).as2D(flat.shape[0], this.size));
  }

  /** Reconstructions σ(z W + b) from codes: `[examples, features]`. */
  reconstruct(codes: tf.Tensor2D): tf.Tensor {
    return tf.tidy(() => withOnes(codes).matMul(this.#components).sigmoid());
  }

  /** Frees its variables. */
  dispose(): void {
    this.#components.dispose();
  }

  /** Accelerated steps z ← z + 4 (x − σ(θ)) Wᵀ (W Wᵀ)⁻¹ (Nesterov 1983), the column of ones kept. */
  #movedCodes(x: tf.Tensor2D, start: tf.Tensor2D, iterations: number): tf.Tensor2D {
    return tf.tidy(() => {
      const weights = this.#components.slice([0, 0], [this.size, -1]);
      const gram = ridge(tf.matMul(weights.as2D(this.size, -1), weights.as2D(this.size, -1), false, true));
      const projector = tf.transpose(solve(gram, weights.as2D(this.size, -1)));
      let codes: tf.Tensor = start.slice([0, 0], [-1, this.size]);
      let ahead = codes;
      for (let i = 0; i < iterations; i++) {
        const [next, further] = tf.tidy(() => {
          const theta = withOnes(ahead.as2D(x.shape[0], this.size)).matMul(this.#components);
          const moved = ahead.add(x.sub(theta.sigmoid()).mul(4).matMul(projector));
          return [moved, moved.add(moved.sub(codes).mul(i / (i + 3)))];
        });
        if (!next || !further) throw new Error('LogisticPca: a step gave nothing');
        tf.dispose(i === 0 ? [] : [codes, ahead]);
        codes = next;
        ahead = further;
      }
      return withOnes(codes.as2D(x.shape[0], this.size));
    });
  }

  /** W̃ ← W̃ + 4 (Z̃ᵀ Z̃)⁻¹ Z̃ᵀ (x − σ(θ)); returns the loss before it. */
  #moveComponents(x: tf.Tensor2D, codes: tf.Tensor2D): number {
    return tf.tidy(() => {
      const theta = codes.matMul(this.#components);
      const gradient = tf.matMul(codes, x.sub(theta.sigmoid()).as2D(x.shape[0], -1), true);
      const step = solve(ridge(tf.matMul(codes, codes, true)), gradient.as2D(this.size + 1, -1));
      const loss = bernoulliLoss(x, theta).dataSync()[0] ?? Number.NaN;
      this.#components.assign(this.#components.add(step.mul(4)));
      return loss;
    });
  }
}

/** Log-odds of the mean as b; W from the data's first rows, centred; it only must not be 0. */
function initialComponents(x: tf.Tensor2D, components: number): tf.Tensor2D {
  return tf.tidy(() => {
    const mean = x.mean(0).clipByValue(0.001, 0.999);
    const bias = mean.log().sub(tf.sub(1, mean).log()).reshape([1, -1]);
    return tf.concat2d(
      [x.slice([0, 0], [components, -1]).sub(mean).as2D(components, -1), bias.as2D(1, -1)],
      0,
    );
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
