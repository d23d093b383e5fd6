import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deviceOf, devices, whyNoGpu } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

const fixture = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixtures', 'two-devices.mjs');

function withCpus(count: string) {
  const env = { ...process.env, CODEBOOK_LOGICAL_CPUS: count };
  return spawnSync(process.execPath, [fixture], { encoding: 'utf8', env });
}

describe('devices', () => {
  it('hold what was computed on them, eagerly, compiled and under XLA', () => {
    const { stdout, stderr } = withCpus('2');
    expect(stderr).to.equal('');
    const { unknown, ...facts } = JSON.parse(stdout);
    const [cpu0, cpu1] = ['/device:CPU:0', '/device:CPU:1'];
    const trained = { weight: '3.00', lossOn: cpu1, weightOn: cpu1 };
    expect(facts).to.deep.equal({
      devices: [cpu0, cpu1],
      usual: true,
      second: cpu1,
      sameValues: true,
      mixed: cpu1,
      back: cpu0,
      function: trained,
      xla: trained,
    });
    expect(unknown).to.match(/there is no device \/device:GPU:7\. There are \/device:CPU:0, \/device:CPU:1/);
  });

  it('refuses a number of logical CPUs that cannot be', () => {
    expect(withCpus('many').stderr).to.match(
      /CODEBOOK_LOGICAL_CPUS is "many", expected a whole number from 1 to 8/,
    );
  });
});

const gpu = devices().find((name) => name.includes('GPU'));
if (gpu === undefined) console.warn(`\nSKIPPED: the GPU's test. ${whyNoGpu()}\n`);
(gpu === undefined ? describe.skip : describe)('the GPU', () => {
  it('computes, and holds the result', () => {
    const a = tf.randomUniform([256, 256], 0, 1, 'float32', 1);
    const product = tf.matMul(a, a);
    expect(deviceOf(product)).to.equal(gpu);
    const first = tf
      .sum(tf.mul(a.slice([0, 0], [1, 256]), a.slice([0, 0], [256, 1]).transpose()))
      .dataSync()[0];
    expect(product.dataSync()[0]).to.be.closeTo(first ?? Number.NaN, 1e-2);
  });
});
