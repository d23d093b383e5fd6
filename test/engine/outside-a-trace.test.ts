import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { binding } from '../../engine/dist/binding/binding.js';

/** What a declaration calls protected. */
interface Rate {
  learningRate: number;
}

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  SGD: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  Adam: () => tf.train.adam(0.1),
  Adamax: () => tf.train.adamax(0.1),
  Adagrad: () => tf.train.adagrad(0.1),
  Adadelta: () => tf.train.adadelta(0.1),
  RMSProp: () => tf.train.rmsprop(0.1),
};

describe('a learning rate', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    it(`that the step sets is refused, and the optimizer goes on as it was: ${name}`, () => {
      const [w, control] = [tf.variable(tf.tensor1d([1, -2, 3])), tf.variable(tf.tensor1d([1, -2, 3]))];
      const [optimizer, other] = [make(), make()];
      const loss = (of: tf.Variable) => tf.sum(tf.square(of)) as tf.Scalar;
      const setRate = (of: tf.Optimizer, rate: number): void => {
        if ('setLearningRate' in of) (of as tf.SGDOptimizer).setLearningRate(rate);
        else (of as unknown as Rate).learningRate = rate;
      };
      const step = compile((): tf.Tensor => {
        setRate(optimizer, 0.05);
        return optimizer.minimize(() => loss(w), true, [w]) as tf.Scalar;
      });
      const plain = () => optimizer.minimize(() => loss(w), true, [w]);
      const wanted = () => other.minimize(() => loss(control), true, [control]);
      // Once as it is, then refused at each call.
      step();
      setRate(other, 0.05);
      wanted();
      for (let i = 0; i < 3; i++) expect(() => step()).to.throw('the step sets the learning rate');
      for (let i = 0; i < 3; i++) [plain(), wanted()];
      expect(Array.from(w.dataSync())).to.deep.equal(Array.from(control.dataSync()));
    });
  }

  it('of an optimizer that the step makes is its own', () => {
    const w = tf.variable(tf.scalar(2));
    const step = compile(
      () => tf.train.sgd(0.25).minimize(() => tf.square(w) as tf.Scalar, true, [w]) as tf.Scalar,
    );
    expect([step(), step(), step()].map((loss) => loss.dataSync()[0])).to.deep.equal([4, 1, 0.25]);
  });
});

describe('what a recurrent layer keeps for itself', () => {
  const shape = { units: 3, inputShape: [4, 1] };
  const cases: Readonly<Record<string, [tf.layers.Layer, RegExp]>> = {
    'GRU with dropout': [tf.layers.gru({ ...shape, dropout: 0.2 }), /layer gru.* has dropout.*`Dropout`/],
    'LSTM with recurrent dropout': [
      tf.layers.lstm({ ...shape, recurrentDropout: 0.2 }),
      /layer lstm.* has dropout/,
    ],
    'simple RNN with dropout': [tf.layers.simpleRNN({ ...shape, dropout: 0.2 }), /has dropout/],
    'stateful LSTM': [
      tf.layers.lstm({ units: 3, stateful: true, batchInputShape: [8, 4, 1] }),
      /layer lstm.* is stateful.*stateful: false/,
    ],
  };
  for (const [name, [layer, message]] of Object.entries(cases)) {
    it(`is refused by its own name: ${name}`, () => {
      const model = tf.sequential({ layers: [layer, tf.layers.dense({ units: 1 })] });
      const optimizer = tf.train.adam();
      const [x, y] = [tf.ones([8, 4, 1]), tf.ones([8, 1])];
      const loss = () =>
        tf.losses.meanSquaredError(y, model.apply(x, { training: true }) as tf.Tensor) as tf.Scalar;
      const step = compile(() => optimizer.minimize(loss, true) as tf.Scalar);
      step();
      expect(() => step()).to.throw(message);
    });
  }
});

describe("the binding's functions", () => {
  // Programs in JavaScript may pass anything.
  const { executeOp, createTensor, loadSavedModel, runSavedModel, deleteSavedModel, tensorDataSync } =
    binding as unknown as Record<string, (...parameters: unknown[]) => unknown>;
  const wrong: Readonly<Record<string, [(() => unknown) | undefined, RegExp]>> = {
    'executeOp without a name': [() => executeOp?.(), /the op's name must be a text, got undefined/],
    'executeOp of a number': [() => executeOp?.(7, [], [], 1), /the op's name must be a text, got 7/],
    'executeOp without attributes': [() => executeOp?.('Abs'), /attributes must be a list/],
    'an attribute without a name': [
      () => executeOp?.('Abs', [{ type: 1, value: 1 }], [], 1),
      /attribute's name/,
    ],
    'executeOp without inputs': [() => executeOp?.('Abs', []), /inputs must be a list/],
    'executeOp of an id that is none': [() => executeOp?.('Abs', [], [undefined], 1), /disposed/],
    'executeOp without a count': [() => executeOp?.('Abs', [], []), /how many outputs/],
    'executeOp of no op': [() => executeOp?.('NoSuchOp', [], [], 1), /NoSuchOp/],
    'createTensor without a shape': [() => createTensor?.(undefined, 1, []), /shape must be a list/],
    'createTensor with a negative dimension': [() => createTensor?.([-1], 1, []), /shape must be a list/],
    'createTensor without a type': [() => createTensor?.([1], undefined, [1]), /type/],
    'createTensor without values': [() => createTensor?.([1], 1, undefined), /.+/],
    'tensorDataSync of no id': [() => tensorDataSync?.(), /disposed/],
    'loadSavedModel without a folder': [() => loadSavedModel?.(), /the folder must be a text/],
    'loadSavedModel without tags': [() => loadSavedModel?.('nowhere'), /the tags must be a text/],
    'runSavedModel of none': [() => runSavedModel?.(99, [], 'x', 'y'), /SavedModel 99 is not loaded/],
    'deleteSavedModel of none': [() => deleteSavedModel?.(), /is not loaded/],
  };
  for (const [name, [call, message]] of Object.entries(wrong))
    it(`throw for wrong arguments: ${name}`, () => {
      expect(call).to.throw(message);
    });
});
