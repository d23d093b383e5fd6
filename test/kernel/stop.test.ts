import { expect } from 'chai';
import { TestKernel } from './client.js';

/** What a cell does when Stop is pressed. `count` is a variable of the notebook that it keeps raising. */
const situations: Record<string, string> = {
  'spins before an await': 'while (true) count++;',
  'spins after an await': 'await 1; while (true) count++;',
  'awaits for ever': 'await new Promise(() => {});',
  'waits for timers in a loop': 'while (true) { await new Promise((r) => setTimeout(r, 5)); count++; }',
  'waits for promised timers': `import { setTimeout as sleep } from 'node:timers/promises';
while (true) { await sleep(5); count++; }`,
  'runs an interval and awaits': 'setInterval(() => count++, 5); await new Promise(() => {});',
  'runs a chain of promises':
    'const again = (): Promise<void> => Promise.resolve().then(() => { count++; return again(); }); await again();',
  'runs a chain of immediates':
    'const next = () => { count++; setImmediate(next); }; next(); await new Promise(() => {});',
  'waits for files in a loop': `import { stat } from 'node:fs/promises'; while (true) { await stat('.'); count++; }`,
  'asks for input': `await input('?');`,
  'prints in a loop': 'while (true) { console.log(count++); }',
  'swallows errors in a loop': 'while (true) { try { while (true) count++; } catch {} }',
  'trains with a library that looks at the flag': `const interrupt = Reflect.get(globalThis, Symbol.for('Jupyter.interrupt'));
try { while (true) { await new Promise((r) => setImmediate(r)); count++; interrupt.check(); } } finally { finals++; }`,
};

for (const way of ['message', 'SIGINT'] as const) {
  describe(`Stop by ${way}`, () => {
    let kernel: TestKernel;
    before(async () => {
      kernel = await TestKernel.start();
      await kernel.execute('let count = 0; let finals = 0; let kept = 7;');
      kernel.onInput = () => new Promise<string>(() => undefined);
    });
    after(() => kernel.stop());

    for (const [situation, code] of Object.entries(situations)) {
      it(`stops a cell that ${situation}, keeps variables, and lets nothing go on`, async () => {
        const id = await begin(kernel, code);
        await new Promise((resolve) => setTimeout(resolve, 50));
        const pressed = Date.now();
        await press(kernel, way);
        const { reply, of } = await kernel.exchange(id);
        expect(Date.now() - pressed, 'ms until idle, on a busy machine').to.be.lessThan(3_000);
        expect(reply.content['ename']).to.equal('KeyboardInterrupt');
        expect(of('error').map(({ ename }) => ename)).to.deep.equal(['KeyboardInterrupt']);
        const first = await kernel.execute(
          'const before = count; await new Promise((r) => setTimeout(r, 120)); [kept, count - before]',
        );
        expect(first.of('error')).to.deep.equal([]);
        expect(first.of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '[ 7, 0 ]' });
      });
    }

    it('runs finally of the cell that was stopped by its library', async () => {
      const { of } = await kernel.execute('finals');
      expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '1' });
    });

    it('stops a cell in a native call when the call returns', async () => {
      const id = await begin(
        kernel,
        `import { execSync } from 'node:child_process'; execSync('sleep 1'); count = -1; while (true) {}`,
      );
      await press(kernel, way);
      expect((await kernel.exchange(id)).reply.content['ename']).to.equal('KeyboardInterrupt');
    });

    it('does nothing to an idle kernel', async () => {
      await press(kernel, way);
      const { of } = await kernel.execute('kept');
      expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '7' });
    });

    it('stops work that a finished cell left behind and that blocks the kernel', async () => {
      await kernel.execute('setTimeout(() => { while (true) {} }, 10)');
      await new Promise((resolve) => setTimeout(resolve, 100));
      await press(kernel, way);
      const { of } = await kernel.execute('kept');
      expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '7' });
    });

    it('runs repairs after a stop by force', async () => {
      await kernel.execute(`let repaired = 0; const key = Symbol.for('Jupyter.repair');
const repairs: Set<() => void> = Reflect.get(globalThis, key) ?? new Set();
repairs.add(() => { repaired++; }); Reflect.set(globalThis, key, repairs)`);
      const id = await begin(kernel, 'while (true) {}');
      await press(kernel, way);
      await kernel.exchange(id);
      const { of } = await kernel.execute('repaired');
      expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '1' });
    });
  });
}

/** Starts a cell, and waits until its first statement has run. */
async function begin(kernel: TestKernel, code: string): Promise<string> {
  const id = await kernel.begin(`display('begun');\n${code}`);
  const begun = () => kernel.childrenOf(id).some(({ header }) => header.msg_type === 'display_data');
  await kernel.until(begun, 'the cell’s first statement');
  return id;
}

async function press(kernel: TestKernel, way: 'message' | 'SIGINT'): Promise<void> {
  if (way === 'message') await kernel.request('control', 'interrupt_request');
  else {
    kernel.process.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 50)); // a signal is no message: it has no reply to wait for
  }
}
