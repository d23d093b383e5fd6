import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { TestKernel } from './client.js';

const notebooks = fileURLToPath(new URL('../../notebooks/', import.meta.url));

const setup = `import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
const optimizer = tf.train.adam(1e-3);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 64, activation: 'relu', inputShape: [32] }), tf.layers.dense({ units: 32 })] });
const x = tf.ones([64, 32]);
const loss = () => tf.losses.meanSquaredError(x, model.apply(x) as tf.Tensor) as tf.Scalar;
const eager = () => tf.tidy(() => optimizer.minimize(loss, true)!.dataSync()[0]);
const compiled = compile((batch: tf.Tensor) =>
  optimizer.minimize(() => tf.losses.meanSquaredError(batch, model.apply(batch) as tf.Tensor) as tf.Scalar, true) as tf.Scalar);
const step = () => tf.tidy(() => compiled(x).dataSync()[0]);
const w = tf.variable(tf.tensor1d([1, 2, 3]));
const initial = model.getWeights().map((weights) => weights.clone());
eager(); step(); 0`;

/** The gradient of Σw² is 2w; and training from the initial weights must lower the loss. */
const probe = `const { value, grads } = tf.variableGrads(() => tf.sum(tf.square(w)) as tf.Scalar, [w]);
const gradient = [...grads[w.name]!.dataSync()]; value.dispose(); tf.dispose(grads);
model.setWeights(initial); const before = step()!; for (let i = 0; i < 20; i++) { step(); eager(); }
[gradient.join(), step()! < before, tf.engine().state.scopeStack.length, tf.engine().state.gradientDepth, tf.engine().state.kernelDepth].join(' ')`;

/** Stops by force between two ops see no flag: the cell catches the polite stop and goes on. */
const loops: Record<string, string> = {
  'eager, politely': 'while (true) eager();',
  'compiled, politely': 'while (true) step();',
  'eager, by force': 'while (true) { try { while (true) eager(); } catch {} }',
  'compiled, by force': 'while (true) { try { while (true) step(); } catch {} }',
};

describe('Stop inside training', () => {
  let kernel: TestKernel;
  before(async function () {
    this.timeout(120_000);
    kernel = await TestKernel.start({ cwd: notebooks });
    expect((await kernel.execute(setup)).reply.content['evalue']).to.equal(undefined);
  });
  after(() => kernel.stop());

  for (const [way, code] of Object.entries(loops)) {
    it(`leaves gradients right and training able after 25 stops of training, ${way}`, async () => {
      for (let i = 0; i < 25; i++) {
        const id = await kernel.begin(code);
        await kernel.until(() => kernel.childrenOf(id).length === 2, 'start');
        await new Promise((resolve) => setTimeout(resolve, 10 + (i % 13)));
        await kernel.request('control', 'interrupt_request');
        if (way.endsWith('force')) await kernel.request('control', 'interrupt_request'); // a second Stop does not wait for finally
        expect((await kernel.exchange(id)).reply.content['ename']).to.equal('KeyboardInterrupt');
        const { of, reply } = await kernel.execute(probe);
        expect(reply.content['evalue'], `after stop ${i}`).to.equal(undefined);
        expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': "'2,4,6 true 0 0 0'" });
      }
    }).timeout(180_000);
  }
});
