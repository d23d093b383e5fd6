import type { LstmState } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames, wholeNumber } from '../checks/options.js';
import { inShape, sizeOf } from '../checks/shapes.js';
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
import { layerSeeds } from './activations.js';
import type { Autoencoder } from './autoencoder.js';
import { glorot, Lstm } from './lstm.js';
import { defaultLoss } from './shared-parts.js';
import { jsonOptions, saveModel } from './storage.js';

/** An LSTM autoencoder of sequences. */
export interface SequenceOptions {
  /** Frames that the encoder reads. */
  readonly frames: number;
  /** Numbers a frame. */
  readonly frameSize: number;
  /** Numbers in a code, even: half of them are the encoder's state h, half its c. Each LSTM has as many units as h. */
  readonly latentDim: number;
  /**
   * What is decoded from the code: the frames read, in reverse order; those that follow; or both. Default
   * `reverse`.
   */
  readonly decodes?: 'reverse' | 'predict' | 'both';
  /** Frames to predict, for `predict` and `both`. Default: as many as are read. */
  readonly future?: number;
  /** Default `sigmoid`. */
  readonly output?: Output;
  readonly loss?: ReconstructionLoss;
  readonly penalties?: readonly Penalty[];
  readonly seed?: number;
}

const optionNames: OptionNames<SequenceOptions> = {
  frames: true,
  frameSize: true,
  latentDim: true,
  decodes: true,
  future: true,
  output: true,
  loss: true,
  penalties: true,
  seed: true,
};

/**
 * An LSTM autoencoder (Srivastava, Mansimov & Salakhutdinov 2015): the encoder's last state (h, c) is the
 * code; a decoder starts from it and gives, without further input, the frames in reverse order; *another* one
 * predicts those that follow. An example is `[frames + future, frameSize]` where something is predicted,
 * `[frames, frameSize]` otherwise. Taught in lesson 17.
 * @throws TypeError for unknown options; RangeError for impossible sizes.
 */
export function sequenceAutoencoder(options: SequenceOptions): SequenceAutoencoder {
  return new SequenceAutoencoder(options);
}

/** See `sequenceAutoencoder`. */
export class SequenceAutoencoder implements Autoencoder {
  readonly inputShape: readonly number[];
  readonly codeShape: readonly number[];
  readonly latentDim: number;
  readonly variables: readonly tf.Variable[];
  readonly expectsUnitRange: boolean;
  readonly #encoder: Lstm;
  readonly #reconstructor: FrameDecoder | undefined;
  readonly #predictor: FrameDecoder | undefined;
  readonly #output: Output;
  readonly #loss: ReconstructionLoss;
  readonly #frames: number;
  readonly #future: number;

  constructor(readonly options: SequenceOptions) {
    checkOptions('sequenceAutoencoder', options, optionNames);
    const { frames, frameSize, latentDim, decodes = 'reverse', output = 'sigmoid', seed = 0 } = options;
    const { future = decodes === 'reverse' ? 0 : frames, loss = defaultLoss(output) } = options;
    if (!['reverse', 'predict', 'both'].includes(decodes))
      throw new RangeError(`sequenceAutoencoder: decodes must be reverse, predict or both, got ${decodes}`);
    for (const size of [frames, frameSize, latentDim]) wholeNumber('sequenceAutoencoder', 'each size', size);
    if (latentDim % 2 !== 0)
      throw new RangeError(
        `sequenceAutoencoder: latentDim must be even, for the LSTM's h and c have half each, got ${latentDim}`,
      );
    const units = latentDim / 2;
    if (decodes !== 'reverse') wholeNumber('sequenceAutoencoder', 'future', future);
    checkOutput('sequenceAutoencoder', output, loss);
    checkPenalties('sequenceAutoencoder', options.penalties);
    const seeds = layerSeeds(seed);
    const decoder = () => new FrameDecoder(units, frameSize, seeds);
    this.#encoder = new Lstm(frameSize, units, seeds);
    this.#reconstructor = decodes === 'predict' ? undefined : decoder();
    this.#predictor = decodes === 'reverse' ? undefined : decoder();
    this.#output = output;
    this.#loss = loss;
    this.#frames = frames;
    this.#future = decodes === 'reverse' ? 0 : future;
    this.inputShape = [frames + this.#future, frameSize];
    this.codeShape = [latentDim];
    this.latentDim = latentDim;
    const decoders = [this.#reconstructor, this.#predictor].flatMap((one) => one?.variables ?? []);
    this.variables = [...this.#encoder.variables, ...decoders];
    this.expectsUnitRange = loss === 'binaryCrossEntropy';
  }

  /**
   * The code (h, c) joined, `[examples, latentDim]`, after the frames that are read; later ones are not
   * looked at.
   */
  encode(x: tf.Tensor): tf.Tensor {
    return inChunks(this.#read(x), (some) => joined(this.#encoded(some)));
  }

  /** The frames that were read, in their own order: `[examples, frames, frameSize]`. */
  decode(code: tf.Tensor): tf.Tensor {
    const decoder = this.#reconstructor;
    if (!decoder) throw new Error("decode: this model only predicts; use predict, or decodes: 'both'");
    return inChunks(inShape('decode', code, this.codeShape), (some) =>
      outputOf(decoder.logits(parted(some), this.#frames).reverse(1), this.#output),
    );
  }

  reconstruct(x: tf.Tensor): tf.Tensor {
    return inChunks(this.#read(x), (some) => this.decode(joined(this.#encoded(some))));
  }

  /**
   * The frames that follow: `[examples, future, frameSize]`.
   * @param frames how many; by default as many as were trained.
   */
  predict(x: tf.Tensor, frames = this.#future): tf.Tensor {
    const decoder = this.#predictor;
    if (!decoder) throw new Error("predict: this model only reconstructs; use decodes: 'predict' or 'both'");
    return inChunks(this.#read(x), (some) =>
      outputOf(decoder.logits(this.#encoded(some), frames), this.#output),
    );
  }

  /**
   * `reconstruction`: error of the frames read, summed over frames; `prediction`: error of those that follow.
   * A model that only predicts has its error under both names. Divide by the number of frames for
   * Srivastava's unit.
   */
  loss(x: tf.Tensor, context: LossContext = {}): ReconstructionParts {
    if (context.target) throw new RangeError('loss: a sequence autoencoder has its targets in the sequence');
    const sequence = inShape('loss', x, this.inputShape);
    const read = this.#read(sequence);
    const code = this.#encoded(read);
    const past = this.#reconstructor && this.#error(this.#reconstructor, code, read.reverse(1));
    const future = this.#predictor && this.#error(this.#predictor, code, this.#following(sequence));
    const encode = (frames: tf.Tensor) => joined(this.#encoded(frames));
    const kernels = this.variables.filter((variable) => variable.rank >= 2);
    const input = { x: read, code: joined(code), encode, kernels };
    return penalised(errorsOf(past, future), this.options.penalties ?? [], input, context.key);
  }

  save(path: string): void {
    saveModel(path, { kind: 'sequenceAutoencoder', options: jsonOptions(this.options) }, this.variables);
  }

  dispose(): void {
    for (const variable of this.variables) variable.dispose();
  }

  #error(decoder: FrameDecoder, code: LstmState, target: tf.Tensor): tf.Scalar {
    return reconstructionLoss(target, decoder.logits(code, target.shape[1] ?? 0), this.#output, this.#loss);
  }

  #encoded(read: tf.Tensor): LstmState {
    return this.#encoder.run(read);
  }

  /** The frames that the encoder reads; whole sequences or only these may come. */
  #read(x: tf.Tensor): tf.Tensor {
    const [examples = 0, ...rest] = x.shape;
    const [, size = 1] = this.inputShape;
    if (sizeOf(rest) === this.#frames * size) return x.reshape([examples, this.#frames, size]);
    return inShape('encode', x, this.inputShape).slice([0, 0, 0], [-1, this.#frames, -1]);
  }

  #following(sequence: tf.Tensor): tf.Tensor {
    return sequence.slice([0, this.#frames, 0], [-1, this.#future, -1]);
  }
}

/** The parts of the loss from the errors of the frames read and of those that follow. */
function errorsOf(past: tf.Scalar | undefined, future: tf.Scalar | undefined): ReconstructionParts {
  if (past && future) return { total: past.add(future), reconstruction: past, prediction: future };
  if (future) return { total: future, reconstruction: future, prediction: future };
  if (past) return { total: past, reconstruction: past };
  throw new Error('loss: no decoder');
}

/** An LSTM without input, and a linear layer from its state to a frame's logits. */
class FrameDecoder {
  readonly variables: readonly tf.Variable[];
  readonly #lstm: Lstm;
  readonly #kernel: tf.Variable;
  readonly #bias: tf.Variable;

  constructor(
    readonly units: number,
    readonly frameSize: number,
    seeds: () => number,
  ) {
    this.#lstm = new Lstm(0, units, seeds);
    this.#kernel = glorot([units, frameSize], seeds());
    this.#bias = tf.tidy(() => tf.variable(tf.zeros([frameSize])));
    this.variables = [...this.#lstm.variables, this.#kernel, this.#bias];
  }

  /** Logits `[examples, frames, frameSize]`, in the order in which they are decoded. */
  logits(start: LstmState, frames: number): tf.Tensor {
    const outputs = this.#lstm.runFree(frames, start);
    const flat = outputs.reshape([-1, this.units]).matMul(this.#kernel).add(this.#bias);
    return flat.reshape([-1, frames, this.frameSize]);
  }
}

function joined({ h, c }: LstmState): tf.Tensor {
  return tf.concat([h, c], 1);
}

function parted(code: tf.Tensor): LstmState {
  const [h, c] = tf.split(code, 2, 1);
  if (!h || !c) throw new Error('decode: the code has no two halves');
  return { h, c };
}
