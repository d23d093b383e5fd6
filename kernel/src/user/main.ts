import { getHeapStatistics } from 'node:v8';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type FrontData, sharedLength, type ToFront, type ToUser } from '../bridge.js';
import {
  type CellSession,
  type CellSessionOptions,
  createCellSession,
  type StopHooks,
} from '../cells/index.js';
import { bundleOf, isThenable } from '../display/bundle.js';
import { log } from '../log.js';
import { tslabModule, tslabTypes, typescriptVersion } from '../tslab/module.js';
import type { Connection } from '../wire/connection.js';
import { surviveTermination } from './async-hooks.js';
import { createCollectedCells } from './collected-cells.js';
import { createComms } from './comms.js';
import { currentCell, currentJob, runningCell } from './current-cell.js';
import { createDisplays, type Displays } from './displays.js';
import { createExecutor, type Executor } from './executor.js';
import { closeOnExit } from './exit.js';
import { defineGlobals, globalTypes } from './globals.js';
import { createInputs } from './input.js';
import { createInterrupt, KeyboardInterrupt, refuseStopped, stopAsked } from './interrupt.js';
import { createLongWaits, type LongWaits } from './long-waits.js';
import { answerOrders } from './orders.js';
import { createOutput, type Output } from './output.js';
import { disown, followPromises, ownerOfPromise, throwerOf } from './ownership.js';
import { createPages } from './pages.js';
import { createPhases, type Phases } from './phases.js';
import { captureStreams } from './streams.js';
import { interruptSynchronousProcesses } from './synchronous-processes.js';
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
 * Starts the kernel in this process. This thread becomes the user's: cells run here, while a second thread
 * owns the sockets. The process ends when a client asks for it, or when user code ends it. Throws where the package
 * `typescript` is missing.
 */
export function startKernel(options: KernelOptions): void {
  const languageVersion = typescriptVersion();
  process.on('SIGINT', () => undefined); // the sockets' thread sees it too, and acts
  const shared = new Int32Array(new SharedArrayBuffer(sharedLength * Int32Array.BYTES_PER_ELEMENT));
  const { port1: orders, port2: ordersEnd } = new MessageChannel();
  const worker = startFront(options, shared, ordersEnd);
  const output = createOutput(shared, (message: ToFront) => worker.postMessage(message));
  closeOnExit(worker, output, shared);
  const waits = createLongWaits(output);
  const displays = createDisplays(output, waits, (error) => showLateError(error));
  const clearStack = surviveTermination();
  followPromises();
  wrapTimers();
  captureStreams(output);
  takeOrders(worker, orders, createUserSide({ options, output, waits, displays, shared, clearStack }));
  const heapLimit = getHeapStatistics().heap_size_limit - youngGeneration;
  output.post({ type: 'ready', languageVersion, heapLimit });
}

/** Shows an error that nobody awaited; set once cells can be executed. */
let showLateError: (error: unknown) => void = () => undefined;

/** What the user's side is made of. */
interface UserSideParts {
  options: KernelOptions;
  output: Output;
  waits: LongWaits;
  displays: Displays;
  shared: Int32Array;
  /** To be called when something was terminated. */
  clearStack(): void;
}

/** All that user code meets: globals, the session of cells, and what carries out orders. */
function createUserSide({ options, output, waits, displays, shared, clearStack }: UserSideParts) {
  const inputs = createInputs(output);
  const comms = createComms(output);
  const pages = createPages();
  const page = async (value: unknown) => pages.add(currentJob(), await bundleOf(value));
  const { display, clearOutput } = displays;
  const kernel = {
    display,
    clearOutput,
    input: inputs.input,
    comms,
    page: (value: unknown) => void page(value),
  };
  const interrupt = createInterrupt(shared, runningCell);
  defineGlobals(kernel, interrupt);
  interruptSynchronousProcesses(interrupt);
  const phases = createPhases(shared, runningCell);
  const session = createSession(options, displays, {
    ...stopHooks(shared, phases),
    result: tellingWaits(waits),
  });
  const ended = () => inputs.cancel();
  const collected = createCollectedCells((job) => output.post({ type: 'collected', job }));
  const executor = createExecutor({
    session,
    output,
    waits,
    displays,
    pages,
    phases,
    collected,
    shared,
    ended,
  });
  watchLateErrors(executor);
  return answerOrders({ session, executor, comms, inputs, collected, output, shared, clearStack, log });
}

/** How cells learn that they were stopped. */
function stopHooks(shared: Int32Array, phases: Phases): StopHooks {
  return {
    afterAwait(value) {
      refuseStopped();
      return value;
    },
    refuseStopped() {
      if (stopAsked(shared, runningCell)) throw new KeyboardInterrupt(false);
    },
    loading: phases.loading,
  };
}

/** Lets a cell's value say that it is waited for. A promise does not: a training may last. */
function tellingWaits(waits: LongWaits) {
  return <T>(value: T): T => {
    if (isThenable(value) && !(value instanceof Promise))
      waits.tell("its value, an object with a method 'then',");
    return value;
  };
}

function createSession(
  { cwd, typeCheck, version }: KernelOptions,
  displays: Displays,
  hooks: StopHooks & Pick<CellSessionOptions, 'result'>,
): CellSession {
  const modules = { tslab: tslabModule(displays, version) };
  const moduleTypes = { tslab: tslabTypes() };
  return createCellSession({ cwd, typeCheck, log, modules, moduleTypes, globalTypes, ...hooks });
}

function watchLateErrors(executor: Executor): void {
  showLateError = (error) => executor.stray(error, currentCell());
  process.on('uncaughtException', (error) => executor.stray(error, throwerOf(error) ?? currentCell()));
  process.on('unhandledRejection', (error, promise) => {
    executor.stray(error, ownerOfPromise(promise) ?? currentCell());
  });
}

/** Carries out all orders that wait, whenever the sockets' thread rings. */
function takeOrders(worker: Worker, orders: MessagePort, handle: (order: ToUser) => void): void {
  worker.on('message', () => {
    disown(); // a terminated cell may have left its own behind
    for (let next = receiveMessageOnPort(orders); next; next = receiveMessageOnPort(orders)) {
      handle(next.message as ToUser); // only the sockets' thread sends here
    }
  });
}

function startFront(options: KernelOptions, shared: Int32Array, orders: MessagePort): Worker {
  const { connection, version, historyFile } = options;
  const workerData: FrontData = { connection, version, historyFile, shared, orders };
  return new Worker(new URL('../front/main.js', import.meta.url), { workerData, transferList: [orders] });
}
