export type { CellSession, CellSessionOptions, MimeBundle } from './cells/types.js';
export { bundleOf, displayMethod, plainText } from './display/bundle.js';
export {
  installKernel,
  kernelCommand,
  kernelProgram,
  kernelspec,
  uninstallKernel,
} from './install/kernelspec.js';
export { type KernelOptions, startKernel } from './user/main.js';
export { type Codec, createCodec } from './wire/codec.js';
export { type Connection, parseConnection, readConnection } from './wire/connection.js';
export { type Message, type Outgoing, protocolVersion } from './wire/message.js';
