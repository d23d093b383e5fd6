import { getHeapStatistics } from 'node:v8';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type FrontData, Shared, sharedLength, type ToFront, type ToUser } from '../bridge.js';
import { type CellSession, createCellSession } from '../cells/index.js';
import { bundleOf } from '../display/bundle.js';
import { log } from '../log.js';
import { tslabModule, tslabTypes, typescriptVersion } from '../tslab/module.js';
import type { Connection } from '../wire/connection.js';
import { currentCell, runningCell } from './cell.js';
import { createComms } from './comms.js';
import { createDisplays } from './displays.js';
import { createExecutor, type Executor } from './executor.js';
import { closeOnExit } from './exit.js';
import { defineGlobals, globalTypes } from './globals.js';
import { createInputs } from './input.js';
import { createInterrupt, KeyboardInterrupt, refuseStopped } from './interrupt.js';
import { answerOrders } from './orders.js';
import { createOutput } from './output.js';
import { disown, followPromises, ownerOfPromise, throwerOf } from './ownership.js';
import { createPages } from './pages.js';
import { captureStreams } from './streams.js';
import { wrapTimers } from './timers.js';

/** How a kernel is started. */
export interface KernelOptions {
  connection: Connection;
  version: string;
  historyFile: string | undefined;
  /** The folder that cells run in: relative imports start there. */
  cwd: string;
  typeCheck: boolean;
}

/** Bytes of V8's heap limit that hold only young objects: what lives longer cannot use them. */
const youngGeneration = 48 * 2 ** 20;

/**
 * Starts the kernel in this process. This thread becomes the user's: cells run here, while a second thread owns the
 * sockets. The process ends when a client asks for it, or when user code ends it.
 */
export function startKernel(options: KernelOptions): void {
  process.on('SIGINT', () => undefined); // the sockets' thread sees it too, and acts
  const shared = new Int32Array(new SharedArrayBuffer(sharedLength * Int32Array.BYTES_PER_ELEMENT));
  const { port1: orders, port2: ordersEnd } = new MessageChannel();
  const worker = startFront(options, shared, ordersEnd);
  const output = createOutput(shared, (message: ToFront) => worker.postMessage(message));
  closeOnExit(worker, output, shared);
  let executor: Executor | undefined;
  const stray = (error: unknown) => executor?.stray(error, currentCell());
  const displays = createDisplays(output, stray);
  const inputs = createInputs(output);
  const comms = createComms(output);
  const pages = createPages();
  followPromises();
  wrapTimers();
  captureStreams(output);
  const page = (value: unknown) =>
    void Promise.resolve(bundleOf(value)).then((data) => pages.add(currentCell()?.job ?? 0, data));
  const { display, clearOutput } = displays;
  const { input } = inputs;
  defineGlobals({ display, clearOutput, input, comms, page }, createInterrupt(shared, runningCell));
  process.on('uncaughtException', (error) => executor?.stray(error, throwerOf(error) ?? currentCell()));
  process.on('unhandledRejection', (error, promise) =>
    executor?.stray(error, ownerOfPromise(promise) ?? currentCell()),
  );
  const session: CellSession = createCellSession({
    cwd: options.cwd,
    typeCheck: options.typeCheck,
    log,
    modules: { tslab: tslabModule(displays, options.version) },
    moduleTypes: { tslab: tslabTypes },
    globalTypes,
    afterAwait(value) {
      refuseStopped();
      return value;
    },
  });
  const ended = () => inputs.cancel(new KeyboardInterrupt());
  executor = createExecutor({ session, output, displays, pages, shared, ended });
  const handle = answerOrders({ session, executor, comms, inputs, output, shared, log });
  worker.on('message', () => {
    disown(); // a terminated cell may have left its own behind
    for (let next = receiveMessageOnPort(orders); next; next = receiveMessageOnPort(orders))
      handle(next.message as ToUser); // only the front's thread sends here
  });
  output.post({
    type: 'ready',
    languageVersion: typescriptVersion(),
    heapLimit: getHeapStatistics().heap_size_limit - youngGeneration,
  });
}

function startFront(options: KernelOptions, shared: Int32Array, orders: MessageChannel['port2']): Worker {
  const { connection, version, historyFile } = options;
  const workerData: FrontData = { connection, version, historyFile, shared, orders };
  return new Worker(new URL('../front/main.js', import.meta.url), { workerData, transferList: [orders] });
}
