import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';

const optimizers = [
  ...[tf.SGDOptimizer, tf.AdamOptimizer, tf.RMSPropOptimizer],
  ...[tf.AdagradOptimizer, tf.AdadeltaOptimizer, tf.AdamaxOptimizer],
];

/**
 * Makes setting a learning rate inside a traced step an error: it would be set once, while the step is traced, and for SGD
 * and momentum the optimizer would be left with a tensor that is gone. An optimizer that the
 * step makes is its own.
 */
export function guardLearningRates(): void {
  for (const { prototype } of optimizers) {
    const rates = new WeakMap<object, { readonly rate: number; readonly madeIn: object | undefined }>();
    Object.defineProperty(prototype, 'learningRate', {
      configurable: true,
      get(this: object) {
        return rates.get(this)?.rate;
      },
      set(this: object, rate: number) {
        const [trace, known] = [activeTrace(), rates.get(this)];
        if (trace !== undefined && known !== undefined && known.madeIn !== trace) refuse();
        rates.set(this, { rate, madeIn: known === undefined ? trace : known.madeIn });
      },
    });
  }
}

function refuse(): never {
  throw new Error(
    'compile: the step sets the learning rate, which a traced step would do only once. Set it before the call: the ' +
      'compiled step reads it at each.',
  );
}
