import { installBackend } from './backend.js';

installBackend();

export { type CompiledStep, type CompileOptions, compile } from './compile/compile.js';
export { type EngineInfo, engineInfo } from './info.js';
export {
  Dropout,
  GaussianNoise,
  type GaussianNoiseConfig,
  Masking,
  type RateConfig,
  SaltAndPepper,
} from './layers/noise.js';
export { TensorFlowError } from './native/status.js';
export * as random from './random/random.js';
