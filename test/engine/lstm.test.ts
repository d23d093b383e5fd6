import { compile, type LstmRun, type LstmState, runLstm } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { largestDifference } from './training-models.js';

type Options = Omit<LstmRun, 'recurrent' | 'input' | 'start' | 'kernel' | 'bias'>;

/** Tensors that a run is made of; the start is left out where it is zeros, the input where there is none. */
interface Parts {
  readonly recurrent: tf.Tensor;
  readonly bias: tf.Tensor;
  readonly input: tf.Tensor | undefined;
  readonly kernel: tf.Tensor | undefined;
  readonly start: LstmState | undefined;
}

/** The equations of an LSTM, op by op, in Keras's order of gates. */
function byEquations({ recurrent, bias, input, kernel, start }: Parts, options: Options): tf.Tensor[] {
  const [units = 0] = recurrent.shape;
  const batch = (input ?? start?.h)?.shape[0] ?? 0;
  const gate = (z: tf.Tensor): tf.Tensor =>
    options.recurrentActivation === 'sigmoid'
      ? tf.sigmoid(z)
      : tf.clipByValue(tf.add(tf.mul(z, 0.2), 0.5), 0, 1);
  let h = start?.h ?? tf.zeros([batch, units]);
  let c = start?.c ?? tf.zeros([batch, units]);
  const outputs: tf.Tensor[] = [];
  for (let t = 0; t < options.steps; t++) {
    let z = tf.add(tf.matMul(h, recurrent), bias);
    if (input && kernel) {
      const x = input.rank === 2 ? input : tf.squeeze(tf.slice(input, [0, t, 0], [-1, 1, -1]), [1]);
      z = tf.add(z, tf.matMul(x, kernel));
    }
    const [i, f, g, o] = tf.split(z, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    c = tf.add(tf.mul(gate(f), c), tf.mul(gate(i), tf.tanh(g)));
    h = tf.mul(gate(o), tf.tanh(c));
    outputs.push(h);
  }
  return [options.returnSequences ? tf.stack(outputs, 1) : h, c];
}

function byEngine(parts: Parts, options: Options): tf.Tensor[] {
  const { outputs, cell } = runLstm({ ...parts, ...options });
  return cell ? [outputs, cell] : [outputs];
}

/** Numbers in [-1, 1], other ones for each seed. */
const drawn = (shape: number[], seed: number): tf.Tensor => tf.randomUniform(shape, -1, 1, 'float32', seed);

type Compute = (parts: Parts, options: Options) => tf.Tensor[];

/** Results and, for a weighted sum of them, the gradient in each part. */
function valuesAndGradients(compute: Compute, parts: Parts, options: Options): tf.Tensor[] {
  const { recurrent, bias, input, kernel, start } = parts;
  const given = [recurrent, bias, input, kernel, start?.h, start?.c];
  const present = given.filter((tensor) => tensor !== undefined);
  const run = (...tensors: tf.Tensor[]): tf.Tensor[] => {
    const next = (tensor: tf.Tensor | undefined) => tensor && tensors.shift();
    const [u, b, x, w, h, c] = given.map(next) as [tf.Tensor, tf.Tensor, ...(tf.Tensor | undefined)[]];
    return compute({ recurrent: u, bias: b, input: x, kernel: w, start: h && c && { h, c } }, options);
  };
  const total = (...tensors: tf.Tensor[]): tf.Tensor => {
    const results = run(...tensors).slice(0, options.returnCell ? 2 : 1);
    const sums = results.map((result, k) => tf.sum(tf.mul(tf.square(result), drawn(result.shape, 90 + k))));
    return tf.addN(sums);
  };
  return [...run(...present).slice(0, options.returnCell ? 2 : 1), ...tf.grads(total)(present)];
}

function partsOf(batch: number, steps: number, features: number, units: number, kind: string): Parts {
  const inputShape = kind.includes('repeated') ? [batch, features] : [batch, steps, features];
  const hasInput = !kind.includes('no input');
  return {
    recurrent: drawn([units, 4 * units], 1),
    bias: drawn([4 * units], 2),
    input: hasInput ? drawn(inputShape, 3) : undefined,
    kernel: hasInput ? drawn([features, 4 * units], 4) : undefined,
    start: kind.includes('start') ? { h: drawn([batch, units], 5), c: drawn([batch, units], 6) } : undefined,
  };
}

const sigmoid = { recurrentActivation: 'sigmoid' } as const;

function expectLike(got: readonly tf.Tensor[], expected: readonly tf.Tensor[]): void {
  expect(got.map(({ shape }) => shape)).deep.equal(expected.map(({ shape }) => shape));
  for (const [k, tensor] of got.entries())
    expect(largestDifference(tensor.dataSync(), expected[k]?.dataSync() ?? [])).below(1e-5);
}

const sizes = [
  { batch: 1, steps: 1, features: 1, units: 1 },
  { batch: 1, steps: 5, features: 2, units: 3 },
  { batch: 7, steps: 1, features: 3, units: 5 },
  { batch: 33, steps: 4, features: 5, units: 7 },
];
const kinds = ['input', 'repeated input', 'input and start', 'repeated input and start', 'no input, start'];

describe('runLstm', () => {
  for (const kind of kinds) {
    for (const returnSequences of [false, true]) {
      it(`gives the equations' values and gradients: ${kind}, ${returnSequences ? 'all outputs' : 'the last'}`, () => {
        for (const recurrentActivation of ['sigmoid', 'hardSigmoid'] as const)
          for (const returnCell of [false, true])
            for (const { batch, steps, features, units } of sizes) {
              const parts = partsOf(batch, steps, features, units, kind);
              const options = { steps, recurrentActivation, returnSequences, returnCell };
              const expected = valuesAndGradients(byEquations, parts, options);
              expectLike(valuesAndGradients(byEngine, parts, options), expected);
            }
      });
    }
  }

  for (const kind of kinds)
    it(`gives them in a compiled step, its batch in chains: ${kind}`, () => {
      const parts = partsOf(33, 3, 5, 7, kind);
      const options = { ...sigmoid, steps: 3, returnSequences: true, returnCell: true };
      const step = () => valuesAndGradients(byEngine, parts, options);
      const compiled = compile(step, { jit: false, traceFirst: true });
      expectLike(compiled(), valuesAndGradients(byEquations, parts, options));
      compiled.dispose();
    });

  it('can be differentiated twice, in the start as well', () => {
    const parts = partsOf(2, 3, 2, 3, 'input and start');
    const options = { steps: 3, recurrentActivation: 'sigmoid', returnSequences: true } as const;
    const second = (compute: Compute): ArrayLike<number> => {
      const first = tf.grad((h: tf.Tensor) => {
        const start = { h, c: parts.start?.c ?? h };
        return tf.sum(tf.square(compute({ ...parts, start }, options)[0] ?? h));
      });
      return tf
        .grad((h: tf.Tensor) => tf.sum(tf.square(first(h))))(parts.start?.h ?? tf.zeros([1]))
        .dataSync();
    };
    expect(largestDifference(second(byEngine), second(byEquations))).below(1e-4);
  });

  it('says what it needs to know how large the batch is', () => {
    const recurrent = tf.zeros([1, 4]);
    const run = { recurrent, steps: 1, recurrentActivation: 'sigmoid', returnSequences: true } as const;
    expect(() => runLstm(run)).throw('lstm: got neither an input nor a start, expected one of them');
  });
});
