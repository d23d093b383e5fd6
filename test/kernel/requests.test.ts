import { expect } from 'chai';
import { TestKernel } from './client.js';

describe('requests', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start();
  });
  after(() => kernel.stop());

  it('evaluates user_expressions after the cell, each on its own', async () => {
    const expressions = { good: 'three * 2', bad: "(() => { throw new RangeError('no') })()" };
    const { reply } = await kernel.execute('const three = 3', { user_expressions: expressions });
    const { good, bad } = reply.content['user_expressions'] as Record<string, Record<string, unknown>>; // as the protocol has it
    expect(good).to.deep.equal({ status: 'ok', data: { 'text/plain': '6' }, metadata: {} });
    expect(bad).to.include({ status: 'error', ename: 'RangeError', evalue: 'no' });
  });

  it('says nothing of a silent cell’s value and code', async () => {
    const { iopub } = await kernel.execute('5', { silent: true });
    expect(iopub.map(({ header }) => header.msg_type)).to.deep.equal(['status', 'status']);
  });

  it('aborts cells that wait behind a failing one, and only those', async () => {
    const failing = await kernel.begin(
      "await new Promise((r) => setTimeout(r, 50)); throw new Error('first')",
    );
    const waiting = [await kernel.begin('1'), await kernel.begin('2')];
    expect((await kernel.exchange(failing)).reply.content['status']).to.equal('error');
    for (const id of waiting) {
      const { reply, iopub } = await kernel.exchange(id);
      expect(reply.content['status']).to.equal('aborted');
      expect(iopub.map(({ content }) => content['execution_state'])).to.deep.equal(['busy', 'idle']);
    }
    expect((await kernel.execute('3')).reply.content['status']).to.equal('ok');
  });

  it('runs cells behind a failing one without stop_on_error', async () => {
    const failing = await kernel.begin("throw new Error('first')", { stop_on_error: false });
    const waiting = await kernel.begin('4');
    expect((await kernel.exchange(failing)).reply.content['status']).to.equal('error');
    expect((await kernel.exchange(waiting)).of('execute_result')[0]?.['data']).to.deep.equal({
      'text/plain': '4',
    });
  });

  it('answers control and heartbeat while a cell computes', async () => {
    const id = await kernel.begin('const end = Date.now() + 1500; while (Date.now() < end);');
    await kernel.until(() => kernel.childrenOf(id).length === 2, 'start');
    expect((await kernel.request('control', 'kernel_info_request')).reply.content['status']).to.equal('ok');
    await kernel.sockets.hb.send('beat');
    await kernel.sockets.hb.receive();
    expect(kernel.childrenOf(id), 'the cell is still busy').to.have.length(2);
    await kernel.exchange(id);
  });

  it('sends output while a cell computes', async () => {
    const id = await kernel.begin(
      "console.log('early'); const start = Date.now(); while (Date.now() < start + 900) console.log('.');",
    );
    const text = () => kernel.childrenOf(id).some(({ header }) => header.msg_type === 'stream');
    await kernel.until(text, 'output');
    expect(kernel.childrenOf(id).at(-1)?.header.msg_type, 'the cell is still busy').to.equal('stream');
    const { text: all } = await kernel.exchange(id);
    expect(all('stdout')).to.match(/^early\n(\.\n)+$/);
  });

  it('says why input is not possible where the front end takes none', async () => {
    const { reply } = await kernel.execute("await input('?')", { allow_stdin: false });
    expect(reply.content['evalue']).to.match(/^input: this front end takes no input/);
  });

  it('opens comms to the front end and hears its answers', async () => {
    const opened =
      await kernel.execute(`const { comms } = Reflect.get(globalThis, Symbol.for('Jupyter.kernel'));
const comm = comms.open('widget', { a: 1 }); const heard: unknown[] = [];
comm.onMessage = (m: { data: object; buffers: Uint8Array[] }) => heard.push(m.data, m.buffers[0]?.[1]);
comm.send({ b: 2 }, {}, [new Uint8Array([7])]); comm.id`);
    const [open] = opened.of('comm_open');
    expect(open).to.deep.include({ target_name: 'widget', data: { a: 1 } });
    const sent = opened.iopub.find(({ header }) => header.msg_type === 'comm_msg');
    expect(sent?.buffers.map((buffer) => [...buffer])).to.deep.equal([[7]]);
    const fields = { comm_id: open?.['comm_id'], data: { c: 3 } };
    await kernel.send('shell', 'comm_msg', fields, '{}', [new Uint8Array([1, 9])]);
    expect((await kernel.execute('heard')).of('execute_result')[0]?.['data']).to.deep.equal({
      'text/plain': '[ { c: 3 }, 9 ]',
    });
    const info = await kernel.request('shell', 'comm_info_request', { target_name: 'widget' });
    expect(info.reply.content['comms']).to.deep.equal({
      [String(open?.['comm_id'])]: { target_name: 'widget' },
    });
    await kernel.send('shell', 'comm_close', fields);
    const after = await kernel.request('shell', 'comm_info_request', {});
    expect(after.reply.content['comms']).to.deep.equal({});
  });

  it('accepts comms of a registered target, and runs their handlers as code of a cell', async () => {
    await kernel.execute(`interface Echo { onMessage: unknown; send(data: object): void }
Reflect.get(globalThis, Symbol.for('Jupyter.kernel')).comms.register('echo', (comm: Echo, opened: { data: object }) => {
  console.log('opened with', opened.data);
  comm.onMessage = ({ data }: { data: object }) => comm.send(data);
});`);
    const id = await kernel.send('shell', 'comm_open', { comm_id: 'e', target_name: 'echo', data: { x: 1 } });
    await kernel.until(() => kernel.childrenOf(id).length >= 2, 'opened');
    const message = await kernel.send('shell', 'comm_msg', { comm_id: 'e', data: { ping: 1 } });
    await kernel.until(
      () => kernel.childrenOf(message).some(({ header }) => header.msg_type === 'comm_msg'),
      'echo',
    );
    const echo = kernel.childrenOf(message).find(({ header }) => header.msg_type === 'comm_msg');
    expect(echo?.content).to.deep.equal({ comm_id: 'e', data: { ping: 1 } });
  });

  it('shows a page for name? and for page()', async () => {
    const { reply } = await kernel.execute('Math.sqrt?');
    const [page] = reply.content['payload'] as { source: string; data: Record<string, string> }[]; // as the protocol has it
    expect(page?.source).to.equal('page');
    expect(page?.data['text/plain']).to.include('sqrt');
  });

  it('answers a debugger’s questions with no', async () => {
    const { reply } = await kernel.request('control', 'debug_request', {
      type: 'request',
      seq: 3,
      command: 'initialize',
    });
    expect(reply.content).to.deep.include({
      type: 'response',
      request_seq: 3,
      success: false,
      command: 'initialize',
    });
  });

  it('answers a request it cannot read with an error', async () => {
    const { reply } = await kernel.request('shell', 'execute_request', { code: 5 });
    expect(reply.content).to.include({ status: 'error', evalue: 'code is 5, expected text' });
  });
});
