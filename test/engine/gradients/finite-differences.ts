import * as tf from '@tensorflow/tfjs';
import type { Input, Row } from './row.js';

/** Steps that leave the inputs exact in float32. */
const step = 2 ** -7;

/**
 * What a row scores: the sum of its results with fixed weights, all different, so that no element can stand for another.
 * As numbers in float64, because the sum of a float32 tensor would lose what finite differences need.
 */
function score(row: Row, inputs: readonly (readonly number[])[]): number {
  const results = tf.tidy(() =>
    [row.run(...tensorsOf(row.inputs, inputs))].flat().map((result) => result.dataSync()),
  );
  let place = 0;
  return results
    .flatMap((values) => Array.from(values, (value) => weight(place++) * value))
    .reduce((sum, value) => sum + value, 0);
}

/** Between 0.5 and 1.5, the same for the same place. */
const weight = (place: number): number => 0.5 + ((place * 89) % 128) / 128;

function tensorsOf(inputs: readonly Input[], values: readonly (readonly number[])[]): tf.Tensor[] {
  return inputs.map(({ shape }, i) => tf.tensor([...(values[i] ?? [])], [...shape]));
}

/** The gradients that tfjs computes of the same score, one tensor for each input. */
export function gradientsOf(row: Row, inputs: tf.Tensor[]): tf.Tensor[] {
  return tf.grads((...tensors: tf.Tensor[]) => {
    let place = 0;
    const parts = [row.run(...tensors)].flat().map((result) => {
      const weights = Array.from({ length: result.size }, () => weight(place++));
      return tf.sum(tf.mul(result, tf.tensor(weights, result.shape)));
    });
    return tf.addN(parts);
  })(inputs);
}

/** As `gradientsOf`, at the row's inputs. */
export function gradients(row: Row): number[][] {
  return tf.tidy(() => {
    const values = row.inputs.map((input) => input.values);
    return gradientsOf(row, tensorsOf(row.inputs, values)).map((gradient) => [...gradient.dataSync()]);
  });
}

/**
 * Central differences of a row's score, extrapolated from two steps (Richardson): the error is of fourth order in the
 * step, and float32's rounding adds about 1e-5 of a result.
 */
export function finiteDifferences(row: Row): number[][] {
  return row.inputs.map(({ values }, i) =>
    values.map(
      (_, j) => (4 * centralDifference(row, i, j, step / 2) - centralDifference(row, i, j, step)) / 3,
    ),
  );
}

function centralDifference(row: Row, input: number, place: number, h: number): number {
  return (score(row, moved(row, input, place, h)) - score(row, moved(row, input, place, -h))) / (2 * h);
}

/** A row's inputs with one number moved. */
function moved(row: Row, input: number, place: number, by: number): number[][] {
  const inputs = row.inputs.map(({ values }) => [...values]);
  const values = inputs[input];
  if (values?.[place] !== undefined) values[place] += by;
  return inputs;
}

/** The largest difference of two lists of gradients, as a share of the largest number (at least 1). */
export function largestDifference(ours: readonly number[][], expected: readonly number[][]): number {
  const [a, b] = [ours.flat(), expected.flat()];
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(1, ...b.map(Math.abs));
  return Math.max(0, ...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN)) / scale));
}
