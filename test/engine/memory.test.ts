import { spawnSync } from 'node:child_process';
import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import koffi from 'koffi';

interface Held {
  readonly numTensors: number;
  readonly numBytes: number;
  readonly numDataBuffers: number;
  readonly handles: number;
  readonly megabytes: number;
}

describe('memory', () => {
  it('is the same after 20,000 compiled and 2,000 eager steps, resident to 10 MB', function () {
    this.timeout(300_000);
    const flags = ['--expose-gc', '--max-semi-space-size=16'];
    const program = [...flags, 'test/engine/fixtures/memory.mjs', '20000', '2000'];
    const { stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
    expect(stderr).to.equal('');
    // The fixture prints these three.
    const { before, afterCompiled, afterEager } = JSON.parse(stdout) as Record<string, Held>;
    for (const after of [afterCompiled, afterEager]) {
      for (const count of ['numTensors', 'numBytes', 'numDataBuffers', 'handles'] as const) {
        expect(after?.[count], count).to.equal(before?.[count]);
      }
      expect(after?.megabytes).to.be.below((before?.megabytes ?? 0) + 10);
    }
  });

  it('does not keep the bytes of strings and of image files', function () {
    this.timeout(120_000);
    const program = ['--expose-gc', 'test/engine/fixtures/string-memory.mjs'];
    const { stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
    expect(stderr).to.equal('');
    // The fixture prints one number a kind; kept bytes would be 95 MB or more of each.
    const added = JSON.parse(stdout) as Record<string, number>;
    expect(added).to.have.keys('decodeJpeg', 'string', 'read');
    for (const [kind, megabytes] of Object.entries(added)) expect(megabytes, kind).to.be.below(40);
  });

  it("gives back the host's copy of a data set once compiled steps run on TensorFlow's", () => {
    const megabytes = () => process.memoryUsage().arrayBuffers / 2 ** 20;
    const before = megabytes();
    const data = tf.tensor2d(new Float32Array(40 * 2 ** 20), [40, 2 ** 20]); // 160 MB
    expect(megabytes()).to.be.above(before + 150);
    const step = compile((x: tf.Tensor) => tf.sum(tf.slice(x, [0, 0], [1, 4])), { jit: false });
    for (let i = 0; i < 3; i++) step(data).dispose();
    expect(megabytes()).to.be.below(before + 10);
    tf.dispose(data);
    step.dispose();
  });

  it('gives the pages of freed memory back when a compiled step is disposed', () => {
    if (process.platform !== 'linux') return; // other systems' malloc does so by itself
    const libc = koffi.load(null);
    const malloc = libc.func('void *malloc(size_t bytes)');
    const fill = libc.func('void *memset(void *at, int byte, size_t bytes)');
    const free = libc.func('void free(void *at)');
    const resident = () => process.memoryUsage.rss() / 2 ** 20;
    const step = compile((x: tf.Tensor) => tf.add(x, 1), { jit: false });
    for (let i = 0; i < 3; i++) step(tf.ones([4])).dispose();
    const bytes = 100_000; // too few for a mapping of their own
    const pieces = Array.from({ length: 2000 }, (): unknown => fill(malloc(bytes), 1, bytes));
    const last = pieces.pop(); // while it lives, glibc cannot shorten its heap
    for (const piece of pieces) free(piece);
    const before = resident();
    step.dispose();
    expect(resident()).to.be.below(before - 100);
    free(last);
  });
});
