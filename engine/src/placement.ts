import { existsSync } from 'node:fs';
import { context } from './native/context.js';
import { deviceNames } from './native/devices.js';
import { newOp, setOpDevice } from './native/eager.js';
import type { Pointer } from './native/libc.js';
import { check, status } from './native/status.js';

const firstGpu = deviceNames.find((name) => name.includes('GPU'));
const initial = firstGpu ?? deviceNames[0] ?? '/device:CPU:0';
let current = initial;

/** The devices TensorFlow found, e.g. `['/device:CPU:0', '/device:GPU:0']`. */
export function devices(): readonly string[] {
  return deviceNames;
}

/** The device that ops and compiled steps run on: the first GPU where there is one, else the CPU. */
export function currentDevice(): string {
  return current;
}

/**
 * Runs all ops and compiled steps on another device from now on. Tensors that lie elsewhere are copied when they are used.
 *
 * @throws Error for a name that {@link devices} does not list.
 */
export function useDevice(name: string): void {
  if (!deviceNames.includes(name))
    throw new Error(
      `useDevice: there is no device ${name}. There are ${deviceNames.join(', ')}. ${whyNoGpu()}`.trim(),
    );
  current = name;
}

/** Runs a function with another device; what it returns lies there. The device is as before afterwards, also on a throw. */
export function onDevice<T>(name: string, run: () => T): T {
  const before = current;
  useDevice(name);
  try {
    return run();
  } finally {
    current = before;
  }
}

/** One line on why no GPU is used, with what to do; empty where one is. */
export function whyNoGpu(): string {
  if (firstGpu !== undefined) return '';
  if (process.platform !== 'linux') return 'TensorFlow uses GPUs on Linux only.';
  if (!existsSync('/proc/driver/nvidia/version') && !existsSync('/dev/nvidiactl'))
    return 'No GPU is used: this machine has no NVIDIA driver.';
  return 'No GPU is used: this TensorFlow has no CUDA. Run npm start -- --gpu to install one that has.';
}

/** A new op of this thread's context, placed on the current device; the caller deletes it. */
export function newPlacedOp(name: string): Pointer {
  const op = newOp(context, name, status);
  check(name);
  setOpDevice(op, current, status);
  check(name);
  return op;
}
