import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kernelProgram } from '@codebook/kernel';
import { expect } from 'chai';
import { TestKernel } from './client.js';

/** A copy of the kernel with ZeroMQ beside it, and no TypeScript. */
function copyOfKernel(): string {
  const folder = mkdtempSync(join(tmpdir(), 'codebook-bare-'));
  const kernel = dirname(dirname(kernelProgram));
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(kernel, part), join(folder, part), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  const zeromq = createRequire(kernelProgram).resolve('zeromq/package.json');
  symlinkSync(dirname(zeromq), join(folder, 'node_modules', 'zeromq'));
  return folder;
}

describe('a kernel without TypeScript', () => {
  let folder: string;
  before(() => {
    folder = copyOfKernel();
  });
  after(() => rmSync(folder, { recursive: true }));

  it('does not start, and says what is missing', () => {
    const file = join(folder, 'connection.json');
    const ports = { shell_port: 0, iopub_port: 0, stdin_port: 0, control_port: 0, hb_port: 0 };
    writeFileSync(file, JSON.stringify({ ip: '127.0.0.1', key: 'k', ...ports }));
    const program = join(folder, 'bin', 'codebook-kernel.js');
    const { status, stderr } = spawnSync(process.execPath, [program, 'start', file], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect([status, stderr]).to.deep.equal([
      1,
      "The kernel's package 'typescript' is missing. Run npm install where it is installed.\n",
    ]);
  });

  it('answers every cell with the reason where its files are gone, and logs it', async () => {
    const typescript = join(folder, 'node_modules', 'typescript');
    mkdirSync(typescript);
    writeFileSync(join(typescript, 'package.json'), '{ "version": "6.0.0", "main": "gone.js" }');
    const argv = [process.execPath, join(folder, 'bin', 'codebook-kernel.js'), 'start', '{connection_file}'];
    const kernel = await TestKernel.start({ argv });
    const reason = /^No cell can be compiled: Cannot find module .* Run codebook-kernel doctor/s;
    let evalue: unknown;
    for (let i = 0; i < 3; i++) evalue = (await kernel.execute('1 + 1')).reply.content['evalue'];
    expect(evalue).to.match(reason);
    const { reply } = await kernel.request('shell', 'is_complete_request', { code: '1' });
    expect(reply.content).to.deep.equal({ status: 'unknown' });
    expect(kernel.log).to.include('No cell can be compiled');
    await kernel.stop();
  });
});
