import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames, wholeNumber } from '../checks/options.js';
import { inShape, sizeOf } from '../checks/shapes.js';
import type { Dataset } from '../data/dataset.js';
import { toMatrix } from '../data/examples.js';
import { labelsOf } from '../data/subsets.js';
import type { LossContext, LossParts, Trainable } from '../losses/trainable.js';
import { inChunks } from '../numerics/chunks.js';
import { type Activation, layerSeeds } from './activations.js';
import { denseStack } from './dense.js';
import { applied, stateOf, variablesOf } from './layers.js';

/** A classifier on top of an encoder, or on raw numbers. */
export interface ClassifierOptions {
  /** Number of classes. */
  readonly classes: number;
  /** The encoder below; without it the classifier reads its input as it is. */
  readonly encoder?: tf.LayersModel;
  /** Numbers an example, where there is no encoder. */
  readonly inputSize?: number;
  /** Whether the encoder keeps its weights. Default false: it is fine-tuned, **in place**. */
  readonly frozen?: boolean;
  /** Units of hidden layers between code and classes. Default: none. */
  readonly hidden?: readonly number[];
  /** Of the hidden layers. Default `relu`. */
  readonly activation?: Activation;
  /** Weight decay λ Σ W² on the classifier's own matrices. Default 0. */
  readonly weightDecay?: number;
  readonly seed?: number;
}

const optionNames: OptionNames<ClassifierOptions> = {
  classes: true,
  encoder: true,
  inputSize: true,
  frozen: true,
  hidden: true,
  activation: true,
  weightDecay: true,
  seed: true,
};

/**
 * A softmax classifier, trained by `fit` on a data set with labels: on an encoder, which it fine-tunes (lesson 13: what
 * pretraining is for), or on raw numbers. To judge a code as it is, fit a linear probe: `fitLinearProbe`.
 *
 *     const net = classifier({ encoder: autoencoder.encoder, classes: 10 });
 *
 * @throws TypeError for unknown options; RangeError where there is neither an encoder nor an input size, and for a frozen
 *   encoder without hidden layers, which is a linear probe.
 */
export function classifier(options: ClassifierOptions): Classifier {
  return new Classifier(options);
}

/** See `classifier`. */
export class Classifier implements Trainable {
  readonly inputShape: readonly number[];
  readonly variables: readonly tf.Variable[];
  readonly state: readonly tf.Variable[];
  readonly needsLabels = true;
  readonly classes: number;
  readonly #head: tf.Sequential;
  readonly #encoder: tf.LayersModel | undefined;

  constructor(readonly options: ClassifierOptions) {
    checkOptions('classifier', options, optionNames);
    const {
      classes,
      encoder,
      inputSize,
      frozen = false,
      hidden = [],
      activation = 'relu',
      seed = 0,
    } = options;
    wholeNumber('classifier', 'classes', classes);
    if (encoder && frozen && hidden.length === 0)
      throw new RangeError(
        'classifier: a frozen encoder below a single layer is a linear probe: use fitLinearProbe on its codes, ' +
          'or give the classifier hidden layers, or frozen: false',
      );
    const code = encoder ? shapeOf(encoder.outputs) : [inputSize ?? 0];
    wholeNumber('classifier', encoder ? 'the size of the code' : 'inputSize', sizeOf(code));
    this.classes = classes;
    this.#encoder = encoder;
    this.#head = denseStack(sizeOf(code), [...hidden, classes], activation, 'linear', layerSeeds(seed));
    this.inputShape = encoder ? shapeOf(encoder.inputs) : code;
    this.variables = variablesOf(encoder && !frozen ? [encoder, this.#head] : [this.#head]);
    this.state = encoder && !frozen ? stateOf([encoder]) : [];
  }

  /**
   * Cross-entropy −log p(label): `total` (with weight decay) and `categoricalCrossEntropy`, nats, mean over examples.
   */
  loss(x: tf.Tensor, { target, training = false }: LossContext = {}): LossParts {
    if (!target)
      throw new Error('loss: a classifier needs labels; pass them as context.target (int32 [examples])');
    const logits = this.#logits(x, training);
    const wanted = tf.oneHot(target.cast('int32').as1D(), this.options.classes);
    const categoricalCrossEntropy = tf.logSoftmax(logits).mul(wanted).sum(1).mean().mul<tf.Scalar>(-1);
    const { weightDecay = 0 } = this.options;
    if (weightDecay === 0) return { total: categoricalCrossEntropy, categoricalCrossEntropy };
    const kernels = variablesOf([this.#head]).filter(({ rank }) => rank === 2);
    const penalty = tf.addN(kernels.map((kernel) => kernel.square().sum())).mul<tf.Scalar>(weightDecay);
    return { total: categoricalCrossEntropy.add(penalty), categoricalCrossEntropy, penalty };
  }

  /** Probabilities of the classes, `[examples, classes]`. */
  predict(x: tf.Tensor): tf.Tensor {
    return inChunks(x, (some) => this.#logits(some, false).softmax());
  }

  /** The most probable class of each example. */
  classify(x: tf.Tensor): Int32Array {
    return tf.tidy(() => Int32Array.from(this.predict(x).argMax(1).dataSync()));
  }

  /**
   * The share of examples whose most probable class is not their label, 0 … 1.
   * @throws RangeError when the data have no labels.
   */
  error(data: Dataset): number {
    const labels = labelsOf('Classifier.error', data);
    const x = toMatrix(data);
    const classes = this.classify(x);
    x.dispose();
    return classes.reduce((wrong, guess, i) => wrong + (guess === labels[i] ? 0 : 1), 0) / data.count;
  }

  /** Frees the classifier's own variables; the encoder stays. */
  dispose(): void {
    for (const variable of variablesOf([this.#head])) variable.dispose();
  }

  #logits(x: tf.Tensor, training: boolean): tf.Tensor {
    const frozen = this.options.frozen ?? true;
    const shaped = inShape('classifier', x, this.inputShape);
    const code = this.#encoder ? applied(this.#encoder, shaped, training && !frozen) : shaped;
    return applied(this.#head, code.as2D(code.shape[0] ?? 0, -1), training);
  }
}

function shapeOf([tensor]: readonly tf.SymbolicTensor[]): number[] {
  return (tensor?.shape ?? []).slice(1).map(Number);
}
