import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import { floatsOf } from '../data/kept-bytes.js';
import type { TensorValues } from '../data/value-tensors.js';
import { Snapshot } from '../files/snapshot.js';
import type { Trainable } from '../losses/trainable.js';
import { Batcher, disposeBatch, type Examples } from './batches.js';
import type { Fingerprint } from './checkpoint.js';
import type { Settings } from './fit-options.js';
import { stepKey } from './random-key.js';
import type { Schedule } from './schedules.js';

/**
 * Everything that decides what a run comes to: data, targets, settings, the weights that it starts from, and the loss
 * itself. A loss is code, with penalties and corruptions that may be a reader's own; it is known by what it gives for a
 * few examples, with weights that are the same for every model of that shape.
 */
export function fingerprintOf(
  settings: Settings,
  model: Trainable,
  examples: Examples,
  validation: Examples | undefined,
  start: string,
): Fingerprint {
  const { batchSize, optimizer, learningRate, seed, shuffle, jit, epochs, schedule, quick } = settings;
  return {
    version: 2,
    data: dataPrint(examples),
    ...(validation && { validation: dataPrint(validation) }),
    weights: model.variables.map(({ shape }) => shape),
    'starting weights': start,
    loss: lossPrint(model, examples),
    batchSize,
    optimizer,
    learningRate,
    ...schedulePrint(schedule, epochs),
    ...(settings.earlyStopping && { earlyStopping: settings.earlyStopping }),
    seed,
    shuffle,
    jit,
    ...(quick && { quick }),
  };
}

/** A short hash of all values that a model has, trained or not. */
export function weightsPrint({ variables, state = [] }: Trainable): string {
  return hashOf(...[...variables, ...state].map((variable) => variable.dataSync()));
}

function dataPrint({ count, values, target }: Examples): object {
  return { count, sha256: hashOf(values), ...(target && { targets: hashOf(target.values) }) };
}

/** Of bytes that stand for floats as of the floats: a run goes on however its examples are kept. */
function hashOf(...arrays: readonly TensorValues[]): string {
  const hash = createHash('sha256');
  for (const array of arrays)
    for (let start = 0; start < array.length; start += numbersAtATime) {
      const end = start + numbersAtATime;
      const part = array instanceof Int32Array ? array.subarray(start, end) : floatsOf(array, start, end);
      hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    }
  return hash.digest('hex').slice(0, 16);
}

const numbersAtATime = 2 ** 20;

/** The factors at four places; the number of epochs too, where the schedule depends on it. */
function schedulePrint(schedule: Schedule, epochs: number): object {
  const shares = [0, 0.1, 0.5, 0.9];
  const rates = (length: number) =>
    shares.map((share) =>
      schedule({ step: share * 1000, steps: length * 1000, epoch: share * epochs, epochs: length * epochs }),
    );
  const dependsOnEpochs = JSON.stringify(rates(1)) !== JSON.stringify(rates(2));
  return { rates: rates(1), ...(dependsOnEpochs && { epochs }) };
}

/** The parts of the loss of the first examples, as in training, with weights that are waves; the model's own come back. */
function lossPrint(model: Trainable, examples: Examples): Record<string, number> {
  const { variables, state = [] } = model;
  const before = new Snapshot([...variables, ...state]);
  const batch = new Batcher(examples).slice(0, Math.min(examples.count, 8));
  try {
    return tf.tidy(() => {
      for (const variable of variables) variable.assign(wave(variable, 0));
      // Moving variances and chains must not be negative.
      for (const variable of state) variable.assign(wave(variable, 0.5));
      const { x, target } = batch;
      const parts = model.loss(x, { training: true, key: stepKey(0, 0), ...(target && { target }) });
      return Object.fromEntries(
        Object.entries(parts).flatMap(([name, part]) => (part ? [[name, part.dataSync()[0] ?? 0]] : [])),
      );
    });
  } finally {
    disposeBatch(batch);
    before.restore();
    before.dispose();
  }
}

function wave({ size, shape, dtype }: tf.Variable, offset: number): tf.Tensor {
  const values = Float32Array.from({ length: size }, (_, i) => offset + 0.4 * Math.sin(1 + 0.7 * i));
  return tf.tensor(values, shape).cast(dtype);
}
