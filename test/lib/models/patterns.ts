import { type Dataset, Generator } from 'codebook';

/** A small set with structure: points on a curved surface of `latent` dimensions in `features`, in [0, 1]. */
export function curvedPatterns(count: number, features: number, latent = 2, seed = 1): Dataset {
  const generator = new Generator(seed);
  const mixing = Float32Array.from({ length: latent * features }, () => generator.normal());
  const values = new Float32Array(count * features);
  for (let i = 0; i < count; i++) {
    const point = Float32Array.from({ length: latent }, () => generator.normal());
    for (let j = 0; j < features; j++) {
      const field = point.reduce((sum, value, k) => sum + value * (mixing[k * features + j] ?? 0), 0);
      values[i * features + j] = 1 / (1 + Math.exp(-field));
    }
  }
  return { name: 'curved patterns', count, shape: [features], values, range: [0, 1] };
}

/** Bits drawn evenly. */
export function randomBits(count: number, features: number, seed = 1): Dataset {
  const generator = new Generator(seed);
  const values = Float32Array.from({ length: count * features }, () => generator.integer(2));
  return { name: 'bits', count, shape: [features], values, range: [0, 1] };
}
