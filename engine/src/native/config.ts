/** Environment variable: how many logical CPU devices TensorFlow shall have; for tests of device placement. */
const logicalCpus = 'CODEBOOK_LOGICAL_CPUS';

// Field numbers of tensorflow/core/protobuf/config.proto, with the wire type in the low three bits.
const deviceCount = (1 << 3) | 2;
const gpuOptions = (6 << 3) | 2;
const softPlacement = (7 << 3) | 0;
const allowGrowth = (4 << 3) | 0;

/**
 * The context's `tensorflow.ConfigProto`, serialized: GPU memory grows as it is needed, so that two notebooks can share a
 * card; ops that have no GPU kernel run on the CPU; and there are as many logical CPUs as the environment asks for.
 *
 * @throws Error when CODEBOOK_LOGICAL_CPUS is not a whole number from 1 to 8.
 */
export function contextConfig(environment: NodeJS.ProcessEnv = process.env): Uint8Array {
  const always = [gpuOptions, 2, allowGrowth, 1, softPlacement, 1];
  const wanted = environment[logicalCpus];
  if (wanted === undefined) return Uint8Array.from(always);
  const count = Number(wanted);
  if (!Number.isInteger(count) || count < 1 || count > 8)
    throw new Error(`@codebook/engine: ${logicalCpus} is "${wanted}", expected a whole number from 1 to 8`);
  const cpus = [0x0a, 3, ...new TextEncoder().encode('CPU'), 0x10, count];
  return Uint8Array.from([deviceCount, cpus.length, ...cpus, ...always]);
}
