import type * as tf from '@tensorflow/tfjs';
import { backend } from './backend.js';
import { handleOf } from './binding/registry.js';
import { deviceOfHandle } from './native/devices.js';

/** The device whose memory holds a tensor, e.g. `/device:CPU:0`; throws for a disposed one, and inside a trace. */
export function deviceOf(tensor: tf.Tensor): string {
  const [id = -1] = backend.getInputTensorIds([tensor]);
  return deviceOfHandle(handleOf(id));
}
