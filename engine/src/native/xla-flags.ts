import { addToEnvironment } from './libc.js';

/** The newest TensorFlow that was seen to know the flag below: one that does not would end the process. */
const newestKnown = [2, 21] as const;

/**
 * XLA takes maxima and minima on a CPU as if there were no NaN (`max(1, NaN)` is 1, and so is what a `relu` or a mean of
 * maxima is made of), unless this is set before it compiles for the first time. It costs nothing that can be measured.
 */
export function keepNotANumberInXla(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const known = major < newestKnown[0] || (major === newestKnown[0] && minor <= newestKnown[1]);
  if (known) addToEnvironment('XLA_FLAGS', '--xla_cpu_enable_fast_min_max', 'false');
}
