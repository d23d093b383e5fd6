import { join } from 'node:path';
import koffi, { type LibraryHandle, type TypeObject } from 'koffi';
import { defaultEnvironment, pin, quietly } from './libc.js';
import { findTensorFlow } from './locate.js';
import { platform } from './platform.js';
import { keepSignalsAway } from './signals.js';

// Read once by TensorFlow while it loads. Its own allocator keeps eager memory flat: glibc's fragments.
defaultEnvironment('TF_CPU_ALLOCATOR_USE_BFC', '1');
defaultEnvironment('TF_CPP_MIN_LOG_LEVEL', '3');
// oneDNN is off by itself on processors without AVX-512, as many laptops have. There a convolutional net costs three times
// the work, and TensorFlow refuses depthwise convolutions with dilations or unequal strides.
if (process.arch === 'x64') defaultEnvironment('TF_ENABLE_ONEDNN_OPTS', '1');

/** The folder TensorFlow was loaded from. */
export const libraryFolder: string = findTensorFlow();

keepSignalsAway();
const library: LibraryHandle = quietly(() => {
  const [framework, core] = platform().libraries.map((file) => join(libraryFolder, file));
  if (framework === undefined || core === undefined) throw new Error('platform() names two libraries');
  pin(framework);
  pin(core);
  return koffi.load(core, { lazy: true });
});

/** A C type: its name, or a structure made by `koffi.struct`. */
export type CType = string | TypeObject;

/**
 * Declares a C function of TensorFlow. `F` is its prototype in TypeScript: `void *` is a `Pointer`, `const char *` a
 * string, `int64` and `size_t` numbers.
 */
export function declare<F>(name: string, result: CType, ...parameters: CType[]): F {
  // koffi's functions are untyped; F states the C prototype given beside it.
  return library.func(name, result, parameters) as unknown as F;
}

/**
 * The same function, called in another thread. It returns at once; `done` is called when the event loop turns next after
 * the call has ended. Arrays that it is given must live until then.
 */
export function inOtherThread<P extends unknown[]>(
  fn: (...parameters: P) => void,
): (...parameters: [...P, done: () => void]) => void {
  // koffi gives each of its functions this method.
  return (fn as unknown as { async: (...parameters: [...P, done: () => void]) => void }).async;
}
