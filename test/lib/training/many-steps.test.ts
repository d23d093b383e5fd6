import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLent, lentArray } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  classifier,
  cosine,
  DivergenceError,
  denseAutoencoder,
  type FitOptions,
  fit,
  masking,
  Optimizer,
} from 'codebook';
import { newValues } from '../../../lib/dist/data/new-values.js';
import { readArchive, writeArchive } from '../../../lib/dist/files/archive.js';
import { Batcher, epochOrder } from '../../../lib/dist/training/batches.js';
import { exampleSource } from '../../../lib/dist/training/example-source.js';
import { planOf } from '../../../lib/dist/training/jit-plan.js';
import { stepKey } from '../../../lib/dist/training/random-key.js';
import { curvedPatterns } from '../models/patterns.js';

const data = curvedPatterns(200, 8);
const folder = mkdtempSync(join(tmpdir(), 'many-steps-'));
const common = { progress: false, batchSize: 16, learningRate: 0.01, seed: 2 } as const;
const model = () =>
  denseAutoencoder({ inputSize: 8, hidden: [6], latentDim: 2, corruption: masking(0.2), seed: 1 });

async function trained(options: FitOptions): Promise<{ weights: Float32Array[]; jit: boolean }> {
  const made = model();
  try {
    const { jit } = await fit(made, data, { ...common, ...options });
    return { weights: made.variables.map((variable) => variable.dataSync<'float32'>().slice()), jit };
  } finally {
    made.dispose();
  }
}

describe('many steps a call', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('give the losses, step by step and in order, of steps by hand: schedule, keys, targets, the smaller last batch', async () => {
    const targets = { ...data, values: data.values.map((value) => 1 - value) };
    const steps = 2 * 13;
    const [fitted, manual] = [model(), model()];
    const losses: number[] = [];
    const onStep = (step: number, { total = Number.NaN }: Readonly<Record<string, number>>): void => {
      expect(losses.push(total)).equal(step);
    };
    await fit(fitted, data, { ...common, epochs: 2, schedule: cosine(), targets, onStep });
    const optimizer = new Optimizer('adam', manual.variables);
    const batcher = new Batcher({ ...data, target: targets });
    for (let step = 0; step < steps; step++) {
      const epoch = Math.floor(step / 13);
      const order = epochOrder(200, { seed: 2, epoch });
      const { x, target = x } = batcher.batch(order.subarray((step % 13) * 16, ((step % 13) + 1) * 16));
      optimizer.setRate(0.01 * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
      optimizer.minimize(() => {
        const { total } = manual.loss(x, { training: true, key: stepKey(2, step), target });
        expect(losses[step]).closeTo(total.dataSync()[0] ?? Number.NaN, 2e-5);
        return total;
      });
    }
    expect(losses).lengthOf(steps);
    optimizer.dispose();
  });

  it('give the same weights bit by bit as one step a call, and with labels too', async () => {
    for (const jit of [false, true]) {
      const many = await trained({ epochs: 8, jit });
      expect((await trained({ epochs: 8, jit, onStep: () => undefined })).weights).deep.equal(many.weights);
    }
    const labels = Int32Array.from({ length: 200 }, (_, i) => ((data.values[8 * i] ?? 0) > 0.5 ? 1 : 0));
    const weights = [];
    for (const onStep of [undefined, () => undefined]) {
      const probe = classifier({ inputSize: 8, classes: 2, seed: 1 });
      const labelled = { ...data, labels };
      await fit(probe, labelled, { ...common, epochs: 8, ...(onStep && { onStep }) });
      weights.push(probe.variables.map((variable) => Array.from(variable.dataSync())));
      probe.dispose();
    }
    expect(weights[0]).deep.equal(weights[1]);
  });

  for (const jit of [false, true])
    it(`find the step whose loss is no number, and its batch: ${jit ? 'XLA' : 'the executor'}`, async () => {
      const broken = { ...data, values: data.values.slice() };
      broken.values[8 * (16 * 9 + 3)] = Number.NaN;
      const made = model();
      const before = made.variables.map((variable) => Array.from(variable.dataSync()));
      const error: unknown = await fit(made, broken, { ...common, jit, shuffle: false }).catch(
        (reason: unknown) => reason,
      );
      expect(error).instanceOf(DivergenceError);
      expect(String(error)).match(/in epoch 1, step 10 \(rate 0\.01\); the step before it was \d/);
      expect(String(error)).contain("1 of the batch's input values are NaN or infinite");
      expect(made.variables.map((variable) => Array.from(variable.dataSync()))).deep.equal(before);
      made.dispose();
    });

  it('stop between two calls, and the checkpoint holds every step done', async () => {
    const name = Symbol.for('Jupyter.interrupt');
    const path = join(folder, 'stopped.ckpt');
    let checks = 0;
    const check = (): void => {
      if (++checks === 12) throw new Error('KeyboardInterrupt');
    };
    const options = { epochs: 30, jit: false, checkpoint: path } as const;
    Reflect.set(globalThis, name, { flag: new Int32Array(1), check });
    try {
      expect(String(await trained(options).catch((error: unknown) => error))).equal(
        'Error: KeyboardInterrupt',
      );
    } finally {
      Reflect.deleteProperty(globalThis, name);
    }
    const { checkpoint: _, ...whole } = options;
    expect((await trained(options)).weights).deep.equal((await trained(whole)).weights);
  });

  it('go over to XLA at a planned step, the same in every run and after every resume', async () => {
    const [start, path] = [join(folder, 'start.ckpt'), join(folder, 'switch.ckpt')];
    await stoppedAt(5, start);
    const { about, tensors } = readArchive(start);
    // As saveCheckpoint writes it.
    const position = about['position'] as object;
    writeArchive(start, { about: { ...about, position: { ...position, plan: { xlaFrom: 20 } } }, tensors });
    const finish = (from: string): ReturnType<typeof trained> => {
      if (from !== path) copyFileSync(from, path);
      return trained({ epochs: 3, checkpoint: path });
    };
    const whole = await finish(start);
    expect(whole.jit).equal(true);
    for (const step of [10, 30]) {
      copyFileSync(start, path);
      await stoppedAt(step, path);
      const resumed = await finish(path);
      expect(resumed.weights).deep.equal(whole.weights);
      expect(resumed.jit).equal(true);
    }
  }).timeout(240_000);

  it('are planned by graph and length alone: long runs of dense nets go over; short ones, wide nets and convolutions do not', () => {
    const dense = {
      opCounts: new Map([
        ['MatMul', 24],
        ['Mul', 176],
      ]),
      productFlops: 2e8,
    };
    expect(planOf('auto', dense, 500)).deep.equal({ xlaFrom: null });
    const { xlaFrom } = planOf('auto', dense, 20_000);
    expect(xlaFrom).above(0).and.below(5000);
    expect(planOf('auto', { ...dense, productFlops: 3e9 }, 20_000)).deep.equal({ xlaFrom: null });
    const convolution = { ...dense, opCounts: new Map([...dense.opCounts, ['Conv2D', 1]]) };
    expect(planOf('auto', convolution, 20_000)).deep.equal({ xlaFrom: null });
    expect([true, false].map((jit) => planOf(jit, dense, 500).xlaFrom)).deep.equal([0, null]);
  });
});

/** Trains up to a step, of a checkpoint where there is one, which then holds the run as far as that. */
async function stoppedAt(step: number, path: string): Promise<void> {
  const controller = new AbortController();
  const onStep = (at: number): void => void (at === step && controller.abort(new Error('enough')));
  const options = { epochs: 3, checkpoint: path, signal: controller.signal, onStep };
  expect(String(await trained(options).catch((error: unknown) => error))).equal('Error: enough');
}

describe('examples that do not fit into memory', () => {
  it('give the same batches, one piece after another', () => {
    const [count, size, batch] = [90, 12, 16];
    const values = Float32Array.from({ length: count * size }, (_, i) => i % 9973);
    const target = { shape: [], values: Int32Array.from({ length: count }, (_, i) => i) };
    const examples = { name: 'long ones', count, shape: [size], values, target };
    const before = tf.memory().numTensors;
    const piece = 2 * batch * 4 * (size + 1);
    const sources = [{}, { resident: 0, piece }].map((limits) => exampleSource(examples, batch, limits));
    expect(sources.map((source) => source.reach(50))).deep.equal([Number.POSITIVE_INFINITY, 64]);
    const order = epochOrder(count, { seed: 1, epoch: 0 });
    for (let start = 0; start < count; start += batch) {
      const [resident, streamed] = sources.map((source) =>
        tf.tidy(() => {
          const { data: tensors, rows } = source.take(order, start, Math.min(count, start + batch));
          const row = tf.tensor1d(rows, 'int32');
          return tensors.map((tensor) => tf.gather(tensor, row).dataSync());
        }),
      );
      expect(streamed).deep.equal(resident);
    }
    for (const source of sources) source.dispose();
    expect(tf.memory().numTensors).equal(before);
  });

  it('are read where they lie, if that is in TensorFlow’s memory: of large data sets', () => {
    expect([2 ** 22, 2 ** 22 - 1].map((length) => isLent(newValues(length)))).deep.equal([true, false]);
    const values = lentArray(96);
    for (let i = 0; i < 96; i++) values[i] = i;
    const examples = { name: 'lent ones', count: 4, shape: [4, 4], values: values.subarray(0, 64) };
    const source = exampleSource(examples, 2, { resident: 0 });
    const { data: tensors, rows } = source.take(Uint32Array.of(3, 1, 2, 0), 0, 4);
    expect(Array.from(rows)).deep.equal([3, 1, 2, 0]);
    expect(tensors.map(({ shape }) => shape)).deep.equal([[4, 4, 4]]);
    values[0] = -1;
    expect(tf.tidy(() => tensors[0]?.add(0).dataSync()[0])).equal(-1);
    source.dispose();
  });
});
