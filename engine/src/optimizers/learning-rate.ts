import * as tf from '@tensorflow/tfjs';
import { activeTrace } from '../trace/active.js';

const optimizers = [
  ...[tf.SGDOptimizer, tf.AdamOptimizer, tf.RMSPropOptimizer],
  ...[tf.AdagradOptimizer, tf.AdadeltaOptimizer, tf.AdamaxOptimizer],
];

/** Rates that are tensors of the trace under way. */
const traced = new WeakMap<object, tf.Tensor>();

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
        return traced.get(this) ?? rates.get(this)?.rate;
      },
      set(this: object, rate: number) {
        const [trace, known] = [activeTrace(), rates.get(this)];
        if (trace !== undefined && known !== undefined && known.madeIn !== trace) refuse();
        rates.set(this, { rate, madeIn: known === undefined ? trace : known.madeIn });
      },
    });
  }
}

/**
 * Runs `update`, in which the optimizer takes its steps at the rate that a tensor holds: one of a compiled step's inputs,
 * so that a schedule stays exact from step to step also where many steps are one call.
 *
 * @param rate float32 `[]`.
 */
export function atLearningRate<T>(optimizer: tf.Optimizer, rate: tf.Tensor, update: () => T): T {
  if (activeTrace() === undefined) {
    setLearningRate(optimizer, rate.dataSync()[0] ?? 0);
    return update();
  }
  traced.set(optimizer, rate);
  try {
    return update();
  } finally {
    traced.delete(optimizer);
  }
}

/** Sets an optimizer's learning rate, whichever of tfjs's it is, for the steps to come; compiled ones read it at each. */
export function setLearningRate(optimizer: tf.Optimizer, rate: number): void {
  // instanceof cannot tell tfjs's optimizers apart: it asks whether they can minimise.
  if (hasSetter(optimizer)) optimizer.setLearningRate(rate);
  // The others read this field, protected in their declarations, at every step.
  else Reflect.set(optimizer, 'learningRate', rate);
}

function hasSetter(optimizer: tf.Optimizer): optimizer is tf.SGDOptimizer {
  return 'setLearningRate' in optimizer;
}

function refuse(): never {
  throw new Error(
    'compile: the step sets the learning rate, which a traced step would do only once. Set it before the call: the ' +
      'compiled step reads it at each.',
  );
}
