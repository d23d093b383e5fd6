import { Shared, type ToUser } from '../bridge.js';
import type { CellSession } from '../cells/types.js';
import { cellOfMessage } from './cell.js';
import type { Comms } from './comms.js';
import { type Executor, stopCell } from './executor.js';
import type { Inputs } from './input.js';
import { KeyboardInterrupt, runRepairs } from './interrupt.js';
import { type Output, toJson } from './output.js';
import { endLeftovers, runAs } from './ownership.js';

/** What orders act on. */
export interface OrderOptions {
  session: CellSession;
  executor: Executor;
  comms: Comms;
  inputs: Inputs;
  output: Output;
  shared: Int32Array;
  log(line: string): void;
}

/** Polite time for an awaiting cell, in ms; less than the sockets' thread waits before force. */
const grace = 250;
/** Time for the `finally` blocks of a cell that took the polite stop, in ms. */
const unwinding = 1_900;

/** Carries out what the sockets' thread orders. */
export function answerOrders(options: OrderOptions): (order: ToUser) => void {
  const { session, executor, comms, inputs, output, shared, log } = options;
  const later = setTimeout;
  const reply = (job: number, content: object) =>
    output.post({ type: 'reply', job, content: toJson(content), failed: false });
  const answer = (job: number, work: () => Promise<object> | object, mayBeStopped = false): void => {
    if (!mayBeStopped) Atomics.store(shared, Shared.running, -job);
    Promise.resolve()
      .then(work)
      .then(
        (content) => reply(job, { status: 'ok', ...content }),
        (error: unknown) => reply(job, { status: 'error', ...session.describeError(error) }),
      )
      .finally(() => Atomics.compareExchange(shared, Shared.running, -job, 0));
  };
  const stop = (job: number): void => {
    inputs.cancel(new KeyboardInterrupt());
    later(() => {
      const taken = Atomics.load(shared, Shared.stop) === 0;
      if (taken) later(() => stopCell(job), unwinding - grace);
      else stopCell(job);
    }, grace);
  };
  return (order) => {
    switch (order.type) {
      case 'execute':
        return executor.execute(order);
      case 'complete':
        return answer(order.job, async () => completion(await session.complete(order.code, order.cursor)));
      case 'inspect':
        return answer(order.job, async () => {
          return { metadata: {}, ...(await session.inspect(order.code, order.cursor, order.detail)) };
        });
      case 'isComplete':
        return answer(order.job, () => completeness(session, order.code));
      case 'commInfo':
        return answer(order.job, () => ({ comms: comms.list(order.target) }));
      case 'comm':
        return answer(order.job, () => receiveComm(order, comms), true);
      case 'input':
        return inputs.answer(order.input, order.value);
      case 'stop':
        return stop(order.job);
      case 'stopped':
        runRepairs(log);
        return order.job === 0 ? endLeftovers() : stopCell(order.job, order.reason);
      case 'ping':
        return output.post({ type: 'pong', ping: order.ping });
      case 'exit':
        process.exit(order.code);
    }
  };
}

function completion({ matches, start, end, metadata }: Awaited<ReturnType<CellSession['complete']>>): object {
  return { matches, cursor_start: start, cursor_end: end, metadata };
}

/** is_complete replies say their own status. */
function completeness(session: CellSession, code: string): object {
  const { status, indent } = session.isComplete(code);
  return status === 'incomplete' ? { status, indent: indent ?? '' } : { status };
}

function receiveComm(order: Extract<ToUser, { type: 'comm' }>, comms: Comms): object {
  const { data, ...rest } = order.content;
  const fields = typeof data === 'object' && data !== null ? Object.fromEntries(Object.entries(data)) : {};
  const message = { data: fields, metadata: order.metadata, buffers: order.buffers };
  runAs(cellOfMessage(order.job), () => comms.receive(order.message, rest, message));
  return {};
}
