import { deleteHandle } from '../native/eager.js';
import type { Pointer } from '../native/libc.js';
import { attr } from './attributes.js';
import { DType } from './dtypes.js';
import { executeHandles } from './execute.js';

/** Ops whose images TensorFlow gives as uint8, a type that tfjs does not have and calls int32. */
const decoders = new Set(['DecodeBmp', 'DecodeGif', 'DecodeJpeg', 'DecodePng', 'DecodeImage']);

/** The outputs of an op with decoded images as int32, which is what tfjs takes them for. */
export function asTfjsTypes(op: string, outputs: readonly Pointer[]): readonly Pointer[] {
  if (!decoders.has(op)) return outputs;
  const attributes = [attr.type('SrcT', DType.uint8), attr.type('DstT', DType.int32)];
  const cast = executeHandles('Cast', attributes, outputs, 1);
  for (const handle of outputs) deleteHandle(handle);
  return cast;
}
