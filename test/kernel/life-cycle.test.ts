import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installKernel, kernelProgram, kernelspec, uninstallKernel } from '@codebook/kernel';
import { expect } from 'chai';
import { TestKernel } from './client.js';

const kernels: TestKernel[] = [];
const start = async (options = {}) => {
  const kernel = await TestKernel.start(options);
  kernels.push(kernel);
  return kernel;
};

describe('life cycle', () => {
  afterEach(async () => {
    await Promise.all(kernels.splice(0).map((kernel) => kernel.stop()));
  });

  it('keeps the exit code of process.exit, says so on the cell, and closes its ports', async () => {
    const kernel = await start();
    const { reply, of } = await kernel.execute('process.exit(3)');
    expect(reply.content).to.include({ status: 'error', ename: 'KernelExit' });
    expect(of('error')[0]?.['evalue']).to.match(/^The cell ended the kernel's process with exit code 3\./);
    expect(await kernel.ended()).to.equal(3);
    expect(kernel.log).to.equal('');
    for (const port of Object.values(kernel.connection.ports))
      expect(await isOpen(port), `port ${port}`).to.equal(false);
  });

  it('shuts down while a cell spins, without being killed', async () => {
    const kernel = await start();
    await kernel.begin('while (true) {}');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await kernel.send('control', 'shutdown_request', { restart: false });
    expect(await kernel.ended()).to.equal(0);
  });

  it('stops a cell that fills the memory, and keeps the kernel', async () => {
    const kernel = await start({ env: { NODE_OPTIONS: '--max-old-space-size=300' } });
    await kernel.execute('let kept = 7; const all: unknown[] = [];');
    const { reply } = await kernel.execute(
      'while (true) all.push({ a: all.length, b: String(all.length) });',
    );
    expect(reply.content['ename']).to.equal('OutOfMemory');
    expect(reply.content['evalue']).to.match(/^The cell filled \d+ of the 300 MB/);
    const { of, reply: next } = await kernel.execute('all.length = 0; kept');
    expect(next.content['evalue']).to.equal(undefined);
    expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '7' });
  }).timeout(60_000);

  it('ends when the process that started it is gone', async () => {
    const kernel = await start();
    const folder = mkdtempSync(join(tmpdir(), 'codebook-orphan-'));
    const ports = { shell_port: 0, iopub_port: 0, stdin_port: 0, control_port: 0, hb_port: 0 };
    writeFileSync(join(folder, 'c.json'), JSON.stringify({ ip: '127.0.0.1', key: 'k', ...ports }));
    const parameters = JSON.stringify([kernelProgram, 'start', 'c.json']);
    const options = "{ stdio: 'ignore', env: { ...process.env, JPY_PARENT_PID: String(process.pid) } }";
    const script = `const child = require('child_process').spawn(process.execPath, ${parameters}, ${options});
console.log(child.pid); setTimeout(() => process.exit(), 1500)`;
    const pid = Number(execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' }));
    await kernel.until(() => !existsSync(`/proc/${pid}`), `end of ${pid}`, 10_000);
    rmSync(folder, { recursive: true });
  });

  it('remembers cells between runs in the history file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'codebook-history-'));
    const env = { CODEBOOK_HISTORY: join(folder, 'deep', 'history.jsonl') };
    await (await start({ env })).execute("'of the first run'");
    const second = await start({ env });
    const request = { hist_access_type: 'range', session: -1, start: 1, stop: 2, output: true, raw: true };
    const { reply } = await second.request('shell', 'history_request', request);
    expect(reply.content['history']).to.deep.equal([[1, 1, ["'of the first run'", "'of the first run'"]]]);
    rmSync(folder, { recursive: true });
  });

  it('installs a kernelspec with logos under a prefix, and removes it', () => {
    const prefix = mkdtempSync(join(tmpdir(), 'codebook-prefix-'));
    const folder = installKernel({ kind: 'prefix', prefix });
    expect(folder).to.equal(join(prefix, 'share', 'jupyter', 'kernels', 'codebook'));
    const spec: unknown = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'));
    expect(spec).to.deep.equal(kernelspec());
    expect(spec).to.deep.include({ language: 'typescript', interrupt_mode: 'message' });
    expect(spec).to.have.nested.property('argv[0]', process.execPath);
    for (const logo of ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'])
      expect(existsSync(join(folder, logo)), logo).to.equal(true);
    expect(uninstallKernel({ kind: 'prefix', prefix })).to.equal(folder);
    expect(uninstallKernel({ kind: 'prefix', prefix })).to.equal(undefined);
    rmSync(prefix, { recursive: true });
  });

  it('explains wrong commands and connection files, with exit code 1', async () => {
    const run = promisify(execFile);
    const failing = (...parameters: string[]) =>
      run(process.execPath, [kernelProgram, ...parameters]).then(
        () => ({ code: 0, stderr: '' }),
        ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr: stderr.split('\n')[0] }),
      );
    expect(await failing('instal')).to.deep.equal({ code: 1, stderr: 'unknown command: instal' });
    expect(await failing('install', '--usr')).to.deep.equal({
      code: 1,
      stderr: 'install: got --usr; expected one of --user, --system, --sys-prefix, --prefix <folder>',
    });
    const file = join(mkdtempSync(join(tmpdir(), 'codebook-file-')), 'c.json');
    writeFileSync(file, '{"shell_port": 1.5}');
    expect(await failing('start', file)).to.deep.equal({
      code: 1,
      stderr: `${file}: shell_port is 1.5, expected a port number`,
    });
  });

  it('says which port is taken, with exit code 1', async () => {
    const { connection } = await start();
    const file = join(mkdtempSync(join(tmpdir(), 'codebook-taken-')), 'c.json');
    const ports = Object.entries(connection.ports).map(([channel, port]) => [`${channel}_port`, port]);
    writeFileSync(file, JSON.stringify({ ip: '127.0.0.1', ...Object.fromEntries(ports) }));
    const failed = await promisify(execFile)(process.execPath, [kernelProgram, 'start', file]).catch(
      (error) => error,
    );
    expect(failed).to.deep.include({ code: 1 });
    expect(failed.stderr).to.match(
      /cannot listen on tcp:..127\.0\.0\.1:\d+ for \w+: Error: Address already in use\n$/,
    );
  });

  it('says its version', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [kernelProgram, '--version']);
    expect(stdout).to.match(/^\d+\.\d+\.\d+\n$/);
  });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
