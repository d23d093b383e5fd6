import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runPython } from './python.js';

describe('jupyter_kernel_test 0.7', () => {
  it('passes with every attribute set, nothing skipped', async () => {
    const script = fileURLToPath(new URL('conformance.py', import.meta.url));
    const { code, stderr } = await runPython('python', [script]);
    expect(code, stderr).to.equal(0);
    expect(stderr).to.include('ran 13, skipped 0');
  }).timeout(180_000);
});

describe('Jupyter’s kernel manager', () => {
  it('starts, interrupts, restarts and ends the kernel', async () => {
    const script = fileURLToPath(new URL('management.py', import.meta.url));
    const { code, stderr } = await runPython('python', [script]);
    expect(code, stderr).to.equal(0);
    expect(stderr).to.include('ran 5');
  }).timeout(180_000);
});
