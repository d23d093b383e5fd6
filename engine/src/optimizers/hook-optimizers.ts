import * as tf from '@tensorflow/tfjs';
import type { Trace } from '../trace/trace.js';
import { adam, gradientDescent, momentum, type Rmsprop, rmsprop } from './fused.js';
import { makeSlots, type SlotNames } from './make-slots.js';
import { adadelta, adagrad, adamax, centredRmsprop } from './recorded.js';
import type { Gradients } from './slots.js';

type ApplyGradients = (this: tf.Optimizer, gradients: Gradients) => void;

/**
 * For the length of a trace, makes tfjs's optimizers update in place, with the learning rate as an input that is read
 * at each call.
 *
 * @param undo Takes functions that put tfjs's own methods back.
 */
export function hookOptimizers(trace: Trace, undo: (() => void)[]): void {
  hook(trace, undo, tf.SGDOptimizer, gradientDescent, {});
  hook(trace, undo, tf.MomentumOptimizer, momentum, { accumulations: 'momentum' });
  hook(trace, undo, tf.AdamOptimizer, adam, { accumulatedFirstMoment: 'm', accumulatedSecondMoment: 'v' });
  hook(trace, undo, tf.RMSPropOptimizer, eitherRmsprop, rmspropSlots);
  hook(trace, undo, tf.AdagradOptimizer, adagrad, { accumulatedGrads: 'accumulator' });
  hook(trace, undo, tf.AdadeltaOptimizer, adadelta, {
    accumulatedGrads: 'accum_grad',
    accumulatedUpdates: 'accum_var',
  });
  hook(trace, undo, tf.AdamaxOptimizer, adamax, {
    accumulatedFirstMoment: 'm',
    accumulatedWeightedInfNorm: 'v',
  });
}

function rmspropSlots({ centered }: Rmsprop): SlotNames {
  const always = { accumulatedMeanSquares: 'rms', accumulatedMoments: 'momentum' };
  return centered ? { ...always, accumulatedMeanGrads: 'mg' } : always;
}

function eitherRmsprop(trace: Trace, optimizer: Rmsprop, gradients: Gradients): void {
  if (optimizer.centered) centredRmsprop(trace, optimizer, gradients);
  else rmsprop(trace, optimizer, gradients);
}

/** How an optimizer's update is recorded; `O` lists the fields it reads. */
type Recorder<O> = (trace: Trace, optimizer: O, gradients: Gradients) => void;

function hook<O>(
  trace: Trace,
  undo: (() => void)[],
  optimizer: { readonly prototype: tf.Optimizer },
  record: Recorder<O>,
  slots: SlotNames | ((optimizer: O) => SlotNames),
): void {
  // The interfaces in fused.ts and recorded.ts list the fields that tfjs's declarations call protected or private.
  const prototype = optimizer.prototype as unknown as { applyGradients: ApplyGradients };
  const original = prototype.applyGradients;
  undo.push(() => {
    prototype.applyGradients = original;
  });
  prototype.applyGradients = function applyGradients(gradients): void {
    const fields = this as unknown as O;
    makeSlots(trace, this, typeof slots === 'function' ? slots(fields) : slots, gradients);
    tf.tidy(() => record(trace, fields, gradients));
    trace.afterRun.push(() => countIteration(this));
  };
}

function countIteration(optimizer: tf.Optimizer): void {
  // Public in the class, protected in its declaration.
  (optimizer as unknown as { incrementIterations(): void }).incrementIterations();
}
