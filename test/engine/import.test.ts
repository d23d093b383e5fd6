import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineInfo } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, environment: NodeJS.ProcessEnv = {}, flags: string[] = []): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--input-type=module', '--eval', program],
    {
      encoding: 'utf8',
      env: { ...process.env, ...environment, NODE_OPTIONS: '' },
    },
  );
  return { status, stdout, stderr };
}

const silent = { status: 0, stdout: '', stderr: '' };

describe('importing the engine', () => {
  it('makes tensorflow the backend of the tfjs that programs import', () => {
    expect(tf.getBackend()).to.equal('tensorflow');
    expect(engineInfo().tensorflow).to.match(/^2\.\d+\.\d+/);
  });

  it('ends with 0 and prints nothing', () => {
    expect(run("await import('@codebook/engine')")).to.deep.equal(silent);
  });

  it('ends with 0 and prints nothing in a worker thread', () => {
    const worker = `new Worker("import('@codebook/engine')", { eval: true })`;
    expect(run(`import { Worker } from 'node:worker_threads'; ${worker}`)).to.deep.equal(silent);
  });

  it('prints nothing on stderr while it trains, as a function and under XLA', () => {
    const program = `
      import { compile } from '@codebook/engine';
      import * as tf from '@tensorflow/tfjs';
      const w = tf.variable(tf.ones([3, 3]));
      for (const jit of [false, true]) {
        const step = compile((x) => { w.assign(tf.matMul(w, x)); return tf.topk(w.sum(0)).indices; }, { jit });
        for (let i = 0; i < 3; i++) step(tf.eye(3));
      }
      console.log(w.sum().dataSync()[0]);`;
    expect(run(program)).to.deep.equal({ status: 0, stdout: '9\n', stderr: '' });
  });

  it("prints no advice where a kernel runs on the host, in tfjs's JavaScript", () => {
    const program = `
      import '@codebook/engine';
      import * as tf from '@tensorflow/tfjs';
      const pooled = tf.maxPool(tf.ones([4, 4, 1]), 2, 2, 1);
      console.log(pooled.shape.join());`;
    expect(run(program)).to.deep.equal({ status: 0, stdout: '3,3,1\n', stderr: '' });
  });

  it('keeps the exit code of a program', () => {
    expect(run("await import('@codebook/engine'); process.exit(3)").status).to.equal(3);
  });

  it('names where it looked and what to run when TFLIB is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-tensorflow-'));
    const { status, stderr } = run("await import('@codebook/engine')", { TFLIB: folder });
    expect(status).to.equal(1);
    for (const part of [folder, 'TFLIB names a folder without it', 'npm run setup', 'libtensorflow_cc']) {
      expect(stderr).to.contain(part);
    }
  });
});

describe('resident memory', () => {
  it('stays within 10 MB over 200 eager predictions, after the first 400', function () {
    this.timeout(300_000);
    const program = `
      await import('@codebook/engine');
      const tf = await import('@tensorflow/tfjs');
      const dense = (units, inputShape) => tf.layers.dense({ units, ...(inputShape ? { inputShape } : {}) });
      const model = tf.sequential({ layers: [dense(64, [784]), dense(784)] });
      const settle = async () => {
        for (let i = 0; i < 200; i++) tf.tidy(() => model.predict(tf.ones([64, 784])).dataSync());
        for (let i = 0; i < 2; i++) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          gc();
        }
        return process.memoryUsage().rss / 2 ** 20;
      };
      await settle();
      const before = await settle();
      console.log(Math.max(0, await settle() - before));`;
    const { status, stdout } = run(program, {}, ['--expose-gc', '--max-semi-space-size=16']);
    expect(status).to.equal(0);
    expect(Number(stdout)).to.be.below(10);
  });
});
