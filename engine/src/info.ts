import { libraryFolder } from './native/library.js';
import { openBlasFile } from './native/openblas.js';
import { version } from './native/tensor.js';
import { currentDevice, devices, whyNoGpu } from './placement.js';

/** What the engine runs on. */
export interface EngineInfo {
  /** TensorFlow's version, e.g. `2.21.0`. */
  readonly tensorflow: string;
  /** The folder its libraries were loaded from. */
  readonly libraryPath: string;
  /** The file of OpenBLAS, or `undefined` where it is not installed. */
  readonly openBlas: string | undefined;
  /** Names of the devices, e.g. `/device:CPU:0`. */
  readonly devices: readonly string[];
  /** The device ops run on. */
  readonly device: string;
  /** The GPU in use, or one line on why there is none. */
  readonly gpu: string;
}

/** Says which TensorFlow is loaded, from where, and which devices it has. */
export function engineInfo(): EngineInfo {
  const [devicesFound, device] = [devices(), currentDevice()];
  return {
    tensorflow: version,
    libraryPath: libraryFolder,
    openBlas: openBlasFile(),
    devices: devicesFound,
    device,
    gpu: whyNoGpu() || device,
  };
}
