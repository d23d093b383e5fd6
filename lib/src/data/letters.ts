import { checkOptions } from '../checks/options.js';
import { Generator } from '../numerics/generator.js';
import { checked, type Dataset } from './dataset.js';
import { drawStrokes, type Point, type Polyline, smoothThrough } from './strokes.js';

/** How many images to draw, and from which seed. */
export interface DrawingOptions {
  readonly count: number;
  /** Width and height in pixels. Default 28. */
  readonly side?: number;
  readonly seed: number;
}

/**
 * Each capital as strokes on a grid 4 wide and 6 high: points "xy" separated by spaces, strokes by "/". A stroke
 * that begins with "~" is smooth through its points, any other has corners.
 */
const capitals: Readonly<Record<string, string>> = {
  A: '06 20 46/14 34',
  B: '06 00/~00 30 41 32 03/~03 33 45 36 06',
  C: '~41 20 02 04 26 45',
  D: '06 00/~00 30 42 44 36 06',
  E: '40 00 06 46/03 33',
  F: '40 00 06/03 33',
  G: '~41 20 02 04 26 45 43/43 23',
  H: '00 06/40 46/03 43',
  I: '20 26/10 30/16 36',
  J: '40 45/~45 26 04',
  K: '00 06/40 03 46',
  L: '00 06 46',
  M: '06 00 24 40 46',
  N: '06 00 46 40',
  O: '~20 02 04 26 44 42 20',
  P: '06 00/~00 30 41 42 33 03',
  Q: '~20 02 04 26 44 42 20/24 46',
  R: '06 00/~00 30 41 42 33 03/23 46',
  S: '~41 20 01 23 45 26 05',
  T: '00 40/20 26',
  U: '00 04/~04 26 44/44 40',
  V: '00 26 40',
  W: '00 16 22 36 40',
  X: '00 46/40 06',
  Y: '00 23 40/23 26',
  Z: '00 40 06 46',
};

/**
 * Capital letters drawn with a pen, each turned, slanted, scaled and wobbled at random: data that a code for digits
 * has never seen. `[side, side]`, in [0, 1], labels 0 … 25 for A … Z in turn. Taught in lesson 05.
 */
export function letters(options: DrawingOptions): Dataset {
  checkOptions('letters', options, { count: true, side: true, seed: true });
  const { count, side = 28, seed } = options;
  const names = Object.keys(capitals);
  const generator = new Generator(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % names.length);
  const values = drawings(count, side, (i) => {
    const move = randomMove(side, generator);
    return strokesOf(capitals[names[i % names.length] ?? 'A'] ?? '').map((line) => line.map(move));
  });
  return checked({
    name: 'letters',
    count,
    shape: [side, side],
    values,
    range: [0, 1],
    labels,
    labelNames: names,
  });
}

/**
 * Scribbles: one to three smooth strokes through four random points each. They have a pen's look but are no
 * character. `[side, side]`, in [0, 1]. Taught in lesson 05.
 */
export function scribbles(options: DrawingOptions): Dataset {
  checkOptions('scribbles', options, { count: true, side: true, seed: true });
  const { count, side = 28, seed } = options;
  const generator = new Generator(seed);
  const place = () => generator.uniform(0.15 * side, 0.85 * side);
  const stroke = () => smoothThrough(Array.from({ length: 4 }, (): Point => [place(), place()]));
  const values = drawings(count, side, () => Array.from({ length: 1 + generator.integer(3) }, stroke));
  return checked({ name: 'scribbles', count, shape: [side, side], values, range: [0, 1] });
}

function drawings(count: number, side: number, lines: (index: number) => readonly Polyline[]): Float32Array {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`drawings: count must be a whole number of 1 or more, got ${count}`);
  const values = new Float32Array(count * side * side);
  for (let i = 0; i < count; i++)
    drawStrokes(lines(i), side, side / 12, values.subarray(i * side * side, (i + 1) * side * side));
  return values;
}

function strokesOf(capital: string): Polyline[] {
  return capital.split('/').map((stroke) => {
    const smooth = stroke.startsWith('~');
    const points = stroke
      .replace('~', '')
      .split(' ')
      .map(([x, y]): Point => [Number(x), Number(y)]);
    return smooth ? smoothThrough(points) : points;
  });
}

/** From the grid to pixels: scaled to about 20 of 28, turned, slanted and shifted a little. */
function randomMove(side: number, generator: Generator): (point: Point) => Point {
  const scale = (side / 28) * generator.uniform(2.7, 3.4);
  const angle = generator.normal(0, 0.1);
  const slant = generator.normal(0.1, 0.15);
  const [shiftX, shiftY] = [generator.normal(0, side / 40), generator.normal(0, side / 40)];
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return ([x, y]) => {
    const [u, v] = [x - 2 - slant * (y - 3), y - 3];
    return [side / 2 + shiftX + cos * u - sin * v, side / 2 + shiftY + sin * u + cos * v];
  };
}
