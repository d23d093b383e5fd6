import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { TestKernel } from './client.js';

/** Seconds of work for the type checker, none for anything else. */
const heavyTypes = `type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
${Array.from({ length: 15 }, (_, i) => `type Number${i} = \`\${Digit}\${Digit}\${Digit}\${Digit}-${i}\`; const number${i}: Number${i} = '0123-${i}';`).join('\n')}`;

describe('Stop between Run and the first statement', () => {
  let folder: string;
  let kernel: TestKernel;
  const file = (name: string) => join(folder, name);
  const touch = (name: string) => `require('node:fs').writeFileSync(${JSON.stringify(file(name))}, '');`;
  const value = async (code: string) =>
    (await kernel.execute(code)).of('execute_result')[0]?.['data'] as { 'text/plain': string } | undefined; // a MIME bundle

  /** Presses Stop as soon as the cell is announced. */
  async function stopAtOnce(code: string) {
    const id = await kernel.begin(code);
    await kernel.until(() => kernel.childrenOf(id).length === 2, 'execute_input');
    await kernel.request('control', 'interrupt_request');
    return kernel.exchange(id);
  }

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'stop-'));
  });
  beforeEach(async () => {
    kernel = await TestKernel.start({ cwd: folder });
  });
  afterEach(() => kernel.stop());
  after(() => rmSync(folder, { recursive: true }));

  it('runs nothing of the first cell of a fresh kernel, and the next cell answers', async () => {
    const { reply } = await stopAtOnce(`${touch('first')} while (true);`);
    expect(reply.content['ename']).to.equal('KeyboardInterrupt');
    expect(await value('1 + 1')).to.deep.equal({ 'text/plain': '2' });
    expect(existsSync(file('first'))).to.equal(false);
  });

  it('runs nothing of a cell whose types are still checked, and takes back what it declares', async () => {
    await kernel.execute('const kept = 7;');
    const { reply } = await stopAtOnce(
      `${touch('typed')}\nconst kept = 'text', own = 1;\n${heavyTypes}\nwhile (true);`,
    );
    expect(reply.content['ename']).to.equal('KeyboardInterrupt');
    expect(await value('const still: number = kept; still')).to.deep.equal({ 'text/plain': '7' });
    expect((await kernel.execute('own')).reply.content['evalue']).to.match(/^TS2304: Cannot find name 'own'/);
    expect(existsSync(file('typed'))).to.equal(false);
  });

  it('runs nothing of a cell whose modules are loading, and nothing more of those', async () => {
    writeFileSync(
      file('gate.ts'),
      `import { stat } from 'node:fs/promises';
display('waiting');
while (true) { const open = await stat(${JSON.stringify(file('open'))}).catch(() => undefined); if (open) break; }
${touch('module')}
export const passed = true;`,
    );
    const id = await kernel.begin(`import { passed } from './gate.ts';\n${touch('cell')} passed`);
    const waiting = () => kernel.childrenOf(id).some(({ header }) => header.msg_type === 'display_data');
    await kernel.until(waiting, 'the module waits');
    await kernel.request('control', 'interrupt_request');
    expect((await kernel.exchange(id)).reply.content['ename']).to.equal('KeyboardInterrupt');
    await kernel.execute(`${touch('open')} await new Promise((resolve) => setTimeout(resolve, 200));`);
    expect([existsSync(file('module')), existsSync(file('cell'))]).to.deep.equal([false, false]);
    expect(await value(`import { passed } from './gate.ts'; passed`)).to.deep.equal({ 'text/plain': 'true' });
  });

  it('lets a package load to its end, then runs nothing of the cell that imports it', async () => {
    mkdirSync(file('node_modules/slow'), { recursive: true });
    writeFileSync(
      file('node_modules/slow/index.js'),
      `display('loading'); const end = Date.now() + 1000; while (Date.now() < end); exports.loaded = true;`,
    );
    const id = await kernel.begin(`import slow from 'slow';\n${touch('after')} slow.loaded`);
    const loading = () => kernel.childrenOf(id).some(({ header }) => header.msg_type === 'display_data');
    await kernel.until(loading, 'the package is loading');
    await kernel.request('control', 'interrupt_request');
    expect((await kernel.exchange(id)).reply.content['ename']).to.equal('KeyboardInterrupt');
    expect(existsSync(file('after'))).to.equal(false);
    expect(await value(`import slow from 'slow'; slow.loaded`)).to.deep.equal({ 'text/plain': 'true' });
  });

  it('stops a cell that the next Stop finds, and one in between', async () => {
    for (let i = 0; i < 5; i++)
      expect((await stopAtOnce('while (true);')).reply.content['ename']).to.equal('KeyboardInterrupt');
    expect(await value('2 + 2')).to.deep.equal({ 'text/plain': '4' });
  });
});
