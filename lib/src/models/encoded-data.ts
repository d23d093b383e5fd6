import * as tf from '@tensorflow/tfjs';
import { inShape, sizeOf } from '../checks/shapes.js';
import type { Dataset } from '../data/dataset.js';
import { rowsOf } from '../data/examples.js';
import type { Autoencoder } from './autoencoder.js';

/**
 * The codes of a whole data set, as a data set with the same labels: what the next layer of a stack is
 * trained on, or a classifier. A thousand examples at a time.
 */
export function encodedData(model: Pick<Autoencoder, 'inputShape' | 'encode'>, data: Dataset): Dataset {
  let codes = new Float32Array(0);
  let shape: number[] = [];
  for (let start = 0; start < data.count; start += 1000) {
    const end = Math.min(data.count, start + 1000);
    tf.tidy(() => {
      const rows = rowsOf(data, start, end - start);
      const code = model.encode(inShape('encodedData', rows, model.inputShape));
      shape = code.shape.slice(1);
      if (codes.length === 0) codes = new Float32Array(data.count * sizeOf(shape));
      codes.set(code.dataSync(), start * sizeOf(shape));
    });
  }
  const { labels, labelNames } = data;
  const range = rangeOf(codes);
  const named = { ...(labels && { labels }), ...(labelNames && { labelNames }) };
  return { name: `codes of ${data.name}`, count: data.count, shape, values: codes, range, ...named };
}

function rangeOf(values: Float32Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high > low ? high : low + 1];
}
