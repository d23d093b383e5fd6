import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { TestKernel } from './client.js';

type Content = Record<string, unknown>;

/** The 27 questions that runtimed/kernel-testbed asks of any kernel, by its tiers, answered to the letter. */
describe('the Jupyter protocol', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start();
  });
  after(() => kernel.stop());

  const info = async () => (await kernel.request('shell', 'kernel_info_request')).reply.content;
  const request = async (type: string, content: Content) =>
    (await kernel.request('shell', type, content)).reply.content;

  describe('tier 1: basics', () => {
    it('heartbeat: echoes bytes', async () => {
      await kernel.sockets.hb.send('beat');
      const [echo] = await kernel.sockets.hb.receive();
      expect(String(echo)).to.equal('beat');
    });

    it('iopub_welcome: greets a subscriber, without a parent', () => {
      const welcome = kernel.iopub.find(({ header }) => header.msg_type === 'iopub_welcome');
      expect(welcome?.content).to.deep.equal({ subscription: '' });
      expect(welcome?.parentHeader).to.deep.equal({});
    });

    it('kernel_info: is ok and names the implementation', async () => {
      expect(await info()).to.include({ status: 'ok', implementation: 'codebook', debugger: false });
    });

    it('kernel_info: describes the language', async () => {
      const { language_info: language } = await info();
      expect(language).to.include({
        name: 'typescript',
        file_extension: '.ts',
        mimetype: 'application/typescript',
      });
      expect(language).to.have.property('version').that.matches(/^6\./);
    });

    it('kernel_info: says its protocol version, as headers do', async () => {
      const { reply } = await kernel.request('shell', 'kernel_info_request');
      expect(reply.content['protocol_version']).to.equal('5.4');
      expect(reply.header.version).to.equal('5.4');
    });

    it('execute: prints to stdout', async () => {
      expect((await kernel.execute("console.log('hello')")).text('stdout')).to.equal('hello\n');
    });

    it('execute: prints to stderr', async () => {
      expect((await kernel.execute("console.error('an error')")).text('stderr')).to.equal('an error\n');
    });

    it('execute: replies ok with count, expressions and payload', async () => {
      const { reply } = await kernel.execute('const one = 1');
      expect(reply.content).to.deep.include({ status: 'ok', user_expressions: {}, payload: [] });
      expect(reply.content['execution_count']).to.be.a('number');
    });

    it('status: busy comes first and idle last', async () => {
      const { iopub } = await kernel.execute("console.log('x'); 1");
      expect(iopub.map(({ header }) => header.msg_type)).to.deep.equal([
        'status',
        'execute_input',
        'stream',
        'execute_result',
        'status',
      ]);
      expect(iopub[0]?.content).to.deep.equal({ execution_state: 'busy' });
      expect(iopub.at(-1)?.content).to.deep.equal({ execution_state: 'idle' });
    });

    it('execute_input: repeats the code with its count', async () => {
      const { of, reply } = await kernel.execute('1 + 1');
      expect(of('execute_input')).to.deep.equal([
        { code: '1 + 1', execution_count: reply.content['execution_count'] },
      ]);
    });
  });

  describe('tier 2: interaction', () => {
    it('complete: finds members, in code points', async () => {
      const code = "'😀'.codePoin";
      const reply = await request('complete_request', { code, cursor_pos: [...code].length });
      expect(reply).to.deep.include({
        status: 'ok',
        matches: ['codePointAt'],
        cursor_start: 4,
        cursor_end: 12,
      });
    });

    it('inspect: describes what is under the cursor', async () => {
      const reply = await request('inspect_request', { code: 'Math.sqrt', cursor_pos: 9, detail_level: 0 });
      expect(reply).to.include({ status: 'ok', found: true });
      expect(reply['data']).to.have.property('text/plain').that.includes('sqrt');
    });

    it('is_complete: knows complete code', async () => {
      expect(await request('is_complete_request', { code: 'const a = 1' })).to.deep.equal({
        status: 'complete',
      });
    });

    it('is_complete: knows incomplete code', async () => {
      expect(await request('is_complete_request', { code: 'function f() {' })).to.include({
        status: 'incomplete',
      });
    });

    it('history: gives back what was executed', async () => {
      await kernel.execute("'remember me'");
      const reply = await request('history_request', {
        hist_access_type: 'tail',
        n: 1,
        output: true,
        raw: true,
      });
      const [row] = reply['history'] as unknown[][]; // a history reply's rows
      expect(row?.[2]).to.deep.equal(["'remember me'", "'remember me'"]);
    });

    it('comm_info: lists comms', async () => {
      expect(await request('comm_info_request', {})).to.deep.equal({ status: 'ok', comms: {} });
    });

    it('error: a syntax error fails its cell and no other', async () => {
      const { reply, of } = await kernel.execute('const const');
      expect(reply.content).to.include({ status: 'error', ename: 'SyntaxError' });
      expect(of('error')[0]).to.deep.include({ ename: 'SyntaxError', traceback: reply.content['traceback'] });
      expect((await kernel.execute('1')).reply.content['status']).to.equal('ok');
    });
  });

  describe('tier 3: rich output', () => {
    it('display_data: shows a bundle', async () => {
      const { of } = await kernel.execute("display({ 'text/html': '<b>b</b>' }, { raw: true })");
      expect(of('display_data')[0]).to.deep.include({ data: { 'text/html': '<b>b</b>' } });
    });

    it('update_display_data: replaces a display by its id', async () => {
      const { of } = await kernel.execute(
        "const handle = display('one', { displayId: 'd' }); handle.update('two')",
      );
      expect(of('display_data')[0]).to.deep.include({ transient: { display_id: 'd' } });
      expect(of('update_display_data')[0]).to.deep.include({
        transient: { display_id: 'd' },
        data: { 'text/plain': "'two'" },
      });
    });

    it('execute_result: is the value of the last expression', async () => {
      const { of } = await kernel.execute('20 + 1; 42');
      expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '42' });
    });

    it('execute_result: has rich representations', async () => {
      const { of } = await kernel.execute(
        "({ [Symbol.for('Jupyter.display')]: () => ({ 'image/svg+xml': '<svg/>', 'text/plain': 'svg' }) })",
      );
      expect(of('execute_result')[0]?.['data']).to.deep.equal({
        'image/svg+xml': '<svg/>',
        'text/plain': 'svg',
      });
    });
  });

  describe('tier 4: advanced', () => {
    it('stdin: asks and hands on the answer', async () => {
      kernel.onInput = (prompt, password) => `${prompt}${password}`;
      const { of } = await kernel.execute("[await input('name? '), await input('secret? ', true)]");
      expect(of('execute_result')[0]?.['data']).to.deep.equal({
        'text/plain': "[ 'name? false', 'secret? true' ]",
      });
    });

    it('comm: closes a comm to an unknown target, and goes on', async () => {
      const id = await kernel.send('shell', 'comm_open', {
        comm_id: randomUUID(),
        target_name: 'nobody',
        data: {},
      });
      await kernel.until(() => kernel.childrenOf(id).length === 3, 'busy, comm_close, idle');
      expect(kernel.childrenOf(id).map(({ header }) => header.msg_type)).to.deep.equal([
        'status',
        'comm_close',
        'status',
      ]);
    });

    it('interrupt: is answered on control', async () => {
      const { reply } = await kernel.request('control', 'interrupt_request');
      expect(reply.header.msg_type).to.equal('interrupt_reply');
      expect(reply.content).to.deep.equal({ status: 'ok' });
    });

    it('execution_count: rises by one a stored cell', async () => {
      const count = async (options: Content) =>
        (await kernel.execute('0', options)).reply.content['execution_count'];
      const first = Number(await count({}));
      expect(await count({ store_history: false })).to.equal(first + 1);
      expect(await count({ silent: true })).to.equal(first + 1);
      expect(await count({})).to.equal(first + 1);
      expect(await count({})).to.equal(first + 2);
    });

    it('parent_header: is the request’s header in replies and output', async () => {
      const { reply, iopub } = await kernel.execute("console.log('x')");
      for (const { parentHeader } of [reply, ...iopub]) {
        expect(parentHeader).to.deep.equal(reply.parentHeader);
        expect(parentHeader).to.include({ msg_type: 'execute_request' });
      }
    });

    it('shutdown: replies, says so on iopub, and ends with code 0', async () => {
      const { reply, of } = await kernel.request('control', 'shutdown_request', { restart: true });
      expect(reply.content).to.deep.equal({ status: 'ok', restart: true });
      expect(of('shutdown_reply')).to.deep.equal([{ status: 'ok', restart: true }]);
      expect(await kernel.ended()).to.equal(0);
    });
  });
});
