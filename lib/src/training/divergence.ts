import type * as tf from '@tensorflow/tfjs';
import type { Trainable } from '../losses/trainable.js';
import type { Batch } from './batches.js';

/** Where a loss stopped being a number. */
export interface Divergence {
  /** Counted from 1. */
  readonly epoch: number;
  /** Counted from 1, in this epoch. */
  readonly step: number;
  readonly rate: number;
  /** The loss's parts at that step. */
  readonly parts: Readonly<Record<string, number>>;
  /** The last finite total loss, if there was one. */
  readonly lastFinite: number | undefined;
}

/**
 * Thrown by `fit` when a loss is NaN or infinite. The model has the weights of the last epoch's end again.
 */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';

  constructor(
    readonly divergence: Divergence,
    diagnosis: readonly string[],
  ) {
    super(`fit: ${headline(divergence)}\n${diagnosis.map((line) => `  - ${line}`).join('\n')}`);
  }
}

function headline({ epoch, step, rate, parts, lastFinite }: Divergence): string {
  const bad = Object.entries(parts).find(([name, value]) => name !== 'total' && !Number.isFinite(value));
  const [name, value] = bad ?? ['total', parts['total']];
  const before = lastFinite === undefined ? '' : `; the step before it was ${lastFinite.toPrecision(4)}`;
  return `the loss is no number: ${name} = ${value} in epoch ${epoch}, step ${step} (rate ${rate})${before}`;
}

/**
 * Looks for the cause of a loss that is no number: bad values in the batch, then in the weights; and says
 * what usually helps. Reads the model as the failed step left it.
 */
export function diagnose(model: Trainable, batch: Batch): string[] {
  const found: string[] = [];
  const input = extremes(batch.x);
  if (input.broken > 0)
    found.push(`${input.broken} of the batch's input values are NaN or infinite: clean the data`);
  else if (model.expectsUnitRange && (input.low < 0 || input.high > 1))
    found.push(
      `the inputs range from ${input.low} to ${input.high}, but cross-entropy needs [0, 1]: scale them, or use loss: 'squaredError'`,
    );
  else
    found.push(
      `the batch is sound (inputs from ${input.low.toPrecision(3)} to ${input.high.toPrecision(3)})`,
    );
  const broken = model.variables.map((variable) => ({ name: variable.name, ...extremes(variable) }));
  const first = broken.find((variable) => variable.broken > 0);
  if (first)
    found.push(
      `first broken weights: ${first.name}, ${first.broken} of ${first.count} values NaN or infinite`,
    );
  else {
    const largest = Math.max(...broken.map(({ low, high }) => Math.max(-low, high)));
    found.push(`all weights are finite, the largest is ${largest.toPrecision(3)}`);
  }
  found.push('what usually helps: a smaller learning rate, warm-up, or optimizer: { name, clipNorm: 1 }');
  return found;
}

function extremes(tensor: tf.Tensor): { low: number; high: number; broken: number; count: number } {
  const values = tensor.dataSync();
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let broken = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) broken++;
    else {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return { low, high, broken, count: values.length };
}
