import { latentGridCodes, regionPoints } from 'codebook/figures';

/** Numbers in [0, 1), the same at each run (Park & Miller's generator). */
export function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

export const draw = uniforms(7);
export const many = (count: number, at: (i: number) => number) =>
  Float32Array.from({ length: count }, (_, i) => at(i));
export const rings = (count: number, noise = 0) =>
  many(count * 784, (i) => {
    const radius = Math.hypot((i % 28) - 13.5, (Math.floor(i / 28) % 28) - 13.5);
    const ring = Math.abs(radius - 3 - (Math.floor(i / 784) % 10)) < 1.5 ? 1 : 0;
    return Math.min(1, Math.max(0, ring * (1 - noise) + noise * draw()));
  });
export const shape = [28, 28] as const;
export const digits = Array.from({ length: 10 }, (_, i) => String(i));
export const error = 'squared error (sum over pixels, mean over images)';
export const planeTitles = { xTitle: 'first code number z₁', yTitle: 'second code number z₂' };

export function cloud(count: number, dimensions: number): { points: Float32Array; labels: number[] } {
  const labels = Array.from({ length: count }, (_, i) => i % 10);
  const centre = (label: number, axis: number) => 4 * Math.sin(label * 1.7 + axis * 2);
  const points = many(count * dimensions, (i) => {
    const label = Math.floor(i / dimensions) % 10;
    return centre(label, i % dimensions) + draw() + draw() - 1;
  });
  return { points, labels };
}

export const plane = cloud(600, 2);
export const space = cloud(600, 3);
export const plan = { steps: 41, xRange: [-3, 3] as const, yRange: [-2, 2] as const };
export const regions = Array.from(regionPoints(plan)).filter((_, i) => i % 2 === 0);
export const xorPoints = many(120, (i) => (i % 2 === 0 ? draw() * 5 - 2.5 : draw() * 3 - 1.5));
export const inClass = (x: number, y: number) => (x * y > 0 ? 1 : 0);
export const grid = regionPoints({ steps: 12, xRange: [-2, 2], yRange: [-2, 2] });
export const towardsCircle = Float32Array.from(grid, (value, i) => {
  const radius = Math.hypot(grid[i - (i % 2)] ?? 0, grid[i - (i % 2) + 1] ?? 0) || 1;
  return value / radius - value;
});
export const epochs = Array.from({ length: 12 }, (_, i) => ({
  epoch: i + 1,
  train: { total: 100 + 80 / (i + 1), reconstruction: 80 + 90 / (i + 1), divergence: 20 - 10 / (i + 1) },
  validation: { total: 102 + 80 / (i + 1), reconstruction: 82 + 90 / (i + 1), divergence: 20 - 10 / (i + 1) },
}));
export const codes = latentGridCodes({ steps: 9, range: [-2, 2] });
