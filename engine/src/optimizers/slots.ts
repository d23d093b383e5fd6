import type * as tf from '@tensorflow/tfjs';
import { engine } from '../engine-state.js';

/** What tfjs passes to `applyGradients`. */
export type Gradients =
  | tf.NamedTensorMap
  | readonly { readonly name: string; readonly tensor: tf.Tensor | null }[];

/** A variable that an optimizer keeps for each weight. */
export interface Slot {
  /** What it is called in saved weights. */
  readonly originalName: string;
  readonly variable: tf.Variable;
}

/** One weight to update: its variable, its gradient, and its place in the optimizer's lists. */
export interface WeightUpdate {
  readonly weight: tf.Variable;
  readonly gradient: tf.Tensor;
  readonly index: number;
}

/** The weights that have a gradient. */
export function weightUpdates(gradients: Gradients): WeightUpdate[] {
  // Only an array has a numeric length and entries; the other form maps names to tensors.
  const named = Array.isArray(gradients)
    ? (gradients as readonly { name: string; tensor: tf.Tensor | null }[])
    : Object.entries(gradients as tf.NamedTensorMap).map(([name, tensor]) => ({ name, tensor }));
  return named.flatMap(({ name, tensor }, index) => {
    const weight = engine().state.registeredVariables[name];
    if (weight === undefined) throw new Error(`applyGradients: variable ${name} is disposed`);
    return tensor === null || tensor === undefined ? [] : [{ weight, gradient: tensor, index }];
  });
}

/** An optimizer's variable for a weight. */
export function slot(slots: readonly Slot[], index: number): tf.Variable {
  const found = slots[index];
  if (found !== undefined) return found.variable;
  throw new Error(`compile: the optimizer has no variable for weight ${index}`);
}
