import * as tf from '@tensorflow/tfjs';
import { engine } from './engine-state.js';

let hasWarned = false;

/**
 * A list of numbers with a tensor in it (`tf.add([t], 1)`; tfjs-layers' TransformerDecoder does so) has fewer numbers than
 * its shape says. tfjs's own backend reads NaN there, in silence. So it is here, with a warning that says what to do.
 */
export function installMissingValues(): void {
  const { makeTensor } = engine();
  engine().makeTensor = function make(values, shape, dtype = 'float32', ...rest) {
    const size = tf.util.sizeFromShape([...shape]);
    const isNumeric = dtype === 'float32' || dtype === 'int32' || dtype === 'bool';
    if (!isNumeric || !hasLength(values) || values.length >= size)
      return makeTensor.call(this, values, shape, dtype, ...rest);
    if (!hasWarned)
      console.warn(
        `tfjs: got ${values.length} numbers for a tensor of shape [${shape}]; what is missing becomes NaN. ` +
          'Is there a tensor in a list of numbers? Pass the tensor itself, or tf.stack the list.',
      );
    hasWarned = true;
    const filled = Float32Array.from({ length: size }, (_, i) => Number(values[i] ?? Number.NaN));
    return makeTensor.call(this, tf.util.toTypedArray(filled, dtype), shape, dtype, ...rest);
  };
}

function hasLength(values: unknown): values is ArrayLike<unknown> {
  return Array.isArray(values) || ArrayBuffer.isView(values);
}
