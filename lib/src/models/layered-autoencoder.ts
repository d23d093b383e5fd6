import type * as tf from '@tensorflow/tfjs';
import { inShape, sizeOf } from '../checks/shapes.js';
import type { Corruption } from '../losses/corruption.js';
import { checkPenalties, type Penalty, penalised } from '../losses/penalty.js';
import {
  checkOutput,
  type Output,
  outputOf,
  type ReconstructionLoss,
  reconstructionLoss,
} from '../losses/reconstruction.js';
import type { LossContext, ReconstructionParts } from '../losses/trainable.js';
import { inChunks } from '../numerics/chunks.js';
import type { Autoencoder } from './autoencoder.js';
import { applied, kernelsOf, stateOf, variablesOf, weightsOf } from './layers.js';
import { type ModelDescription, saveModel } from './storage.js';

/** An encoder and a decoder of tfjs layers, and how they are trained. */
export interface LayeredParts {
  /** From `[examples, …inputShape]` to codes. */
  readonly encoder: tf.LayersModel;
  /** From codes to logits: the output's function is applied after it. */
  readonly decoder: tf.LayersModel;
  readonly output: Output;
  readonly loss: ReconstructionLoss;
  readonly penalties?: readonly Penalty[];
  readonly corruption?: Corruption;
  /** How `loadModel` can make it again; without it `save` throws. */
  readonly description?: ModelDescription;
}

/**
 * An autoencoder made of two tfjs models; what `denseAutoencoder` and its like return, and open to any
 * layers.
 */
export class LayeredAutoencoder implements Autoencoder {
  readonly inputShape: readonly number[];
  readonly codeShape: readonly number[];
  readonly latentDim: number;
  readonly expectsUnitRange: boolean;
  readonly encoder: tf.LayersModel;
  readonly decoder: tf.LayersModel;
  readonly output: Output;
  /** Feature maps are much larger than what they are made of: 32 of 28 × 28 take 100 kB an image. */
  readonly #atATime: number;

  /** @throws RangeError when the parts do not fit together. */
  constructor(readonly parts: LayeredParts) {
    const { encoder, decoder, output, loss } = parts;
    checkOutput('LayeredAutoencoder', output, loss);
    checkPenalties('LayeredAutoencoder', parts.penalties);
    this.encoder = encoder;
    this.decoder = decoder;
    this.output = output;
    this.inputShape = exampleShape(encoder.inputs);
    this.codeShape = exampleShape(encoder.outputs);
    this.latentDim = sizeOf(this.codeShape);
    this.#atATime = Math.max(this.inputShape.length, this.codeShape.length) > 1 ? 250 : 1000;
    this.expectsUnitRange = loss === 'binaryCrossEntropy';
  }

  /** The variables of all layers that are trainable: a layer can be frozen by its `trainable`. */
  get variables(): readonly tf.Variable[] {
    return variablesOf([this.encoder, this.decoder]);
  }

  get state(): readonly tf.Variable[] {
    return stateOf([this.encoder, this.decoder]);
  }

  /** All variables in the order of the layers, trainable or not. */
  get weights(): readonly tf.Variable[] {
    return weightsOf([this.encoder, this.decoder]);
  }

  encode(x: tf.Tensor): tf.Tensor {
    const shaped = inShape('encode', x, this.inputShape);
    return inChunks(shaped, (some) => applied(this.encoder, some), this.#atATime);
  }

  decode(code: tf.Tensor): tf.Tensor {
    const shaped = inShape('decode', code, this.codeShape);
    return inChunks(shaped, (some) => outputOf(applied(this.decoder, some), this.output), this.#atATime);
  }

  reconstruct(x: tf.Tensor): tf.Tensor {
    const shaped = inShape('reconstruct', x, this.inputShape);
    return inChunks(shaped, (some) => this.decode(applied(this.encoder, some)), this.#atATime);
  }

  /**
   * The reconstruction error of the clean x (or of `context.target`) plus the penalties. With a corruption
   * the encoder sees x̃, so `context.key` is needed.
   */
  loss(x: tf.Tensor, context: LossContext = {}): ReconstructionParts {
    const { loss, penalties = [] } = this.parts;
    const training = context.training ?? false;
    const clean = inShape('loss', x, this.inputShape);
    const seen = this.#corrupted(clean, context.key);
    const code = applied(this.encoder, seen, training);
    const logits = applied(this.decoder, code, training);
    const target = context.target ? inShape('loss (target)', context.target, logits.shape.slice(1)) : clean;
    const reconstruction = reconstructionLoss(target, logits, this.output, loss);
    const encode = (input: tf.Tensor) => applied(this.encoder, input, training);
    const kernels = kernelsOf([this.encoder, this.decoder]);
    const parts = { total: reconstruction, reconstruction };
    return penalised(parts, penalties, { x: seen, code, encode, kernels }, context.key);
  }

  save(path: string): void {
    const { description } = this.parts;
    if (!description)
      throw new Error('save: this model was built by hand; save its encoder and decoder with tfjs');
    saveModel(path, description, this.weights);
  }

  dispose(): void {
    for (const variable of this.weights) variable.dispose();
  }

  #corrupted(clean: tf.Tensor, key: tf.Tensor | undefined): tf.Tensor {
    const { corruption } = this.parts;
    if (!corruption) return clean;
    if (!key)
      throw new Error(`loss: the corruption ${corruption.name} draws random numbers; pass context.key`);
    return corruption.corrupt(clean, key);
  }
}

function exampleShape(tensors: readonly tf.SymbolicTensor[]): readonly number[] {
  const [tensor, ...more] = tensors;
  if (!tensor || more.length > 0)
    throw new RangeError('LayeredAutoencoder: encoder and decoder need one input each');
  return tensor.shape.slice(1).map((side) => {
    if (side === null) throw new RangeError(`LayeredAutoencoder: shape [${tensor.shape}] leaves a side open`);
    return side;
  });
}
