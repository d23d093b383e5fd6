import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';

const program = new URL('./fixtures/signals.mjs', import.meta.url).pathname;
const signals = 1000;

describe('signals while TensorFlow computes', () => {
  it('reach the event loop and leave memory whole', async function () {
    this.timeout(60_000);
    const child = spawn(process.execPath, [program], { stdio: 'pipe' });
    const ended = once(child, 'exit');
    let output = '';
    let errors = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (errors += data));
    await once(child.stdout, 'data');
    for (let i = 0; i < signals && child.exitCode === null; i++) {
      child.kill(i % 2 ? 'SIGWINCH' : 'SIGINT');
      await sleep(1);
    }
    child.stdin.end();
    expect([...(await ended), errors]).to.deep.equal([0, null, '']);
    const last = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    expect(last.entry).to.equal(256);
    // Signals that come between two looks of the event loop count as one.
    expect(last.heard).to.be.greaterThan(20);
  });
});
