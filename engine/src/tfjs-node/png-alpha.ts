import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';

/** The method of tfjs-node's backend that reads PNG files; 0 channels are as many as the file has. */
interface PngReader {
  decodePng(contents: Uint8Array, channels: number): tf.Tensor3D;
}

const rgba = 4;
/** Where a PNG file says how many bits a sample has; its first chunk begins with that of the header. */
const [bitsAt, firstChunk] = [24, 8];

/**
 * Opaque images are opaque: asked for alpha that the file does not have, TensorFlow fills in the greatest value of the
 * file's own bits, which is 1, 3 or 15 of 255 where samples have less than 8.
 */
export function mendPngAlpha(): void {
  // Its declaration does not list this method; PngReader is that of the code.
  const reader = backend as unknown as PngReader;
  const original = reader.decodePng;
  reader.decodePng = function decodePng(contents, channels) {
    const invented = channels === rgba && (contents[bitsAt] ?? 8) < 8 && !hasTransparency(contents);
    if (!invented) return original.call(this, contents, channels);
    return tf.tidy(() => {
      const colours = original.call(this, contents, rgba - 1);
      const alpha = tf.fill([...colours.shape.slice(0, 2), 1], 255, 'int32');
      return tf.concat([colours, alpha], 2) as tf.Tensor3D;
    });
  };
}

/** Whether a file of less than 8 bits, which has no alpha of its own, says what is transparent: a chunk before the image. */
function hasTransparency(contents: Uint8Array): boolean {
  const view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
  for (let at = firstChunk; at + 8 <= contents.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...contents.subarray(at + 4, at + 8));
    if (name === 'tRNS') return true;
    if (name === 'IDAT') return false;
  }
  return false;
}
