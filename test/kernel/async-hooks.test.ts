import { expect } from 'chai';
import { TestKernel } from './client.js';

const spin = 'while (true) {}';

/** Where code is when it is terminated, in a kernel with AsyncLocalStorage in use. */
const places: Record<string, string> = {
  'inside run, after an await': `await kept.run(1, async () => { await 1; display('on'); ${spin} });`,
  'in a timer': `setTimeout(() => { display('on'); ${spin} }, 1); await new Promise(() => {});`,
  'in a tick': `process.nextTick(() => { display('on'); ${spin} }); await new Promise(() => {});`,
  'in a file’s callback': `import { readFile } from 'node:fs';
readFile('.', () => { display('on'); ${spin} }); await new Promise(() => {});`,
};

/** From Node 24 on only AsyncLocalStorage is safe: it needs no hooks there. */
const givesBinding = Number.parseInt(process.versions.node, 10) < 24;
if (givesBinding)
  places['beside a hook of its own'] = `import { createHook } from 'node:async_hooks';
createHook({ init() {}, before() {}, after() {}, destroy() {}, promiseResolve() {} }).enable();
await 1; display('on'); ${spin}`;

describe('Stop by force where async hooks are in use', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start();
    await kernel.execute(`import { AsyncLocalStorage } from 'node:async_hooks';
const kept = new AsyncLocalStorage<number>(); kept.run(0, () => {});`);
  });
  after(() => kernel.stop());

  for (const [place, code] of Object.entries(places))
    it(`leaves the kernel alive and its storage right after a stop ${place}`, async () => {
      const id = await kernel.begin(code);
      const on = () => kernel.childrenOf(id).some(({ header }) => header.msg_type === 'display_data');
      await kernel.until(on, 'the code runs');
      await kernel.request('control', 'interrupt_request');
      expect((await kernel.exchange(id)).reply.content['ename']).to.equal('KeyboardInterrupt');
      const { of } = await kernel.execute(`import { readFile } from 'node:fs/promises';
const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
const inside = await kept.run(5, async () => { await sleep(); await readFile('/dev/null'); return kept.getStore(); });
[kept.getStore(), inside]`);
      expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '[ undefined, 5 ]' });
    });

  it('lets hooks be disabled, after which none is called', async () => {
    const { of } = await kernel.execute(`import { createHook } from 'node:async_hooks'; let made = 0;
const counting = createHook({ init() { made++; } }).enable(); setTimeout(() => {}, 1); counting.disable();
const then = made; setTimeout(() => {}, 1); [then > 0, made - then]`);
    expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '[ true, 0 ]' });
  });
});
