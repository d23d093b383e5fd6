import { expect } from 'chai';
import { createParents } from '../../kernel/dist/front/parents.js';
import { createPublisher } from '../../kernel/dist/front/publisher.js';
import { createShell, type Handler } from '../../kernel/dist/front/shell.js';
import { createCodec } from '../../kernel/dist/wire/codec.js';
import { parseConnection } from '../../kernel/dist/wire/connection.js';

const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
const codec = createCodec(
  parseConnection(
    JSON.stringify({
      transport: 'tcp',
      ip: '127.0.0.1',
      key: 'k',
      signature_scheme: 'hmac-sha256',
      ...ports,
    }),
    'connection.json',
  ),
);

/** A request as it comes from the socket, named by its code. */
function request(code: string, type = 'execute_request') {
  const frames = codec.encode({ identities: ['client'], type, parent: '{}', content: { code } });
  return codec.decode(frames.map((frame) => Buffer.from(frame)));
}

/** A shell whose cells run until they are let go, with all that it answers. */
function createTestShell(ready: () => Promise<void> = async () => undefined) {
  const answered: string[] = [];
  const begun = new Map<string, () => void>();
  const nothing = { push: () => undefined, drained: async () => undefined };
  const outbox = {
    ...nothing,
    push(frames: (Uint8Array | string)[]) {
      const { parentHeader, content } = codec.decode(frames.map((frame) => Buffer.from(frame)));
      answered.push(`${parentHeader['msg_id']} ${content['status']}`);
    },
  };
  const sockets = {
    outboxes: { shell: outbox, control: nothing, stdin: nothing, iopub: nothing },
    listen: () => undefined,
    close: async () => undefined,
  };
  const publisher = createPublisher(codec, sockets);
  const run: Handler = async (message) => {
    await new Promise<void>((resolve) => begun.set(message.header.msg_id, resolve));
    publisher.reply('shell', message, 'execute_reply', { status: 'ok' });
  };
  const handlers = { execute_request: run, complete_request: run };
  const log = () => undefined;
  const parents = createParents();
  const shell = createShell({ handlers, publisher, ready, log, parents });
  return { shell, answered, begun, parents };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of requests', () => {
  it('lets Stop abort the cells that wait, and nothing else', async () => {
    const { shell, answered, begun } = createTestShell();
    const [first, second, question] = [request('1'), request('2'), request('3', 'complete_request')];
    for (const message of [first, second, question]) shell.push(message);
    await turn();
    await shell.abortQueued();
    begun.get(first.header.msg_id)?.();
    await turn();
    begun.get(question.header.msg_id)?.();
    await turn();
    expect(answered).to.deep.equal([
      `${first.header.msg_id} ok`,
      `${second.header.msg_id} aborted`,
      `${question.header.msg_id} ok`,
    ]);
  });

  it('lets a Stop that comes between two cells abort the one that was about to begin', async () => {
    let goOn: () => void = () => undefined;
    const { shell, answered, begun } = createTestShell(() => new Promise((resolve) => (goOn = resolve)));
    const [first, second] = [request('1'), request('2')];
    shell.push(first);
    shell.push(second);
    await shell.abortQueued();
    goOn();
    await turn();
    expect(answered).to.deep.equal([`${first.header.msg_id} aborted`, `${second.header.msg_id} aborted`]);
    expect(begun.size, 'cells that ran').to.equal(0);
  });

  it('remembers whose a cell was until nothing of it can come, and of other requests until the reply', async () => {
    const { shell, begun, parents } = createTestShell();
    const [cell, question] = [request('1'), request('2', 'complete_request')];
    for (const message of [cell, question]) {
      shell.push(message);
      await turn();
      begun.get(message.header.msg_id)?.();
      await turn();
    }
    expect([parents.size, parents.of(1)?.headerText]).to.deep.equal([1, cell.headerText]);
    parents.forget(1);
    expect([parents.size, parents.register(cell)], 'numbers are not used again').to.deep.equal([0, 3]);
  });

  it('aborts cells that the socket still held, and runs what is sent after the Stop is answered', async () => {
    const { shell, answered, begun } = createTestShell();
    const [held, later] = [request('1'), request('2')];
    const aborted = shell.abortQueued();
    shell.push(held);
    await aborted;
    shell.push(later);
    await turn();
    begun.get(later.header.msg_id)?.();
    await turn();
    expect(answered).to.deep.equal([`${held.header.msg_id} aborted`, `${later.header.msg_id} ok`]);
  });
});
