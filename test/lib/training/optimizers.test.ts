import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { Optimizer } from 'codebook';
import type { OptimizerOptions } from '../../../lib/dist/training/optimizers.js';

/** Steps on L = ½ Σ c w² from w = (1, −2), c = (1, 3); the gradient is c w. */
function path(options: OptimizerOptions, rates: readonly number[]): number[][] {
  const weights = tf.variable(tf.tensor1d([1, -2]));
  const curvature = tf.tensor1d([1, 3]);
  const optimizer = new Optimizer(options, [weights]);
  const steps = rates.map((rate) => {
    optimizer.setRate(rate);
    optimizer.minimize(() => weights.square().mul(curvature).sum().mul(0.5));
    return Array.from(weights.dataSync());
  });
  optimizer.dispose();
  tf.dispose([weights, curvature]);
  return steps;
}

/** The same in plain numbers: `update` gives the step of one weight from its gradient. */
function byHand(
  rates: readonly number[],
  update: () => (gradient: number, rate: number, t: number) => number,
): number[][] {
  const weights = [1, -2];
  const curvature = [1, 3];
  const updates = weights.map(update);
  return rates.map((rate, t) => {
    weights.forEach((weight, i) => {
      weights[i] = weight - (updates[i]?.((curvature[i] ?? 0) * weight, rate, t + 1) ?? 0);
    });
    return [...weights];
  });
}

function expectClose(got: number[][], expected: number[][]): void {
  expected.forEach((row, step) => {
    row.forEach((value, i) => expect(got[step]?.[i], `step ${step + 1}, weight ${i}`).closeTo(value, 1e-5));
  });
}

describe('Optimizer', () => {
  const rates = [0.1, 0.2, 0.05, 0.1];

  it('follows the gradient by sgd, at a rate that changes', () => {
    expectClose(
      path({ name: 'sgd' }, rates),
      byHand(rates, () => (g, rate) => rate * g),
    );
  });

  it('keeps momentum', () => {
    const update = () => {
      let v = 0;
      return (g: number, rate: number) => {
        v = 0.8 * v + g;
        return rate * v;
      };
    };
    expectClose(path({ name: 'momentum', momentum: 0.8 }, rates), byHand(rates, update));
  });

  it('divides by the root mean square (rmsprop)', () => {
    const update = () => {
      let q = 0;
      return (g: number, rate: number) => {
        q = 0.9 * q + 0.1 * g * g;
        return (rate * g) / Math.sqrt(q + 1e-7);
      };
    };
    expectClose(path({ name: 'rmsprop' }, rates), byHand(rates, update));
  });

  it('corrects the bias of both moments (Adam, algorithm 1)', () => {
    const update = () => {
      let m = 0;
      let q = 0;
      return (g: number, rate: number, t: number) => {
        m = 0.9 * m + 0.1 * g;
        q = 0.999 * q + 0.001 * g * g;
        return (rate * (m / (1 - 0.9 ** t))) / (Math.sqrt(q / (1 - 0.999 ** t)) + 1e-7);
      };
    };
    expectClose(path({ name: 'adam' }, rates), byHand(rates, update));
  });

  it('scales all gradients down together to the norm that is allowed', () => {
    const [step = []] = path({ name: 'sgd', clipNorm: 1 }, [1]);
    const norm = Math.hypot(1, -6);
    expect(step[0]).closeTo(1 - 1 / norm, 1e-5);
    expect(step[1]).closeTo(-2 + 6 / norm, 1e-5);
  });

  it('takes η λ of a matrix off it by decoupled decay, past the gradients, and nothing off a bias', () => {
    const [matrix, bias] = [tf.variable(tf.tensor2d([[1, -2]])), tf.variable(tf.tensor1d([3]))];
    for (const name of ['adam', 'sgd'] as const) {
      matrix.assign(tf.tensor2d([[1, -2]]));
      const optimizer = new Optimizer({ name, decoupledDecay: 0.5 }, [matrix, bias]);
      for (const rate of [0.1, 0.2]) {
        optimizer.setRate(rate);
        optimizer.minimize(() => matrix.sum().add(bias.sum()).mul<tf.Scalar>(0)); // no gradient but the decay
      }
      const left = (1 - 0.1 * 0.5) * (1 - 0.2 * 0.5);
      expectClose([Array.from(matrix.dataSync())], [[left, -2 * left]]);
      expect(Array.from(bias.dataSync()), name).deep.equal([3]);
      optimizer.dispose();
    }
    tf.dispose([matrix, bias]);
  });

  it('decays apart from Adam’s division (AdamW, Loshchilov & Hutter 2019, algorithm 2)', () => {
    const start = [1, -2];
    const matrix = tf.variable(tf.tensor2d([start]));
    const optimizer = new Optimizer({ name: 'adam', decoupledDecay: 0.5 }, [matrix]);
    optimizer.setRate(0.1);
    optimizer.minimize(() => matrix.mul([[100, 0.01]]).sum());
    // Adam's first step is the rate, whatever the size of the gradient; the decay is a share of the weight.
    expectClose([Array.from(matrix.dataSync())], [start.map((w) => w - 0.1 - 0.1 * 0.5 * w)]);
    optimizer.dispose();
    matrix.dispose();
  });

  it('by sgd, decay of 2 λ apart is the penalty λ Σ w² of the loss', () => {
    const [apart, inLoss] = [0, 1].map(() => tf.variable(tf.tensor2d([[1, -2]])));
    if (!apart || !inLoss) throw new Error('two variables were made');
    const error = (weights: tf.Tensor) => weights.sub(3).square().sum().asScalar();
    const [first, second] = [
      new Optimizer({ name: 'sgd', decoupledDecay: 0.8 }, [apart]),
      new Optimizer('sgd', [inLoss]),
    ];
    for (const rate of [0.1, 0.2, 0.05]) {
      for (const one of [first, second]) one.setRate(rate);
      first.minimize(() => error(apart));
      second.minimize(() => error(inLoss).add(inLoss.square().sum().mul(0.4)));
    }
    expectClose([Array.from(apart.dataSync())], [Array.from(inLoss.dataSync())]);
    for (const one of [first, second]) one.dispose();
    tf.dispose([apart, inLoss]);
  });

  it('leaves the weights as they are until the first step', () => {
    for (const name of ['adam', 'sgd', 'momentum', 'rmsprop'] as const) {
      const weights = tf.variable(tf.tensor1d([1, -2]));
      const optimizer = new Optimizer(name, [weights]);
      expect(Array.from(weights.dataSync()), name).deep.equal([1, -2]);
      optimizer.dispose();
      weights.dispose();
    }
  });

  it('names an unknown optimizer or option', () => {
    const wrong = { name: 'adam', rate: 1 } as const;
    expect(() => new Optimizer(wrong, [])).throw('Optimizer: unknown option "rate"; known are name, beta1');
    // The wrong name is the point.
    expect(() => new Optimizer({ name: 'sgd', clipnorm: 1 } as OptimizerOptions, [])).throw(
      'unknown option "clipnorm"',
    );
  });
});
