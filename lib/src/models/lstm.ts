import * as tf from '@tensorflow/tfjs';
import { kernelInitializer } from './activations.js';

/** Hidden state h and cell state c of an LSTM, each `[examples, units]`. */
export interface LstmState {
  readonly h: tf.Tensor;
  readonly c: tf.Tensor;
}

/**
 * A long short-term memory layer (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000), gates by the
 * logistic function σ:
 *
 *     i, f, g, o = split(x_t Wx + h U + b),  c ← σ(f) c + σ(i) tanh(g),  h ← σ(o) tanh(c)
 *
 * The products x_t Wx of all steps are one matrix product before the loop. The forget gate's bias starts at
 * 1.
 */
export class Lstm {
  readonly variables: readonly tf.Variable[];
  readonly #input: tf.Variable | undefined;
  readonly #recurrent: tf.Variable;
  readonly #bias: tf.Variable;

  /** @param inputSize numbers a step; 0 for an LSTM that gets no input and runs on its state alone. */
  constructor(
    readonly inputSize: number,
    readonly units: number,
    seeds: () => number,
  ) {
    this.#input = inputSize > 0 ? glorot([inputSize, 4 * units], seeds()) : undefined;
    this.#recurrent = glorot([units, 4 * units], seeds());
    const gate = (value: number) => tf.fill([units], value);
    this.#bias = tf.tidy(() => tf.variable(tf.concat([gate(0), gate(1), gate(0), gate(0)])));
    this.variables = [...(this.#input ? [this.#input] : []), this.#recurrent, this.#bias];
  }

  /** The state before the first step: zeros. */
  start(examples: number): LstmState {
    return { h: tf.zeros([examples, this.units]), c: tf.zeros([examples, this.units]) };
  }

  /** Runs over a sequence `[examples, steps, inputSize]`; gives the state after each step. */
  run(sequence: tf.Tensor, start: LstmState = this.start(sequence.shape[0] ?? 0)): LstmState[] {
    const [examples = 0, steps = 0, size = 0] = sequence.shape;
    if (!this.#input || size !== this.inputSize)
      throw new RangeError(
        `Lstm.run: got [${sequence.shape}], expected [examples, steps, ${this.inputSize}]`,
      );
    const projected = sequence.reshape([examples * steps, size]).matMul(this.#input);
    const perStep = projected.reshape([examples, steps, 4 * this.units]).unstack(1);
    return this.#unroll(start, perStep);
  }

  /** Runs for so many steps without input; gives the state after each step. */
  runFree(steps: number, start: LstmState): LstmState[] {
    return this.#unroll(
      start,
      Array.from({ length: steps }, () => undefined),
    );
  }

  #unroll(start: LstmState, inputs: readonly (tf.Tensor | undefined)[]): LstmState[] {
    const states: LstmState[] = [];
    let state = start;
    for (const input of inputs) {
      state = this.#step(state, input);
      states.push(state);
    }
    return states;
  }

  #step({ h, c }: LstmState, input: tf.Tensor | undefined): LstmState {
    const recurrent = tf.add(
      tf.matMul(h.as2D(h.shape[0] ?? 0, this.units), this.#recurrent.as2D(this.units, -1)),
      this.#bias,
    );
    const [i, f, g, o] = tf.split(input ? recurrent.add(input) : recurrent, 4, 1);
    if (!i || !f || !g || !o) throw new Error('Lstm: four gates expected');
    const cell = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
    return { h: o.sigmoid().mul(cell.tanh()), c: cell };
  }
}

/** A weight matrix drawn as Glorot & Bengio (2010) do. */
export function glorot(shape: [number, number], seed: number): tf.Variable {
  return tf.tidy(() => tf.variable(kernelInitializer('linear', seed).apply(shape)));
}
