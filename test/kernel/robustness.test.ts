import { expect } from 'chai';
import { Subscriber } from 'zeromq';
import { TestKernel } from './client.js';
import { numbers } from './random.js';

const types = [
  'execute_request',
  'complete_request',
  'inspect_request',
  'is_complete_request',
  'history_request',
  'comm_open',
  'comm_msg',
  'comm_info_request',
  'kernel_info_request',
  'interrupt_request',
  'debug_request',
  'no_such_request',
  '__proto__',
  'constructor',
];
const values: unknown[] = [
  null,
  true,
  -1,
  1e99,
  '',
  'x'.repeat(1000),
  [],
  [[]],
  {},
  { a: null },
  '\u0000',
  '😀',
  'tail',
  'range',
];
const fields = [
  'code',
  'cursor_pos',
  'detail_level',
  'silent',
  'user_expressions',
  'hist_access_type',
  'n',
  'session',
  'start',
  'stop',
  'pattern',
  'comm_id',
  'target_name',
  'data',
  'command',
];

describe('robustness', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start();
  });
  after(() => kernel.stop());

  it('drops messages with a wrong signature, with a line in the log', async () => {
    const frames = kernel.codec.encode({
      identities: [],
      type: 'execute_request',
      parent: '{}',
      content: { code: 'var forged = 1' },
    });
    await kernel.sockets.shell.send(frames.map((frame, i) => (i === 1 ? 'f'.repeat(64) : frame)));
    const { of } = await kernel.execute("typeof Reflect.get(globalThis, 'forged')");
    expect(of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': "'undefined'" });
    expect(kernel.log).to.equal('codebook-kernel: shell: message dropped: wrong signature\n');
  });

  it('survives a thousand broken messages', async () => {
    const random = numbers(5);
    const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T; // the index is in range
    for (let i = 0; i < 1000; i++) {
      const channel = pick(['shell', 'control', 'stdin'] as const);
      const content = Object.fromEntries(Array.from({ length: 4 }, () => [pick(fields), pick(values)]));
      const whole = kernel.codec.encode({
        identities: [],
        type: pick(types),
        parent: pick(['{}', 'null', '[', '{"msg_id":1}']),
        content,
      });
      const frames = whole.map((frame) =>
        random() < 0.1 ? Buffer.from(Array.from({ length: 9 }, () => random() * 256)) : frame,
      );
      await kernel.sockets[channel].send(random() < 0.2 ? frames.slice(0, Math.floor(random() * 8)) : frames);
    }
    await kernel.request('control', 'kernel_info_request'); // an interrupt among them is over now
    await kernel.request('shell', 'kernel_info_request'); // a failing cell among them aborts what was sent behind it
    // Only an interrupt or an abort from among them may take the place of the first cell's result.
    let exchange = await kernel.execute('40 + 2');
    if (
      exchange.reply.content['status'] === 'aborted' ||
      exchange.reply.content['ename'] === 'KeyboardInterrupt'
    )
      exchange = await kernel.execute('40 + 2');
    expect(exchange.of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '42' });
  }).timeout(60_000);

  it('does not lose output, or stand still, for a reader that never reads', async () => {
    const lazy = new Subscriber({ receiveHighWaterMark: 1, linger: 0 });
    lazy.subscribe();
    lazy.connect(`tcp://127.0.0.1:${kernel.connection.ports.iopub}`);
    await kernel.execute('1');
    const id = await kernel.begin(
      "const line = 'x'.repeat(200_000); for (let i = 0; i < 1500; i++) console.log(line);",
    );
    expect((await kernel.exchange(id, 60_000)).text('stdout').length).to.equal(1500 * 200_001);
    expect((await kernel.execute('2')).reply.content['status']).to.equal('ok');
    lazy.close();
  }).timeout(90_000);
});
