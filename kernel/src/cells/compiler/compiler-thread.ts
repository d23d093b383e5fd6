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

function answer(call: CompilerCall): unknown {
  switch (call.method) {
    case 'compileCell':
      return compiler.compileCell(call.code);
    case 'compileModule':
      return compiler.compileModule(call.code, call.file);
    case 'isComplete':
      return compiler.isComplete(call.code);
    case 'complete':
      return compiler.complete(call.code, call.cursor);
    case 'inspect':
      return compiler.inspect(call.code, call.cursor, call.detail);
  }
}

function reply(id: number, call: CompilerCall, to: MessagePort): void {
  try {
    to.postMessage({ id, value: answer(call) });
  } catch (error) {
    to.postMessage({ id, error: error instanceof Error ? error : new Error(String(error)) });
  }
}

port.on('message', ({ id, call, wait }: { id: number; call: CompilerCall; wait: boolean }) => {
  if (!wait) return reply(id, call, port);
  reply(id, call, answers);
  Atomics.store(answered, 0, id);
  Atomics.notify(answered, 0);
});

// Calls that come meanwhile wait in the port, and are answered in order.
compiler.warmUp();
setTimeout(typescript.save, 3_000).unref();
