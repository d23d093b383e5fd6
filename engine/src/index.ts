import { installBackend } from './backend.js';
import { installActivationGradients } from './gradients/activations.js';
import { installGather } from './kernels/gather.js';
import { installUpsamplingGradient } from './kernels/upsampling.js';
import { installLstm } from './layers/lstm.js';
import { installRepeatVector } from './layers/repeat_vector.js';
import { installTimeDistributed } from './layers/time_distributed.js';

installBackend();
installGather();
installUpsamplingGradient();
installActivationGradients();
installLstm();
installRepeatVector();
installTimeDistributed();

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
