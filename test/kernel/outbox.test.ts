import { expect } from 'chai';
import { Dealer } from 'zeromq';
import { createOutbox } from '../../kernel/dist/front/outbox.js';

type Frames = (Uint8Array | string)[];

/** A socket that answers its sends one after another as told; `taken` are the messages it took. */
function scripted(answers: (() => Promise<void>)[]) {
  const taken: Frames[] = [];
  const send = (frames: Frames): Promise<void> => {
    const answer = answers.shift();
    const done = answer ? answer() : Promise.resolve(); // throws where the answer does
    return done.then(() => void taken.push(frames));
  };
  // Of ZeroMQ.js's sockets an outbox uses `send` only.
  return { socket: { send } as unknown as Dealer, taken };
}

const coded = (code: string) => Object.assign(new Error(code), { code });
const throwing = (code: string) => () => {
  throw coded(code);
};

describe('the outbox of a socket', () => {
  it('goes on after a send that throws at the call', async () => {
    const { socket, taken } = scripted([throwing('EBADF')]);
    const failures: unknown[] = [];
    const outbox = createOutbox(socket, (error) => failures.push(error) === 0);
    const left: string[] = [];
    outbox.push(['a'], () => left.push('a'));
    outbox.push(['b'], () => left.push('b'));
    await outbox.drained();
    outbox.push(['c'], () => left.push('c'));
    await outbox.drained();
    expect(taken).to.deep.equal([['b'], ['c']]);
    expect(failures.map(String)).to.deep.equal(['Error: EBADF']);
    expect(left).to.deep.equal(['a', 'b', 'c']); // given up, sent, sent
  });

  it('waits for a busy socket, and loses nothing', async () => {
    const { socket, taken } = scripted([throwing('EBUSY'), () => Promise.reject(coded('EBUSY'))]);
    const outbox = createOutbox(socket, () => expect.fail('a busy socket is no failure'));
    outbox.push(['a']);
    outbox.push(['b']);
    await outbox.drained();
    expect(taken).to.deep.equal([['a'], ['b']]);
  });

  it('goes on beside another sender, and after the socket was closed', async () => {
    const socket = new Dealer({ linger: 0, sendHighWaterMark: 1, sendTimeout: 100 });
    const failures: string[] = [];
    const outbox = createOutbox(socket, (error) => failures.push(String(error)) === 0);
    socket.connect('tcp://127.0.0.1:1');
    await socket.send('fills the queue');
    const other = socket.send('waits').catch(() => undefined);
    outbox.push(['meets a busy socket']);
    await outbox.drained();
    await other;
    socket.close();
    outbox.push(['meets a closed socket']);
    await outbox.drained();
    expect(failures).to.deep.equal([
      'Error: Operation was not possible or timed out',
      'Error: Socket is closed',
    ]);
  });
});
