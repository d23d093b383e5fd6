import type { ToUser } from '../bridge.js';
import type { CellSession } from '../cells/types.js';
import { createAnswers } from './answers.js';
import { cellOfMessage } from './cell.js';
import type { CollectedCells } from './collected-cells.js';
import type { Comms } from './comms.js';
import type { Executor } from './executor.js';
import type { Inputs } from './input.js';
import { KeyboardInterrupt, runRepairs } from './interrupt.js';
import type { Output } from './output.js';
import { runAs } from './ownership.js';
import { createCellStops } from './stopping.js';

/** What orders act on. */
export interface OrderOptions {
  session: CellSession;
  executor: Executor;
  comms: Comms;
  inputs: Inputs;
  collected: CollectedCells;
  output: Output;
  shared: Int32Array;
  /** To be called when something was terminated: its stack is not there any more. */
  clearStack(): void;
  log(line: string): void;
}

/** Carries out what the sockets' thread orders. */
export function answerOrders(options: OrderOptions): (order: ToUser) => void {
  const { session, executor, comms, inputs, collected, output, shared, clearStack, log } = options;
  const answers = createAnswers(session, output, shared);
  const stops = createCellStops(shared);
  return (order) => {
    switch (order.type) {
      case 'execute':
        return executor.execute(order);
      case 'complete':
        return answers.give(order.job, 'kernel', async () => {
          return completion(await session.complete(order.code, order.cursor));
        });
      case 'inspect':
        return answers.give(order.job, 'kernel', async () => {
          return { metadata: {}, ...(await session.inspect(order.code, order.cursor, order.detail)) };
        });
      case 'isComplete':
        return answers.give(order.job, 'kernel', () => completeness(session, order.code));
      case 'commInfo':
        return answers.give(order.job, 'kernel', () => ({ comms: comms.list(order.target) }));
      case 'comm':
        return answers.give(order.job, 'user', () => receiveComm(order, comms, collected));
      case 'input':
        return inputs.answer(order.input, order.value);
      case 'stop':
        inputs.cancel();
        return stops.ask(order.job);
      case 'stopped':
        clearStack();
        runRepairs(log);
        answers.fail(new KeyboardInterrupt(false));
        return stops.forced(order.job, order.reason);
      case 'ping':
        return output.post({ type: 'pong', ping: order.ping });
      case 'exit':
        process.exit(order.code);
        break; // not reached: the process has ended
      default:
        return unknownOrder(order);
    }
  };
}

/** Does not compile while an order is forgotten above: who asked would wait for ever. */
function unknownOrder(order: never): never {
  throw new Error(`unknown order ${JSON.stringify(order)}: both threads must come from one build`);
}

function completion({ matches, start, end, metadata }: Awaited<ReturnType<CellSession['complete']>>): object {
  return { matches, cursor_start: start, cursor_end: end, metadata };
}

/** is_complete replies say their own status. */
function completeness(session: CellSession, code: string): object {
  const { status, indent } = session.isComplete(code);
  return status === 'incomplete' ? { status, indent: indent ?? '' } : { status };
}

function receiveComm(
  order: Extract<ToUser, { type: 'comm' }>,
  comms: Comms,
  collected: CollectedCells,
): object {
  const { data, ...rest } = order.content;
  const fields = typeof data === 'object' && data !== null ? Object.fromEntries(Object.entries(data)) : {};
  const message = { data: fields, metadata: order.metadata, buffers: order.buffers };
  const cell = cellOfMessage(order.job);
  collected.watch(cell);
  runAs(cell, () => comms.receive(order.message, rest, message));
  return {};
}
