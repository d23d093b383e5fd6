import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { BoltzmannMachine, type BoltzmannOptions } from './boltzmann.js';
import { jsonOptions, saveModel } from './storage.js';

/** How a belief net is made again: the options of its machines, from the data upwards. */
export interface BeliefNetDescription {
  readonly machines: readonly BoltzmannOptions[];
}

/**
 * A deep belief net (Hinton, Osindero & Teh 2006): a stack of Boltzmann machines, each on the hidden units of the one
 * below. Made by `trainBeliefNet`, which trains machine after machine; as a whole it has no loss. Taught in lesson 14.
 */
export class BeliefNet {
  readonly inputShape: readonly number[];
  readonly codeShape: readonly number[];
  /** Numbers in a code: hidden units of the top machine. */
  readonly latentDim: number;
  readonly #top: BoltzmannMachine;

  /**
   * @param machines from the data upwards.
   * @throws RangeError when there is none, or one does not fit onto the one below.
   */
  constructor(readonly machines: readonly BoltzmannMachine[]) {
    const [first, top] = [machines[0], machines.at(-1)];
    if (!first || !top) throw new RangeError('BeliefNet: got no machine, expected one or more');
    for (const [i, { options }] of machines.slice(1).entries()) {
      const below = machines[i]?.latentDim;
      if (below !== options.inputSize)
        throw new RangeError(
          `BeliefNet: machine ${i + 2} takes ${options.inputSize} numbers, the one below gives ${below}`,
        );
    }
    this.#top = top;
    this.inputShape = first.inputShape;
    this.codeShape = top.codeShape;
    this.latentDim = top.latentDim;
  }

  /** The weights of all machines, from the data upwards. */
  get variables(): readonly tf.Variable[] {
    return this.machines.flatMap((machine) => machine.variables);
  }

  /** The persistent chains of all machines that have some. */
  get state(): readonly tf.Variable[] {
    return this.machines.flatMap((machine) => machine.state);
  }

  /** Up by the means of the hidden units: `[examples, latentDim]`. */
  encode(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.machines.reduce((level, machine) => machine.encode(level), x));
  }

  /** Down by the means of the visible units: `[examples, …inputShape]`. */
  decode(code: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.machines.reduceRight((level, machine) => machine.decode(level), code));
  }

  /** decode(encode(x)): up and down by means, nothing drawn. */
  reconstruct(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.decode(this.encode(x)));
  }

  /**
   * New examples: so many steps of Gibbs sampling in the top machine, then one pass down.
   * @returns means of the visible units, `[count, …inputShape]`.
   */
  sample(count: number, steps: number, key: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const below = this.machines.toReversed().slice(1);
      const [start, chain, ...downward] = random.split(key, 2 + below.length);
      if (!start || !chain) throw new Error('BeliefNet.sample: two keys expected');
      const { inputSize } = this.#top.options;
      let state = this.#top.gibbs(random.bernoulli(start, 0.5, [count, inputSize]), steps, chain);
      below.forEach((machine, i) => {
        const drawKey = downward[i];
        const last = i === below.length - 1;
        state = last || !drawKey ? machine.visibleMeans(state) : machine.sampleVisible(state, drawKey);
      });
      return state;
    });
  }

  /** Writes the net to a file, for `loadModel`. */
  save(path: string): void {
    const machines = this.machines.map(({ options }) => jsonOptions(options));
    saveModel(path, { kind: 'beliefNet', options: { machines } }, [...this.variables, ...this.state]);
  }

  /** Frees its machines. */
  dispose(): void {
    for (const machine of this.machines) machine.dispose();
  }
}

/** A belief net with the starting weights of its machines. */
export function beliefNetFrom({ machines }: BeliefNetDescription): BeliefNet {
  return new BeliefNet(machines.map((options) => new BoltzmannMachine(options)));
}
