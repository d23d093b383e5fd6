import { checkOptions } from '../checks/options.js';
import { Generator } from '../numerics/generator.js';
import { checked, type Dataset, example } from './dataset.js';
import type { FactorDataset } from './factors.js';

/** How far pictures are turned. */
export interface RotationOptions {
  /** Least and greatest angle in degrees, anticlockwise. Default `[0, 360]`. */
  readonly angles?: readonly [low: number, high: number];
  readonly seed: number;
}

/**
 * Each picture turned about its centre by an angle of its own, drawn evenly: "rot" of Larochelle et al. 2007, made
 * from any grey pictures `[height, width]`. A pixel of the turned picture is read where it came from, between four
 * pixels bilinearly; outside lies 0. The angle in degrees is a factor, `factor(turned, 'angle')`. Labels stay. Taught
 * in lesson 13.
 * @throws TypeError for unknown options; RangeError for pictures of another rank, angles that are no range, a bad seed.
 */
export function rotatedDigits(digits: Dataset, options: RotationOptions): FactorDataset {
  checkOptions('rotatedDigits', options, { angles: true, seed: true });
  const { angles: [low, high] = [0, 360], seed } = options;
  const [height, width] = sidesOf('rotatedDigits', digits);
  if (!(low < high && Number.isFinite(high - low)))
    throw new RangeError(`rotatedDigits: angles must go from low to high, got [${low}, ${high}]`);
  const generator = new Generator(seed);
  const factors = Float32Array.from({ length: digits.count }, () => generator.uniform(low, high));
  const values = new Float32Array(digits.values.length);
  for (const [i, angle] of factors.entries())
    values.set(rotated(example(digits, i), height, width, angle), i * height * width);
  const turned = { ...digits, name: `${digits.name}, rotated`, values };
  return { ...checked(turned), factors, factorNames: ['angle'] };
}

/**
 * Each picture on a background of noise, drawn evenly from 0 to 1 for each pixel and picture; the brighter of the two
 * is seen: "bg-rand" of Larochelle et al. 2007, made from any pictures in [0, 1]. Labels stay. Taught in lesson 13.
 * @throws TypeError for unknown options; RangeError for pictures that are not in [0, 1], a bad seed.
 */
export function randomBackground(digits: Dataset, options: { readonly seed: number }): Dataset {
  checkOptions('randomBackground', options, { seed: true });
  if (digits.range.join() !== '0,1')
    throw new RangeError(`randomBackground: pictures must lie in [0, 1], got [${digits.range}]`);
  const generator = new Generator(options.seed);
  const values = digits.values.map((ink) => Math.max(ink, generator.uniform()));
  return checked({ ...digits, name: `${digits.name}, random background`, values });
}

function sidesOf(caller: string, { name, shape }: Dataset): [number, number] {
  const [height, width, ...more] = shape;
  if (!height || !width || more.length > 0)
    throw new RangeError(`${caller}: pictures must be [height, width], ${name} has [${shape}]`);
  return [height, width];
}

/** One picture turned anticlockwise by degrees, as it is seen with the first row on top. */
function rotated(picture: Float32Array, height: number, width: number, degrees: number): Float32Array {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [middleY, middleX] = [(height - 1) / 2, (width - 1) / 2];
  const ink = (y: number, x: number) =>
    y < 0 || y >= height || x < 0 || x >= width ? 0 : (picture[y * width + x] ?? 0);
  return Float32Array.from({ length: height * width }, (_, i) => {
    const [down, right] = [Math.floor(i / width) - middleY, (i % width) - middleX];
    const y = middleY + cos * down + sin * right;
    const x = middleX + cos * right - sin * down;
    const [top, left] = [Math.floor(y), Math.floor(x)];
    const [v, u] = [y - top, x - left];
    const upper = (1 - u) * ink(top, left) + u * ink(top, left + 1);
    const lower = (1 - u) * ink(top + 1, left) + u * ink(top + 1, left + 1);
    return (1 - v) * upper + v * lower;
  });
}
