import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { TestKernel } from './client.js';

describe('output', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start();
  });
  after(() => kernel.stop());

  const memory = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${kernel.process.pid}/status`, 'utf8'))?.[1]) / 1024;

  it('keeps stdout, stderr and displays in order', async () => {
    const { iopub } = await kernel.execute(
      `console.log('a'); console.log('b'); console.error('c'); display('d'); process.stdout.write('e'); 1`,
    );
    const kinds = iopub
      .slice(2, -1)
      .map(({ header, content }) => [header.msg_type, content['name'] ?? '', content['text'] ?? '']);
    expect(kinds).to.deep.equal([
      ['stream', 'stdout', 'a\nb\n'],
      ['stream', 'stderr', 'c\n'],
      ['display_data', '', ''],
      ['stream', 'stdout', 'e'],
      ['execute_result', '', ''],
    ]);
  });

  it('keeps the place of a display that takes time to make', async () => {
    const slow = `{ [Symbol.for('Jupyter.display')]: async () => { await new Promise((r) => setTimeout(r, 30)); return { 'text/plain': 'slow' }; } }`;
    const { iopub } = await kernel.execute(`display(${slow}); console.log('after'); display('last');`);
    expect(iopub.slice(2, -1).map(({ header }) => header.msg_type)).to.deep.equal([
      'display_data',
      'stream',
      'display_data',
    ]);
  });

  it('prints a million lines, complete and in order, in few messages and bounded memory', async () => {
    await kernel.execute('1');
    const before = memory();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, memory());
    }, 50);
    const { text, of } = await kernel.execute('for (let i = 0; i < 1_000_000; i++) console.log(i);');
    clearInterval(watch);
    const lines = text('stdout').split('\n');
    expect(lines).to.have.length(1_000_001);
    expect(lines.findIndex((line, i) => line !== (i < 1_000_000 ? String(i) : ''))).to.equal(-1);
    expect(of('stream').length).to.be.lessThan(1_000);
    expect(most - before, 'MB more than before').to.be.lessThan(300);
  }).timeout(60_000);

  it('sends late output to the cell that started it', async () => {
    const id = await kernel.begin(
      "setTimeout(() => console.log('late timer'), 60); (async () => { await new Promise((r) => setTimeout(r, 80)); console.log('late await'); })(); 0",
    );
    await kernel.exchange(id);
    const next = await kernel.execute("await new Promise((r) => setTimeout(r, 150)); console.log('next')");
    expect(next.text('stdout')).to.equal('next\n');
    const late = kernel
      .childrenOf(id)
      .filter(({ header }) => header.msg_type === 'stream')
      .map(({ content }) => content['text']);
    expect(late.join('')).to.equal('late timer\nlate await\n');
  });

  it('shows an unhandled rejection on its cell, and marks it failed', async () => {
    const { reply, of } = await kernel.execute("Promise.reject(new RangeError('stray')); 5");
    expect(reply.content).to.include({ status: 'error', ename: 'RangeError', evalue: 'stray' });
    expect(of('error')).to.have.length(1);
  });

  it('shows a late exception on the cell that started it, and lives on', async () => {
    const id = await kernel.begin("setTimeout(() => { throw new TypeError('late'); }, 30); 0");
    expect((await kernel.exchange(id)).reply.content['status']).to.equal('ok');
    const next = await kernel.execute('await new Promise((r) => setTimeout(r, 80)); 6');
    expect(next.of('error')).to.deep.equal([]);
    const late = kernel.childrenOf(id).filter(({ header }) => header.msg_type === 'error');
    expect(late.map(({ content }) => content['evalue'])).to.deep.equal(['late']);
  });

  it('decodes characters that arrive in two pieces', async () => {
    const { text } = await kernel.execute(
      "const e = Buffer.from('é'); process.stdout.write(e.subarray(0, 1)); process.stdout.write(e.subarray(1)); 0",
    );
    expect(text('stdout')).to.equal('é');
  });

  it('leaves out updates of a display that come too fast, never the last', async () => {
    const { of } = await kernel.execute(
      'const bar = display(0); for (let i = 1; i <= 10_000; i++) bar.update(i);',
    );
    const updates = of('update_display_data').map(({ data }) => data);
    expect(updates.at(-1)).to.deep.equal({ 'text/plain': '10000' });
    expect(updates.length).to.be.lessThan(60);
  });

  it('waits with clear_output(wait) until the next output', async () => {
    const { of } = await kernel.execute('clearOutput(true); clearOutput()');
    expect(of('clear_output')).to.deep.equal([{ wait: true }, { wait: false }]);
  });

  it('writes nothing to stderr of the process or the notebook at start, on import of tfjs, and in training', async () => {
    const lesson = await TestKernel.start({
      cwd: fileURLToPath(new URL('../../notebooks/', import.meta.url)),
    });
    const { text, reply } =
      await lesson.execute(`import '@codebook/engine'; import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
await model.fit(tf.ones([8, 2]), tf.ones([8, 1]), { epochs: 2, verbose: 0 }); console.log('trained');`);
    expect(reply.content['evalue']).to.equal(undefined);
    expect([text('stdout'), text('stderr'), lesson.log]).to.deep.equal(['trained\n', '', '']);
    await lesson.stop();
  });
});
