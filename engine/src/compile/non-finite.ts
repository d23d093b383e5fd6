import type * as tf from '@tensorflow/tfjs';
import { DType } from '../binding/dtypes.js';
import { observeOps } from '../binding/observer.js';
import { handleOf, type Metadata } from '../binding/registry.js';
import { valuesOfHandle } from '../binding/tensor-data.js';

/** A step gave NaN or infinity; the variables are as they were before that step. */
export class NonFiniteError extends Error {
  override readonly name = 'NonFiniteError';
  /**
   * @param step Which call of the compiled step it was, from 1.
   * @param op The first TensorFlow op that gave NaN (or infinity, if none gave NaN), when the step was run again eagerly.
   */
  constructor(
    message: string,
    readonly step: number,
    readonly op: string | undefined,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How many values of a float tensor are NaN, and how many infinite. */
export interface NonFinite {
  readonly nan: number;
  readonly infinite: number;
}

/** Counts what is not finite. */
export function countNonFinite(values: ArrayLike<number>): NonFinite {
  let nan = 0;
  let infinite = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (Number.isNaN(value)) nan++;
    else if (!Number.isFinite(value)) infinite++;
  }
  return { nan, infinite };
}

/** Whether any of a step's tensors holds NaN or infinity. */
export function anyNonFinite(tensors: readonly tf.Tensor[]): boolean {
  return tensors.some((tensor) => {
    if (tensor.dtype !== 'float32') return false;
    const { nan, infinite } = countNonFinite(tensor.dataSync());
    return nan + infinite > 0;
  });
}

/** An op whose output is not finite, with the place in the program that called it. */
export interface BadOp {
  readonly op: string;
  readonly description: string;
  readonly place: Error;
}

/**
 * Runs a step eagerly up to the first op that gives NaN.
 *
 * @returns That op, or the first that gave infinity, or `undefined` when all was finite.
 */
export function findBadOp(step: () => unknown): BadOp | undefined {
  let infinite: BadOp | undefined;
  try {
    observeOps((op, outputs) => {
      const found = outputs.map((output) => inspect(op, output)).find((bad) => bad !== undefined);
      if (found?.nan) throw new Found(found.bad);
      if (found !== undefined) infinite ??= found.bad;
    }, step);
  } catch (error) {
    if (error instanceof Found) return error.bad;
    throw error;
  }
  return infinite;
}

class Found extends Error {
  constructor(readonly bad: BadOp) {
    super(bad.description);
  }
}

function inspect(op: string, { id, dtype, shape }: Metadata): { nan: boolean; bad: BadOp } | undefined {
  if (dtype !== DType.float32) return undefined;
  // Only float values are read here.
  const values = valuesOfHandle(handleOf(id)) as Float32Array;
  const { nan, infinite } = countNonFinite(values);
  if (nan + infinite === 0) return undefined;
  const description = `${op} gave ${nan} NaN and ${infinite} infinite of ${values.length} values, shape [${shape}]`;
  return { nan: nan > 0, bad: { op, description, place: new Error(description) } };
}
