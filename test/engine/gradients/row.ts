import type * as tf from '@tensorflow/tfjs';

/** What a tensor of a row holds: numbers that float32 holds exactly, with room for the steps of finite differences. */
export interface Input {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

/** One line of the table: an op with some options, at some inputs. */
export interface Row {
  readonly op: string;
  readonly options: string;
  /** Those that gradients are taken for; what else the op takes, `run` holds. */
  readonly inputs: readonly Input[];
  readonly run: Operation;
}

/** The rows of one op at the same inputs, by option. */
export function rows(op: string, inputs: readonly Input[], ways: Record<string, Operation>): Row[] {
  return Object.entries(ways).map(([options, run]) => ({ op, options, inputs, run }));
}

/** Numbers around 0, each 1/16 from the next, none within 1/64 of 0 nor of another's negative: steps of 1/128 change no order. */
export function real(...shape: number[]): Input {
  const order = disorder(sizeOf(shape));
  return { shape, values: order.map((place) => (place - Math.floor(order.length / 2) + 0.25) / 16) };
}

/** Evenly spaced numbers between two, in disorder. */
export function between(from: number, to: number, ...shape: number[]): Input {
  const order = disorder(sizeOf(shape));
  return {
    shape,
    values: order.map((place) => Math.fround(from + ((to - from) * (place + 0.5)) / order.length)),
  };
}

/**
 * Whole quarters between −3/2 and 3/2: sums of products of two of them are whole sixteenths, so that a bias of an odd
 * thirty-second keeps them away from kinks at 0 and 6.
 */
export function quarters(...shape: number[]): Input {
  return { shape, values: disorder(sizeOf(shape)).map((place) => ((place % 13) - 6) / 4) };
}

/** Odd thirty-seconds: see `quarters`. */
export function oddThirtySeconds(...shape: number[]): Input {
  return { shape, values: disorder(sizeOf(shape)).map((place) => (2 * place + 1) / 32) };
}

/** These numbers, as they are. */
export function exactly(values: readonly number[], ...shape: number[]): Input {
  return { shape, values };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** 0 … size − 1 in a fixed disorder: Fisher and Yates' shuffle with a linear congruential generator. */
function disorder(size: number): number[] {
  const order = Array.from({ length: size }, (_, i) => i);
  let state = size;
  for (let i = size - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
