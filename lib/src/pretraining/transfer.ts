import type * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';

/** Which layers to copy. */
export interface TransferOptions {
  /** How many layers with weights, counted from the input. Default: all. */
  readonly layers?: number;
  /** Whether the copied layers are kept fixed in the new model. Default false. */
  readonly freeze?: boolean;
}

/**
 * Copies weights from one model's layers into another's, layer by layer from the input: what was learned on
 * one data set starts the training on another. The models may differ above the copied layers. Taught in
 * lesson 13.
 * @throws RangeError naming the first layer whose shapes differ; nothing is copied then.
 */
export function transferLayers(
  from: tf.LayersModel,
  to: tf.LayersModel,
  options: TransferOptions = {},
): void {
  checkOptions('transferLayers', options, { layers: true, freeze: true });
  const sources = from.layers.filter(hasWeights);
  const { layers = sources.length, freeze = false } = options;
  const targets = to.layers.filter(hasWeights);
  if (!Number.isInteger(layers) || layers < 1 || layers > Math.min(sources.length, targets.length))
    throw new RangeError(
      `transferLayers: layers must lie in 1 … ${Math.min(sources.length, targets.length)}, got ${layers}`,
    );
  const pairs = sources.slice(0, layers).map((source, i) => [source, targets[i] ?? source] as const);
  for (const [i, [source, target]] of pairs.entries()) checkShapes(i, source, target);
  for (const [source, target] of pairs) {
    target.setWeights(source.getWeights());
    if (freeze) target.trainable = false;
  }
}

function hasWeights(layer: tf.layers.Layer): boolean {
  return layer.weights.length > 0;
}

function checkShapes(i: number, source: tf.layers.Layer, target: tf.layers.Layer): void {
  const shapes = (layer: tf.layers.Layer) =>
    layer
      .getWeights()
      .map(({ shape }) => `[${shape}]`)
      .join(' ');
  if (shapes(source) !== shapes(target))
    throw new RangeError(
      `transferLayers: layer ${i + 1} has weights ${shapes(source)} in the source, ${shapes(target)} in the target`,
    );
}
