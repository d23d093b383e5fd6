// @ts-check
// What this machine's processors can do at best: the measure of how much of them training uses.

/** GFLOP/s of a large float32 matrix product on the engine, the best of five. */
export async function matrixPeak() {
  await import('@codebook/engine');
  const tf = await import('@tensorflow/tfjs');
  const side = 2048;
  const a = tf.randomUniform([side, side], 0, 1, 'float32', 1);
  let best = 0;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    tf.tidy(() => tf.matMul(a, a).slice([0, 0], [1, 1]).dataSync());
    best = Math.max(best, (2 * side ** 3) / (performance.now() - start) / 1e6);
  }
  a.dispose();
  return best;
}
