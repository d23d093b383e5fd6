import { contextConfig } from './config.js';
import { deleteOp, execute, newOp } from './eager.js';
import { type Memory, type Pointer, quietly } from './libc.js';
import { declare } from './library.js';
import { returnLoadedPages } from './loaded-pages.js';
import { check, status } from './status.js';
import { version } from './tensor.js';
import { keepNotANumberInXla } from './xla-flags.js';

const P = 'void *';
const newContextOptions = declare<() => Pointer>('TFE_NewContextOptions', P);
const deleteContextOptions = declare<(options: Pointer) => void>('TFE_DeleteContextOptions', 'void', P);
const setConfig = declare<(options: Pointer, proto: Memory, bytes: number, status: Pointer) => void>(
  'TFE_ContextOptionsSetConfig',
  'void',
  P,
  P,
  'size_t',
  P,
);
const newContext = declare<(options: Pointer, status: Pointer) => Pointer>('TFE_NewContext', P, P, P);

/** Makes an eager context; `config` is a serialized `tensorflow.ConfigProto`, empty for the defaults. */
export function makeContext(config: Uint8Array = new Uint8Array()): Pointer {
  const options = newContextOptions();
  try {
    if (config.length > 0) setConfig(options, config, config.length, status);
    check('TFE_ContextOptionsSetConfig');
    const made = newContext(options, status);
    check('TFE_NewContext');
    return made;
  } finally {
    deleteContextOptions(options);
  }
}

/** The eager context of this thread: every op runs in it. The first op prints banners, so one runs here, quietly. */
export const context: Pointer = quietly(() => {
  keepNotANumberInXla(version);
  const made = makeContext(contextConfig());
  warmUp(made);
  returnLoadedPages();
  return made;
});

function warmUp(made: Pointer): void {
  const op = newOp(made, 'NoOp', status);
  check('NoOp');
  const outputs = new BigUint64Array(1);
  const count = new Int32Array([0]);
  execute(op, outputs, count, status);
  deleteOp(op);
  check('NoOp');
}
