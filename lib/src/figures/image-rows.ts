import { readNumbers, requireLength, requireWhole, type Values } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import type { Figure } from './figure.js';
import { type ImageGridOptions, imageGrid } from './image-grid.js';
import { type FrameOptions, frameOptions, numberText } from './layout.js';

/** Options of {@link reconstructions}. */
export interface ReconstructionsOptions extends FrameOptions {
  /** Shape of one image: `[height, width]` or `[height, width, 3]`. */
  readonly shape: readonly number[];
  /** How many of the images to show; 10 by default. */
  readonly columns?: number;
}

/**
 * Originals over their reconstructions, each column headed by its squared error (sum over pixels).
 *
 * @throws when both differ in length, and as `imageGrid` does.
 */
export function reconstructions(
  originals: Values,
  reconstructed: Values,
  options: ReconstructionsOptions,
): Figure {
  const name = 'reconstructions';
  checkOptions(name, options, { ...frameOptions, shape: true, columns: true });
  const x = Float32Array.from(readNumbers(name, 'originals', originals));
  const r = Float32Array.from(readNumbers(name, 'reconstructions', reconstructed));
  requireLength(name, 'numbers of the reconstructions', r.length, x.length);
  const pixels = options.shape.reduce((product, length) => product * length, 1);
  const shown = Math.min(requireWhole(name, 'columns', options.columns ?? 10), Math.floor(x.length / pixels));
  const errors = Array.from({ length: shown }, (_, i) => squaredError(x, r, i * pixels, pixels));
  const columnLabels = errors.map((error) => numberText(error, 3));
  const alt =
    `${options.title ? `${options.title}. ` : ''}${shown} images over their reconstructions; ` +
    `squared error (sum over pixels) of each: ${columnLabels.join(', ')}.`;
  const cut = (numbers: Float32Array) => numbers.subarray(0, shown * pixels);
  const rows = { original: cut(x), reconstruction: cut(r) };
  return imageGrid(rows, { ...options, columns: shown, columnLabels, alt: options.alt ?? alt });
}

function squaredError(x: Float32Array, r: Float32Array, from: number, length: number): number {
  let sum = 0;
  for (let i = from; i < from + length; i++) sum += ((x[i] ?? 0) - (r[i] ?? 0)) ** 2;
  return sum;
}

/** Options of {@link filters}. */
export interface FiltersOptions extends FrameOptions {
  /** Shape of one filter: `[height, width]`; its product is the number of inputs. */
  readonly shape: readonly [number, number];
  /** Filters a row; 10 by default. */
  readonly columns?: number;
  /** Grey scale for `each` filter (default) or one for `all`. */
  readonly scale?: 'each' | 'all';
}

/**
 * What each unit of a dense layer looks for: its weights as an image. `weights` is `[inputs, units]`, as a
 * dense layer's kernel is; 0 is mid grey, white the greatest absolute value, black its negative.
 *
 * @throws when the number of weights is no multiple of the number of inputs.
 */
export function filters(weights: Values, options: FiltersOptions): Figure {
  const name = 'filters';
  checkOptions(name, options, { ...frameOptions, shape: true, columns: true, scale: true });
  const { scale = 'each', ...gridOptions } = options;
  if (scale !== 'each' && scale !== 'all')
    throw new TypeError(`${name}: scale must be "each" or "all", got ${String(scale)}.`);
  const kernel = readNumbers(name, 'weights', weights);
  const inputs = options.shape[0] * options.shape[1];
  if (kernel.length % inputs !== 0)
    throw new RangeError(
      `${name}: ${kernel.length} weights are no whole number of units with ${inputs} inputs each.`,
    );
  const units = kernel.length / inputs;
  const rows = scaledFilters(kernel, inputs, units, scale);
  const alt =
    `${options.title ? `${options.title}. ` : ''}Weights of ${units} units as images of ` +
    `${options.shape.join(' × ')} pixels; mid grey is 0, white positive, black negative.`;
  return imageGrid(rows, { ...gridOptions, range: [-1, 1], alt: options.alt ?? alt });
}

/** Transposes `[inputs, units]` to `[units, inputs]` and divides by the greatest absolute value. */
function scaledFilters(
  kernel: ArrayLike<number>,
  inputs: number,
  units: number,
  scale: 'each' | 'all',
): Float32Array {
  const rows = new Float32Array(kernel.length);
  const most = new Float32Array(units);
  for (let i = 0; i < inputs; i++)
    for (let u = 0; u < units; u++) {
      const weight = kernel[i * units + u] ?? 0;
      rows[u * inputs + i] = weight;
      most[u] = Math.max(most[u] ?? 0, Math.abs(weight));
    }
  const overall = most.reduce((a, b) => Math.max(a, b), 0);
  return rows.map((weight, at) => {
    const divisor = scale === 'all' ? overall : (most[Math.floor(at / inputs)] ?? 0);
    return divisor === 0 ? 0 : weight / divisor;
  });
}

/** Options of {@link interpolations}. */
export interface InterpolationsOptions extends FrameOptions {
  readonly shape: readonly number[];
  /** Share of the second end in each step; from 0 to 1 in equal steps by default. */
  readonly weights?: readonly number[];
}

/**
 * Walks from one image to another, a strip for each way of walking: `{ codes: …, pixels: … }`, each
 * `[steps, height × width]`. Columns are headed by α in (1 − α) first + α second.
 *
 * @throws when strips differ in length, and as `imageGrid` does.
 */
export function interpolations(
  strips: Readonly<Record<string, Values>>,
  options: InterpolationsOptions,
): Figure {
  const name = 'interpolations';
  checkOptions(name, options, { ...frameOptions, shape: true, weights: true });
  const { weights, ...gridOptions } = options;
  const pixels = options.shape.reduce((product, length) => product * length, 1);
  const first = Object.entries(strips)[0];
  if (first === undefined) throw new TypeError(`${name}: strips is empty; pass e.g. { codes, pixels }.`);
  const steps = Math.floor(readNumbers(name, first[0], first[1]).length / pixels);
  const alphas = weights ?? Array.from({ length: steps }, (_, i) => i / Math.max(1, steps - 1));
  const columnLabels = alphas.map((alpha, i) => `${i === 0 ? 'α = ' : ''}${numberText(alpha, 2)}`);
  const alt =
    `${options.title ? `${options.title}. ` : ''}Walks from one image to another in ${steps} steps; ` +
    `a row each for ${Object.keys(strips).join(', ')}.`;
  const grid: ImageGridOptions = { ...gridOptions, columns: steps, columnLabels, alt: options.alt ?? alt };
  return imageGrid(strips, grid);
}
