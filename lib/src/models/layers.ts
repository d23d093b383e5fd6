import * as tf from '@tensorflow/tfjs';

/** A tfjs model or layer applied to a tensor: its one output. */
export function applied(model: tf.layers.Layer, x: tf.Tensor, training = false): tf.Tensor {
  const result = model.apply(x, { training });
  if (!(result instanceof tf.Tensor))
    throw new TypeError(`applied: ${model.name} must give one tensor for a tensor`);
  return result;
}

/** The trainable variables of models, in order, each once. */
export function variablesOf(models: readonly tf.layers.Layer[]): tf.Variable[] {
  return distinct(models.flatMap((model) => model.trainableWeights.map(variableOf)));
}

/** Variables that change without a gradient (moving averages), in order, each once. */
export function stateOf(models: readonly tf.layers.Layer[]): tf.Variable[] {
  return distinct(models.flatMap((model) => model.nonTrainableWeights.map(variableOf)));
}

/** All variables of models, layer by layer, trainable or not, each once. */
export function weightsOf(models: readonly tf.LayersModel[]): tf.Variable[] {
  const layers = models.flatMap((model) => model.layers);
  return distinct(layers.flatMap((layer) => layer.weights.map(variableOf)));
}

/** Weight matrices and filters: the trainable variables of rank 2 and more, so no biases. */
export function kernelsOf(models: readonly tf.layers.Layer[]): tf.Variable[] {
  return variablesOf(models).filter((variable) => variable.rank >= 2);
}

function variableOf(weight: { read(): tf.Tensor; name?: string }): tf.Variable {
  const tensor = weight.read();
  if (!(tensor instanceof tf.Variable))
    throw new TypeError(`variableOf: weight ${weight.name} is no variable`);
  return tensor;
}

function distinct(variables: readonly tf.Variable[]): tf.Variable[] {
  return [...new Set(variables)];
}
