import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { bundleFile, bundleSuite } from '../../scripts/tfjs-suite/bundle.mjs';
import { ignored } from '../../scripts/tfjs-suite/ignored.mjs';

/** How many tests tfjs-node 4.22 leaves out of the same suite (its run_tests.js). */
const ignoredUpstream = 347;

describe("tfjs-core's own test suite on the engine", () => {
  it('fails nowhere, and leaves out few tests, each for a reason', async function () {
    this.timeout(300_000);
    await bundleSuite();
    const { stdout, stderr } = spawnSync(process.execPath, [bundleFile], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const counts = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(stdout)?.slice(1).map(Number);
    const failures = stdout.split('\n').filter((line) => line.startsWith('FAILED'));
    expect(failures, stderr).to.deep.equal([]);
    expect(counts?.[0]).to.be.at.least(4203);
    expect(ignored.length).to.be.below(ignoredUpstream);
    for (const { reason } of ignored) expect(reason).to.match(/\w+ \w+/);
  });
});
