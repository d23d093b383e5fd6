import { checkOptions } from '../checks/options.js';
import { Generator } from '../numerics/generator.js';
import { checked } from './dataset.js';
import type { FactorDataset } from './factors.js';
import { drawStrokes, type Point, type Polyline, smoothThrough } from './strokes.js';

/** How many curves to draw, and from which seed. */
export interface CurveOptions {
  /** Training images. Default 20,000, as in the paper. */
  readonly train?: number;
  /** Test images. Default 10,000, as in the paper. */
  readonly test?: number;
  readonly seed: number;
}

/**
 * Synthetic curves after Hinton & Salakhutdinov 2006: 28×28 images of a smooth curve through three random points,
 * so six numbers say everything about an image. The paper's own images are not public in source form: these are
 * drawn anew (points uniform in the image less a margin of 4 pixels, Catmull–Rom, pen of 2 pixels), so the paper's
 * 1.44 (autoencoder) and 7.64 (logistic PCA) are numbers of other images. Taught in lesson 07.
 */
export function curves(options: CurveOptions): CurveSplits {
  checkOptions('curves', options, { train: true, test: true, seed: true });
  const { train = 20_000, test = 10_000, seed } = options;
  const generator = new Generator(seed);
  return {
    train: drawCurves('curves train', train, generator),
    test: drawCurves('curves test', test, generator),
  };
}

/** Curves with the six numbers each was drawn from. */
export interface CurveSplits {
  readonly train: FactorDataset;
  readonly test: FactorDataset;
}

const side = 28;
const factorNames = ['x1', 'y1', 'x2', 'y2', 'x3', 'y3'];

function drawCurves(name: string, count: number, generator: Generator): FactorDataset {
  const values = new Float32Array(count * side * side);
  const factors = Float32Array.from({ length: 6 * count }, () => generator.uniform(4, side - 4));
  for (let i = 0; i < count; i++) {
    const image = values.subarray(i * side * side, (i + 1) * side * side);
    drawStrokes([curveThrough(factors.subarray(6 * i, 6 * i + 6))], side, 2, image);
  }
  return checked({ name, count, shape: [side, side], values, range: [0, 1], factors, factorNames });
}

function curveThrough(numbers: Float32Array): Polyline {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = numbers;
  const points: Point[] = [
    [x1, y1],
    [x2, y2],
    [x3, y3],
  ];
  return smoothThrough(points);
}
