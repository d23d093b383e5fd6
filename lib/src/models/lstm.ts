import { type LstmResult, type LstmRun, type LstmState, runLstm } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { kernelInitializer } from './activations.js';

/**
 * A long short-term memory layer (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000), gates by the
 * logistic function σ:
 *
 *     i, f, g, o = split(x_t Wx + h U + b),  c ← σ(f) c + σ(i) tanh(g),  h ← σ(o) tanh(c)
 *
 * The forget gate's bias starts at 1. The engine runs it, as it does tfjs's LSTM layer.
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

  /** Runs over a sequence `[examples, steps, inputSize]` from a state of zeros; gives the state after the last step. */
  run(sequence: tf.Tensor): LstmState {
    const [, steps = 0, size = 0] = sequence.shape;
    if (!this.#input || size !== this.inputSize)
      throw new RangeError(
        `Lstm.run: got [${sequence.shape}], expected [examples, steps, ${this.inputSize}]`,
      );
    const { outputs, cell } = this.#run({ input: sequence, steps, returnSequences: false, returnCell: true });
    if (!cell) throw new Error('Lstm.run: a cell expected');
    return { h: outputs, c: cell };
  }

  /** Runs for so many steps without input; gives h after each step, `[examples, steps, units]`. */
  runFree(steps: number, start: LstmState): tf.Tensor {
    return this.#run({ steps, start, returnSequences: true }).outputs;
  }

  #run(run: Omit<LstmRun, 'recurrent' | 'recurrentActivation'>): LstmResult {
    return runLstm({
      ...run,
      kernel: this.#input,
      recurrent: this.#recurrent,
      bias: this.#bias,
      recurrentActivation: 'sigmoid',
    });
  }
}

/** A weight matrix drawn as Glorot & Bengio (2010) do. */
export function glorot(shape: [number, number], seed: number): tf.Variable {
  return tf.tidy(() => tf.variable(kernelInitializer('linear', seed).apply(shape)));
}
