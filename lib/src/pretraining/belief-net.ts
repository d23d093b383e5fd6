import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';
import { sizeOf } from '../checks/shapes.js';
import type { Dataset } from '../data/dataset.js';
import { type BoltzmannMachine, type BoltzmannOptions, boltzmannMachine } from '../models/boltzmann.js';
import { denseAutoencoder } from '../models/dense.js';
import { encodedData } from '../models/encoded-data.js';
import type { LayeredAutoencoder } from '../models/layered-autoencoder.js';
import { fit } from '../training/fit.js';
import type { FitOptions } from '../training/fit-options.js';
import type { History } from '../training/history.js';

/** A deep belief net and how its machines are trained. */
export interface BeliefNetOptions {
  /** Units of each machine's hidden layer, from the data upwards. */
  readonly sizes: readonly number[];
  /** For every machine: steps of CD, persistent chains, decay, … */
  readonly machine?: Omit<BoltzmannOptions, 'visible' | 'hidden' | 'seed'>;
  /**
   * Of the top machine's hidden units; Gaussian for a linear code (Hinton & Salakhutdinov 2006). Default
   * `bernoulli`.
   */
  readonly top?: 'bernoulli' | 'gaussian';
  /** How each machine is trained; a function of the layer (from 0) where they differ. */
  readonly fit?: FitOptions | ((layer: number) => FitOptions);
  readonly seed?: number;
}

/** A trained deep belief net. */
export interface BeliefNet {
  readonly machines: readonly BoltzmannMachine[];
  readonly histories: readonly History[];
}

/**
 * Trains a deep belief net greedily (Hinton, Osindero & Teh 2006): a machine on the data, the next on the
 * means of the first's hidden units, and so on. Taught in lesson 14.
 */
export async function trainBeliefNet(data: Dataset, options: BeliefNetOptions): Promise<BeliefNet> {
  checkOptions('trainBeliefNet', options, { sizes: true, machine: true, top: true, fit: true, seed: true });
  const { sizes, machine = {}, top = 'bernoulli', fit: fitOptions = {}, seed = 0 } = options;
  const machines: BoltzmannMachine[] = [];
  const histories: History[] = [];
  let level = data;
  for (const [layer, hidden] of sizes.entries()) {
    const visible = sizeOf(level.shape);
    const hiddenUnits = layer === sizes.length - 1 ? top : (machine.hiddenUnits ?? 'bernoulli');
    const units = layer === 0 ? {} : { visibleUnits: 'bernoulli' as const };
    const next = boltzmannMachine({ ...machine, ...units, hiddenUnits, visible, hidden, seed: seed + layer });
    const own = typeof fitOptions === 'function' ? fitOptions(layer) : fitOptions;
    histories.push(await fit(next, level, { progress: `Machine ${layer + 1} of ${sizes.length}`, ...own }));
    machines.push(next);
    if (layer < sizes.length - 1) level = encodedData(next, level);
  }
  return { machines, histories };
}

/**
 * Samples from a deep belief net: Gibbs sampling in the top machine, then one pass down.
 * @returns means of the visible units, `[count, visible]`.
 */
export function sampleBeliefNet(
  net: BeliefNet,
  options: { readonly key: tf.Tensor; readonly count: number; readonly steps?: number },
): tf.Tensor {
  checkOptions('sampleBeliefNet', options, { key: true, count: true, steps: true });
  const { machines } = net;
  const { key, count, steps = 200 } = options;
  return tf.tidy(() => {
    const [top, ...below] = machines.toReversed();
    const [start, chain, ...downward] = random.split(key, 2 + below.length);
    if (!top || !start || !chain) throw new RangeError('sampleBeliefNet: the net has no machine');
    let state = top.gibbs(random.bernoulli(start, 0.5, [count, top.options.visible]), chain, steps);
    below.forEach((machine, i) => {
      const drawKey = downward[i];
      const last = i === below.length - 1;
      state = last || !drawKey ? machine.visibleMeans(state) : machine.sampleVisible(state, drawKey);
    });
    return state;
  });
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
    inputSize: first.options.visible,
    hidden: machines.slice(0, -1).map((machine) => machine.options.hidden),
    latentDim: top.options.hidden,
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
