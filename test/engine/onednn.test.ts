import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

/** Grey 6×6 pictures of four channels, filtered by depthwise filters with unequal strides and with dilations. */
const program = `
  import * as tf from '@tensorflow/tfjs';
  import '@codebook/engine';
  const x = tf.ones([2, 6, 6, 4]);
  const filter = tf.ones([2, 2, 4, 1]);
  const ways = [() => tf.depthwiseConv2d(x, filter, [2, 1], 'valid'), () => tf.depthwiseConv2d(x, filter, 1, 'valid', 'NHWC', 2)];
  const told = (way) => { try { return [...way().shape].join(' '); } catch { return 'refused'; } };
  process.stdout.write([process.env.TF_ENABLE_ONEDNN_OPTS, ...ways.map(told)].join(', '));`;

const runWith = (setting: string | undefined) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, TF_ENABLE_ONEDNN_OPTS: setting, NODE_OPTIONS: '' },
  });

describe('oneDNN, on x86', () => {
  before(function () {
    if (process.arch !== 'x64') this.skip();
  });

  it('is asked for, whatever the processor: depthwise convolutions of any strides and dilations', () => {
    const run = runWith(undefined);
    expect([run.stdout, run.stderr]).to.deep.equal(['1, 2 3 5 4, 2 4 4 4', '']);
  });

  it('is left off where the reader says so', () => {
    const run = runWith('0');
    expect(run.stdout).to.match(/^0, /);
    expect(run.stderr).to.equal('');
  });
});
