import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

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
    const program = ['--expose-gc', 'test/engine/fixtures/memory.mjs', '20000', '2000'];
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
});
