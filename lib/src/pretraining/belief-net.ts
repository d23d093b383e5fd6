import * as tf from '@tensorflow/tfjs';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { sizeOf } from '../checks/shapes.js';
import type { Dataset } from '../data/dataset.js';
import { BeliefNet } from '../models/belief-net.js';
import { type BoltzmannMachine, type BoltzmannOptions, boltzmannMachine } from '../models/boltzmann.js';
import { denseAutoencoder } from '../models/dense.js';
import { encodedData } from '../models/encoded-data.js';
import type { LayeredAutoencoder } from '../models/layered-autoencoder.js';
import { fit } from '../training/fit.js';
import type { FitOptions } from '../training/fit-options.js';
import type { History } from '../training/history.js';

/** A deep belief net and how its machines are trained. */
export interface BeliefNetOptions {
  /** Hidden units of the machines below the top one, from the data upwards. Default: none. */
  readonly hidden?: readonly number[];
  /** Hidden units of the top machine: numbers in a code. */
  readonly latentDim: number;
  /** For every machine: steps of CD, persistent chains, weight decay, … */
  readonly machine?: Omit<BoltzmannOptions, 'inputSize' | 'latentDim' | 'seed'>;
  /**
   * Of the top machine's hidden units; Gaussian for a linear code (Hinton & Salakhutdinov 2006). Default
   * `bernoulli`.
   */
  readonly top?: 'bernoulli' | 'gaussian';
  /** How each machine is trained; a function of the layer (from 0) where they differ. */
  readonly fit?: FitOptions | ((layer: number) => FitOptions);
  readonly seed?: number;
}

/** A deep belief net, and how its machines' training went. */
export interface TrainedBeliefNet {
  readonly beliefNet: BeliefNet;
  readonly histories: readonly History[];
}

const optionNames: OptionNames<BeliefNetOptions> = {
  hidden: true,
  latentDim: true,
  machine: true,
  top: true,
  fit: true,
  seed: true,
};

/**
 * Trains a deep belief net greedily (Hinton, Osindero & Teh 2006): a machine on the data, the next on the
 * means of the first's hidden units, and so on. Taught in lesson 14.
 * @throws TypeError for unknown options; RangeError for impossible sizes.
 */
export async function trainBeliefNet(data: Dataset, options: BeliefNetOptions): Promise<TrainedBeliefNet> {
  checkOptions('trainBeliefNet', options, optionNames);
  const { hidden = [], machine = {}, top = 'bernoulli', fit: fitOptions = {}, seed = 0 } = options;
  const widths = [...hidden, options.latentDim];
  const machines: BoltzmannMachine[] = [];
  const histories: History[] = [];
  let level = data;
  for (const [layer, latentDim] of widths.entries()) {
    const inputSize = sizeOf(level.shape);
    const hiddenUnits = layer === hidden.length ? top : (machine.hiddenUnits ?? 'bernoulli');
    const units = layer === 0 ? {} : { visibleUnits: 'bernoulli' as const };
    const own = { ...machine, ...units, hiddenUnits, inputSize, latentDim, seed: seed + layer };
    const next = boltzmannMachine(own);
    const training = typeof fitOptions === 'function' ? fitOptions(layer) : fitOptions;
    const progress = `Machine ${layer + 1} of ${widths.length}`;
    histories.push(await fit(next, level, { progress, ...training }));
    machines.push(next);
    if (layer < hidden.length) level = encodedData(next, level);
  }
  return { beliefNet: new BeliefNet(machines), histories };
}

/**
 * Unrolls a stack of machines into a deep autoencoder (Hinton & Salakhutdinov 2006): encoder layer i starts
 * from W_i and c_i, the decoder from W_iᵀ and b_i; then it is fine-tuned by `fit`. The top machine's units
 * decide the code's activation: logistic for bits, linear for Gaussian ones. The machines are copied, not
 * changed. Taught in lesson 14.
 */
export function unrolledAutoencoder({ machines }: BeliefNet): LayeredAutoencoder {
  const [first] = machines;
  const top = machines.at(-1);
  if (!first || !top) throw new RangeError('unrolledAutoencoder: the net has no machine');
  const model = denseAutoencoder({
    inputSize: first.options.inputSize,
    hidden: machines.slice(0, -1).map((machine) => machine.latentDim),
    latentDim: top.latentDim,
    activation: 'sigmoid',
    codeActivation: top.hiddenUnits === 'gaussian' ? 'linear' : 'sigmoid',
    output: first.visibleUnits === 'gaussian' ? 'linear' : 'sigmoid',
  });
  tf.tidy(() => {
    const up = machines.flatMap((machine) => [machine.couplings, machine.hiddenBias]);
    const down = machines
      .toReversed()
      .flatMap((machine) => [machine.couplings.transpose<tf.Tensor>(), machine.visibleBias]);
    for (const [i, value] of [...up, ...down].entries()) model.variables[i]?.assign(value.clone());
  });
  return model;
}
