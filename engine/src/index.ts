import { installBackend } from './backend.js';

installBackend();

export { type CompiledStep, type CompileOptions, compile } from './compile/compile.js';
export { type EngineInfo, engineInfo } from './info.js';
export { TensorFlowError } from './native/status.js';
