import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FrontData } from '../bridge.js';
import { log } from '../log.js';
import { createCodec } from '../wire/codec.js';
import { Front } from './front.js';
import { watchParent } from './orphan.js';
import { onInterruptSignal } from './signals.js';
import { openSockets } from './sockets.js';

if (parentPort) await start(parentPort, workerData as FrontData); // what the main thread starts this file with

/** Starts the thread of the sockets. */
async function start(bell: MessagePort, data: FrontData): Promise<void> {
  const codec = createCodec(data.connection);
  const sockets = await openSockets(data.connection, log);
  const front = new Front(data, bell, codec, sockets);
  bell.on('message', (message) => front.fromUser(message));
  sockets.listen(front);
  onInterruptSignal(() => void front.interrupt());
  watchParent(() => front.shutdown());
}
