import { expect } from 'chai';
import { processesOf } from '../../kernel/dist/processes/kernel-processes.js';
import { parsePs, readProcessTable } from '../../kernel/dist/processes/process-table.js';
import { TestKernel } from './client.js';

/** Starts processes in every manner; its value is the list of their ids. */
const start = `import { spawn, exec, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const orphans = spawn('sh', ['-c', 'sleep 300 & echo $!']);
const orphan = await new Promise<number>((resolve) => orphans.stdout.once('data', (text) => resolve(Number(text))));
writeFileSync('forked.cjs', 'setInterval(() => {}, 1000)');
const started = [spawn('sleep', ['300']), exec('sleep 300; true'), fork('forked.cjs'), spawn('sh', ['-c', 'trap "" TERM INT; sleep 300; true'])];
const apart = spawn('sleep', ['300'], { detached: true });
console.log(JSON.stringify({ apart: apart.pid, own: [orphan, ...started.map(({ pid }) => pid)] }))`;

const running = (pids: number[]) => {
  const all = new Set(readProcessTable().entries.map(({ pid }) => pid));
  return pids.filter((pid) => all.has(pid));
};

/** Waits until none of them runs. */
async function gone(pids: number[]): Promise<void> {
  for (let i = 0; i < 100 && running(pids).length > 0; i++) await new Promise((r) => setTimeout(r, 100));
  expect(running(pids)).to.deep.equal([]);
}

describe('processes that cells start', () => {
  let kernel: TestKernel;
  let apart: number | undefined;
  afterEach(async () => {
    await kernel.stop();
    if (apart !== undefined) process.kill(apart, 'SIGKILL');
    apart = undefined;
  });

  /** A kernel in a session of its own or in this one's, and the processes that its cell has started. */
  const startAll = async (session: boolean): Promise<number[]> => {
    kernel = await TestKernel.start({ session });
    const { text } = await kernel.execute(start);
    const printed = JSON.parse(text('stdout')) as { apart: number; own: number[] }; // printed by the cell
    apart = printed.apart;
    expect(running(printed.own)).to.have.length(5);
    return printed.own;
  };

  for (const restart of [false, true]) {
    it(`end with the kernel when it is ${restart ? 'restarted' : 'shut down'}; what has its own session lives on`, async () => {
      const own = await startAll(true);
      await kernel.send('control', 'shutdown_request', { restart });
      expect(await kernel.ended()).to.equal(0);
      expect(running([...own, apart ?? 0])).to.deep.equal([apart]);
    });
  }

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`end with the kernel when it gets ${signal}`, async () => {
      const own = await startAll(true);
      kernel.process.kill(signal);
      expect(await kernel.ended()).to.equal(signal);
      await gone(own);
      expect(running([apart ?? 0])).to.have.length(1);
    });
  }

  it('end when a cell ends the kernel', async () => {
    const own = await startAll(true);
    await kernel.execute('process.exit(3)');
    expect(await kernel.ended()).to.equal(3);
    expect(running(own)).to.deep.equal([]);
  });

  it('end with a kernel that shares its session, if they descend from it', async () => {
    const [orphan = 0, ...own] = await startAll(false);
    await kernel.send('control', 'shutdown_request', { restart: false });
    expect(await kernel.ended()).to.equal(0);
    expect(running(own)).to.deep.equal([]);
    process.kill(orphan, 'SIGKILL');
  });

  it('do not keep a kernel from being shut down while a cell waits for one', async () => {
    kernel = await TestKernel.start({ session: true });
    await kernel.begin(
      `import { execSync } from 'node:child_process'; execSync('trap "" TERM; sleep 300; true')`,
    );
    await child(kernel, 'sleep');
    await kernel.send('control', 'shutdown_request', { restart: false });
    expect(await kernel.ended()).to.equal(0);
  });
});

describe('Stop and processes', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start({ session: true });
    await kernel.execute(
      `import { execFileSync, execSync, spawn, spawnSync } from 'node:child_process'; let count = 0; let finals = 0;`,
    );
  });
  after(() => kernel.stop());

  const waits: Record<string, string> = {
    execSync: `execSync('sleep 300')`,
    'execSync of several commands': `execSync('sleep 300; sleep 300')`,
    execFileSync: `execFileSync('sleep', ['300'])`,
    spawnSync: `spawnSync('sleep', ['300'])`,
    'spawnSync of one that leaves SIGINT aside': `spawnSync('sh', ['-c', 'trap "" INT; sleep 300; true'])`,
    'spawnSync of one that leaves SIGINT and SIGTERM aside': `spawnSync('sh', ['-c', 'trap "" INT TERM; sleep 300; true'])`,
  };
  for (const [wait, code] of Object.entries(waits)) {
    it(`ends ${wait}, and the cell there`, async () => {
      const id = await kernel.begin(`try { ${code}; } finally { finals++; }\ncount++;`);
      await child(kernel, 'sleep');
      const pressed = Date.now();
      await kernel.request('control', 'interrupt_request');
      const { reply } = await kernel.exchange(id);
      expect(Date.now() - pressed, 'ms until idle, on a busy machine').to.be.lessThan(3_000);
      expect(reply.content['ename']).to.equal('KeyboardInterrupt');
      const { of } = await kernel.execute('count');
      expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '0' });
    });
  }

  it('shows the line that waited, and runs finally', async () => {
    await kernel.execute('finals = 0');
    const id = await kernel.begin(`try {\n  execSync('sleep 300');\n} finally { finals++; }`);
    await child(kernel, 'sleep');
    await kernel.request('control', 'interrupt_request');
    const { reply } = await kernel.exchange(id);
    expect(reply.content['traceback']).to.deep.equal([
      'KeyboardInterrupt: The cell was stopped.',
      `    at cell ${reply.content['execution_count']}, line 2`,
    ]);
    const { of } = await kernel.execute('finals');
    expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '1' });
  });

  it('leaves processes of earlier cells alone', async () => {
    const { text } = await kernel.execute("console.log(spawn('sleep', ['200']).pid)");
    const server = Number(text('stdout'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const id = await kernel.begin("execSync('sleep 300')");
    await child(kernel, 'sleep 300');
    await kernel.request('control', 'interrupt_request');
    await kernel.exchange(id);
    expect(running([server])).to.deep.equal([server]);
  });

  it('leaves what such calls return and throw as it is', async () => {
    const code = `const failed = (() => { try { execSync('exit 7', { stdio: 'ignore' }); } catch (error) { return error; } })() as { status: number };
[execSync('echo a', { encoding: 'utf8' }), spawnSync('false').status, failed.status, execSync.name]`;
    const { of } = await kernel.execute(code);
    expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': "[ 'a\\n', 1, 7, 'execSync' ]" });
  });
});

describe('the table of processes', () => {
  it('is read from ps where there is no /proc', () => {
    const { entries } = parsePs(
      [
        '    1     0     1 Ss   1-01:00:01',
        '   20     1    20 S+      02:03',
        '   21    20    20 Z+      00:01',
        '',
      ].join('\n'),
    );
    expect(entries).to.deep.equal([
      { pid: 1, parent: 0, session: 1, leadsSession: true, started: -90_001_000 },
      { pid: 20, parent: 1, session: 20, leadsSession: false, started: -123_000 },
    ]);
  });

  it('knows when this process was started', () => {
    const { entries, now, resolution } = readProcessTable();
    const own = entries.find(({ pid }) => pid === process.pid);
    const age = now - (own?.started ?? 0);
    expect(age).to.be.closeTo(process.uptime() * 1000, 2 * resolution);
  });

  it('tells descendants from others in a shared session, and takes all of an own one', () => {
    const entry = (pid: number, parent: number, session: number) => {
      return { pid, parent, session, leadsSession: pid === session, started: 0 };
    };
    const entries = [entry(5, 1, 5), entry(7, 5, 5), entry(8, 7, 5), entry(9, 8, 9), entry(6, 1, 5)];
    const table = { entries, now: 0, resolution: 0 };
    expect(processesOf(7, table).map(({ pid }) => pid)).to.deep.equal([8]);
    expect(processesOf(5, table).map(({ pid }) => pid)).to.deep.equal([7, 8, 6]);
    expect(processesOf(4, table)).to.deep.equal([]);
  });
});

/** Waits until the kernel has such a process below it, but for its reaper. */
async function child(kernel: TestKernel, command: string): Promise<void> {
  const { readFileSync } = await import('node:fs');
  const commandOf = ({ pid }: { pid: number }) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  const found = () => processesOf(kernel.process.pid ?? 0, readProcessTable()).map(commandOf);
  await kernel.until(() => found().some((line) => line.startsWith(command)), `process ${command}`);
}
