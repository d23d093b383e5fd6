import * as tf from '@tensorflow/tfjs';
import { outsideTrace } from '../trace/outside.js';
import type { Trace } from '../trace/trace.js';
import { type Gradients, type Slot, weightUpdates } from './slots.js';

/** tfjs's fields that hold an optimizer's variables, and what tfjs calls those of a weight. */
export type SlotNames = Readonly<Record<string, string>>;

/** What is read here of an optimizer, besides its slots. */
interface Initial {
  /** Of Adagrad. */
  readonly initialAccumulatorValue?: number;
}

/**
 * Makes the variables that an optimizer keeps for weights it has not met, as tfjs does in its first step: outside the
 * trace, so that a step can be traced before it has run.
 */
export function makeSlots(trace: Trace, optimizer: object, names: SlotNames, gradients: Gradients): void {
  // The fields are those of tfjs's classes, by the tables in hook-optimizers.ts.
  const fields = optimizer as Readonly<Record<string, Slot[]>>;
  const { initialAccumulatorValue = 0 } = optimizer as Initial;
  for (const { weight, index } of weightUpdates(gradients)) {
    for (const [field, name] of Object.entries(names)) {
      const slots = fields[field];
      if (slots === undefined || slots[index] !== undefined) continue;
      const make = (): tf.Variable => tf.variable(tf.fill(weight.shape, initialAccumulatorValue), false);
      const variable = outsideTrace(trace, () => tf.tidy(make));
      trace.adopt(variable);
      slots[index] = { originalName: `${weight.name}/${name}`, variable };
    }
  }
}
