import { installBackend } from './backend.js';
import { installRepair } from './engine-repair.js';
import { installGradients } from './gradients/install.js';
import { keepHostValuesApart } from './host-values.js';
import { installBilinear } from './kernels/bilinear.js';
import { installCasts } from './kernels/casts.js';
import { installChannelsFirst } from './kernels/channels-first.js';
import { installCheckedIndices } from './kernels/checked-indices.js';
import { installDenseOps } from './kernels/dense-ops.js';
import { installDilatedVolumes } from './kernels/dilated-volumes.js';
import { installFewChannelConvolution } from './kernels/few-channel-convolution.js';
import { installGather } from './kernels/gather.js';
import { installHostKernels } from './kernels/host-kernels.js';
import { installNegativePadding } from './kernels/negative-padding.js';
import { installNotANumber } from './kernels/not-a-number.js';
import { installNumericTypes } from './kernels/numeric-types.js';
import { installPaddingByHand } from './kernels/padding-by-hand.js';
import { installPoolingBeforeRelu } from './kernels/pooling-before-relu.js';
import { installPoolingByHand } from './kernels/pooling-by-hand.js';
import { installRepeatedNumbers } from './kernels/repeated-number.js';
import { installUpsampledConvolution } from './kernels/upsampled-convolution.js';
import { installUpsamplingGradient } from './kernels/upsampling.js';
import { installWholeNumberDivision } from './kernels/whole-number-division.js';
import { installFrozenBatchNorm } from './layers/batch-norm.js';
import { installGruResetAfter } from './layers/gru-reset-after.js';
import { installLstm } from './layers/lstm.js';
import { refuseRecurrentState } from './layers/recurrent-state.js';
import { installRepeatVector } from './layers/repeat-vector.js';
import { installTimeDistributed } from './layers/time-distributed.js';
import { installMissingValues } from './missing-values.js';
import { guardLearningRates } from './optimizers/learning-rate.js';
import { mendHistograms } from './tfjs-node/histogram.js';
import { mendPngAlpha } from './tfjs-node/png-alpha.js';

installBackend();
installRepair();
keepHostValuesApart();
mendHistograms();
mendPngAlpha();
installGather();
installDenseOps();
installRepeatedNumbers();
installHostKernels();
installNumericTypes();
installCasts();
installBilinear();
installNotANumber();
installCheckedIndices();
installWholeNumberDivision();
installFewChannelConvolution();
installDilatedVolumes();
installNegativePadding();
installPaddingByHand();
installPoolingByHand();
installUpsamplingGradient();
installUpsampledConvolution();
installChannelsFirst();
installGradients();
installPoolingBeforeRelu();
installLstm();
installFrozenBatchNorm();
refuseRecurrentState();
guardLearningRates();
installGruResetAfter();
installMissingValues();
installRepeatVector();
installTimeDistributed();

export { byteRows } from './compile/byte-rows.js';
export type { Jit, StepWork, Timings } from './compile/choice.js';
export { type CompiledStep, compile } from './compile/compile.js';
export { type CompiledLoop, compileLoop } from './compile/loop.js';
export type { LoopOptions } from './compile/loop-options.js';
export type { Runner } from './compile/loop-step.js';
export { NonFiniteError } from './compile/non-finite.js';
export type { CompileOptions } from './compile/options.js';
export { keepsXlaAway, xlaCompileTime } from './compile/xla-cost.js';
export { filledTensor } from './filled-tensor.js';
export { type EngineInfo, engineInfo } from './info.js';
export { type LstmResult, type LstmRun, type LstmWeights, runLstm } from './layers/lstm-chains.js';
export type { LstmState } from './layers/lstm-sequence.js';
export {
  Dropout,
  GaussianNoise,
  type GaussianNoiseConfig,
  Masking,
  type RateConfig,
  SaltAndPepper,
} from './layers/noise.js';
export { isLent, lentArray, lentBytes, lentTensor } from './lent-memory.js';
export * as linalg from './linalg/linalg.js';
export { type OpenBlas, openBlas } from './native/openblas.js';
export { TensorFlowError } from './native/status.js';
export { atLearningRate, setLearningRate } from './optimizers/learning-rate.js';
export { currentDevice, devices, onDevice, useDevice, whyNoGpu } from './placement.js';
export * as random from './random/random.js';
export { deviceOf } from './tensor-device.js';
