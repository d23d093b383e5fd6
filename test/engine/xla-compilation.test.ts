import { spawnSync } from 'node:child_process';
import { compile, compileLoop } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { Choice } from '../../engine/dist/compile/choice.js';

/** Adds one to a counter at each step: a run too many shows. */
function countingStep(): { counter: tf.Variable; step: (x: tf.Tensor) => tf.Scalar } {
  const counter = tf.variable(tf.scalar(0));
  const weights = tf.variable(tf.eye(64));
  const step = (x: tf.Tensor): tf.Scalar => {
    counter.assign(counter.add(1));
    weights.assign(weights.mul(0.9).add(tf.matMul(x, x, true).div(64)));
    return tf.sum(tf.tanh(weights));
  };
  return { counter, step };
}

/** Calls until it is decided how the step is run; how often. */
function callsUntilChosen(compiled: { readonly chosen: unknown }, call: () => void): number {
  let calls = 0;
  for (const start = performance.now(); compiled.chosen === undefined; calls++) {
    if (performance.now() - start > 60_000) throw new Error('after 60 s nothing is chosen');
    call();
  }
  return calls;
}

/** Calls until XLA has begun to compile. */
function callUntilCompiling(call: () => void): void {
  const { compiling } = Choice.prototype;
  let begun = false;
  Choice.prototype.compiling = function (compilation) {
    begun = true;
    compiling.call(this, compilation);
  };
  try {
    for (const start = performance.now(); !begun; call())
      if (performance.now() - start > 60_000) throw new Error('after 60 s XLA does not compile');
  } finally {
    Choice.prototype.compiling = compiling;
  }
}

/** A program that trains until XLA has begun to compile. */
const trains = `
  const { compile } = await import('@codebook/engine');
  const tf = await import('@tensorflow/tfjs');
  const { Choice } = await import('${new URL('../../engine/dist/compile/choice.js', import.meta.url)}');
  const { compiling } = Choice.prototype;
  let begun = false;
  Choice.prototype.compiling = function (compilation) { begun = true; compiling.call(this, compilation); };
  const w = tf.variable(tf.eye(64));
  const step = compile((x) => { w.assign(w.mul(0.9).add(x)); return tf.sum(tf.tanh(w)); });
  while (!begun) step(tf.eye(64)).dispose()`;

/** The same in a worker thread, which says so; `more` is done with the worker. */
function inWorker(more: string): string {
  const code = `(async () => { ${trains}; (await import('node:worker_threads')).parentPort.postMessage('compiling'); })()`;
  return `import { Worker } from 'node:worker_threads';
    const worker = new Worker(${JSON.stringify(code)}, { eval: true });
    worker${more}`;
}

describe('XLA compiling beside the training', () => {
  const x = tf.randomUniform<tf.Rank.R2>([32, 64], 0, 1, 'float32', 1);

  it('changes no variable, and is seen by training that leaves the event loop no turn', () => {
    const { counter, step } = countingStep();
    const compiled = compile(step);
    const calls = callsUntilChosen(compiled, () => compiled(x).dispose());
    expect(compiled.timings).to.have.keys('function', 'xla');
    expect(counter.dataSync()[0]).to.equal(calls);
  });

  it('leaves no tensors and runs no step of a loop', () => {
    const { counter, step } = countingStep();
    const loop = compileLoop(step, { capacity: 4 });
    const rows = tf.tensor2d(
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
      [2, 3],
      'int32',
    );
    loop(x, rows).dispose();
    const { numTensors } = tf.memory();
    const calls = callsUntilChosen(loop, () => loop(x, rows).dispose());
    expect(counter.dataSync()[0]).to.equal(2 * (calls + 1));
    expect(tf.memory().numTensors).to.equal(numTensors);
  });

  it('may go on when the step is disposed of', async () => {
    for (let i = 0; i < 2; i++) {
      const compiled = compile(countingStep().step);
      callUntilCompiling(() => compiled(x).dispose());
      compiled.dispose();
      expect(() => compiled(x)).to.throw('it is disposed');
    }
    // The compiler of the second goes on: a step made meanwhile counts its own steps, and no other's.
    const { counter, step } = countingStep();
    const compiled = compile(step, { jit: true });
    for (let i = 0; i < 3; i++) compiled(x).dispose();
    expect(counter.dataSync()[0]).to.equal(3);
    await new Promise((resolve) => setImmediate(resolve));
    expect(counter.dataSync()[0]).to.equal(3);
  });

  for (const { how, status, body } of [
    { how: 'ends', status: 0, body: trains },
    { how: 'exits', status: 3, body: `${trains}; process.exit(3)` },
    { how: 'ends a worker thread', status: 0, body: inWorker('') },
    {
      how: 'terminates a worker thread',
      status: 0,
      body: inWorker('.on("message", () => worker.terminate())'),
    },
  ]) {
    it(`prints nothing and changes no exit code of a program that ${how} meanwhile`, () => {
      const run = spawnSync(process.execPath, ['--input-type=module', '-e', body], {
        encoding: 'utf8',
        env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: undefined, NODE_OPTIONS: '' },
      });
      expect([run.status, run.stdout, run.stderr]).to.deep.equal([status, '', '']);
    });
  }
});
