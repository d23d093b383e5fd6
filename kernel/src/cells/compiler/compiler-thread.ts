import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { requireCached } from './code-cache.js';
import type { CompilerCall, CompilerThreadData } from './compiler-client.js';

// Given by CompilerClient, the only one to start this file.
const { settings, answers, answered }: CompilerThreadData = workerData;
const port = parentPort;
if (!port) throw new Error('compiler-thread: must be started as a worker thread by CompilerClient.');

// Before anything else asks for it, so that everything gets the copy with the cached code.
const typescript = requireCached('typescript', import.meta.url);
const { NotebookCompiler } = await import('./notebook-compiler.js');
const compiler = new NotebookCompiler(settings, (line) => port.postMessage({ log: line }));

let latestCell = 0;

function answer(id: number, call: CompilerCall): unknown {
  switch (call.method) {
    case 'compileCell':
      latestCell = id;
      return compiler.compileCell(call.code);
    case 'withdrawCell':
      return call.call === latestCell ? compiler.withdrawCell() : undefined;
    case 'compileModule':
      return compiler.compileModule(call.code, call.file);
    case 'isComplete':
      return compiler.isComplete(call.code);
    case 'complete':
      return compiler.complete(call.code, call.cursor);
    case 'inspect':
      return compiler.inspect(call.code, call.cursor, call.detail);
    default:
      return unknownCall(call);
  }
}

/** Does not compile while a call is forgotten above. */
function unknownCall(call: never): never {
  throw new Error(`compiler-thread: no such call: ${JSON.stringify(call)}`);
}

function reply(id: number, call: CompilerCall, to: MessagePort): void {
  try {
    to.postMessage({ id, value: answer(id, call) });
  } catch (error) {
    to.postMessage({ id, error: error instanceof Error ? error : new Error(String(error)) });
  }
}

port.on('message', ({ id, call, wait }: { id: number; call: CompilerCall; wait: boolean }) => {
  setImmediate(() => compiler.finish());
  if (!wait) return reply(id, call, port);
  reply(id, call, answers);
  Atomics.store(answered, 0, id);
  Atomics.notify(answered, 0);
});

// Calls that come meanwhile wait in the port, and are answered in order.
compiler.warmUp();
setTimeout(typescript.save, 3_000).unref();
