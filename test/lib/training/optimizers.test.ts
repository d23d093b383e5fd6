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
