import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  activationL1,
  denseAutoencoder,
  fit,
  type Penalty,
  type PenaltyInput,
  sequenceAutoencoder,
  tiedAutoencoder,
  toTensor,
  variationalAutoencoder,
  weightDecay,
} from 'codebook';
import { curvedPatterns } from '../models/patterns.js';

const number = (scalar: tf.Tensor | undefined): number => scalar?.dataSync()[0] ?? Number.NaN;
const data = curvedPatterns(32, 5);

/** λ times the mean code's length: a reader's own penalty, with what it needs in fields of its own. */
class CodeLength implements Penalty {
  readonly name = 'length';
  readonly seen: PenaltyInput[] = [];

  constructor(readonly lambda: number) {}

  value(at: PenaltyInput): tf.Scalar {
    this.seen.push(at);
    return at.code.square().sum(1).mean().mul(this.lambda).asScalar();
  }
}

describe("a reader's own penalty", () => {
  it('is called on its object, and trains', async () => {
    const model = denseAutoencoder({ inputSize: 5, latentDim: 2, penalties: [new CodeLength(3)], seed: 1 });
    const length = () => number(model.encode(toTensor(data)).square().sum(1).mean());
    const parts = model.loss(toTensor(data));
    expect(number(parts.penalty)).closeTo(3 * length(), 1e-5);
    const before = length();
    await fit(model, data, { epochs: 20, batchSize: 8, learningRate: 0.01, progress: false });
    expect(length()).below(0.5 * before);
    model.dispose();
  });

  it('is given the code and a key of its own, the same for the same step and another for another', () => {
    const penalty = new CodeLength(1);
    const model = denseAutoencoder({ inputSize: 5, latentDim: 2, penalties: [penalty], seed: 1 });
    const x = toTensor(data);
    const keyAt = (seed: number): string => {
      model.loss(x, { key: random.key(seed) });
      return String(penalty.seen.at(-1)?.key?.dataSync());
    };
    expect(keyAt(1)).equal(keyAt(1));
    expect(keyAt(1)).not.equal(keyAt(2));
    expect(keyAt(1)).not.equal(String(random.key(1).dataSync()));
    expect(penalty.seen.at(-1)?.code.shape).deep.equal([32, 2]);
    model.loss(x);
    expect(penalty.seen.at(-1)?.key).equal(undefined);
  });

  it('adds to the KL of a variational autoencoder, which shows each part', () => {
    const options = { inputSize: 5, hidden: [4], latentDim: 2, beta: 0.5, seed: 3 };
    const plain = variationalAutoencoder(options);
    const decayed = variationalAutoencoder({ ...options, penalties: [weightDecay(0.1), new CodeLength(2)] });
    const context = { key: random.key(1), training: true };
    const [without, parts] = [plain, decayed].map((model) => model.loss(toTensor(data), context));
    expect(Object.keys(parts ?? {})).have.members([
      ...['total', 'reconstruction', 'penalty', 'kl', 'decay', 'length'],
    ]);
    const own = number(parts?.['decay']) + number(parts?.['length']);
    expect(number(parts?.penalty)).closeTo(0.5 * number(parts?.['kl']) + own, 1e-4);
    expect(number(parts?.total)).closeTo(number(without?.total) + own, 1e-4);
    expect(number(parts?.['length'])).closeTo(
      2 * number(decayed.encode(toTensor(data)).square().sum(1).mean()),
      1e-4,
    );
  });

  it('adds to the error of a sequence autoencoder', () => {
    const options = { frames: 3, frameSize: 2, latentDim: 8, decodes: 'both', seed: 1 } as const;
    const [plain, decayed] = [[], [weightDecay(0.5)]].map((penalties) =>
      sequenceAutoencoder({ ...options, penalties }).loss(tf.ones([2, 6, 2])),
    );
    expect(number(decayed?.penalty)).above(0.1);
    expect(number(decayed?.total)).closeTo(number(plain?.total) + number(decayed?.penalty), 1e-4);
    expect(plain?.penalty).equal(undefined);
  });

  it('must give a scalar tensor, and its error says what to do', () => {
    const lossWith = (value: unknown): (() => unknown) => {
      // What a program without types can give is the point.
      const penalty = { name: 'length', value: () => value } as unknown as Penalty;
      const model = denseAutoencoder({ inputSize: 5, latentDim: 2, penalties: [penalty] });
      return () => model.loss(toTensor(data));
    };
    const expected = 'expected a scalar tensor: take the sum over the code, the mean over examples';
    expect(lossWith(tf.ones([32]))).throw(`penalty length: value gave a tensor [32], ${expected}`);
    expect(lossWith(3)).throw(`penalty length: value gave 3, ${expected}`);
    expect(lossWith(undefined)).throw(`penalty length: value gave undefined, ${expected}`);
    // As above: a penalty in place of a list.
    const single = new CodeLength(1) as unknown as Penalty[];
    expect(() => denseAutoencoder({ inputSize: 5, latentDim: 2, penalties: single })).throw(
      'penalties must be a list, as [weightDecay(1)], got an object (CodeLength)',
    );
  });

  it('is refused where another has its name, or where it is no penalty', () => {
    const model = (...penalties: Penalty[]) => tiedAutoencoder({ inputSize: 5, latentDim: 2, penalties });
    expect(() => model(weightDecay(1), weightDecay(2))).throw('two penalties are named decay; give one');
    expect(() => model({ ...activationL1(1), name: 'total' })).throw('cannot be named total');
    // A call that is missing its arguments.
    expect(() => model(weightDecay as unknown as Penalty)).throw('must have a name and a function value');
    expect(
      Object.keys(model(weightDecay(1), { ...weightDecay(2), name: 'more decay' }).loss(tf.ones([1, 5]))),
    ).include('more decay');
  });
});
