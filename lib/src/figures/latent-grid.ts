import { describe, readNumbers, requireTitle, requireWhole, type Values } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import { pngDataUri } from '../rendering/png.js';
import { Figure } from './figure.js';
import { baseLayout, type FrameOptions, frameOf, frameOptions, plotAxes, rounded } from './layout.js';
import { enlarge, tile } from './tiles.js';

/** A square of the plane of codes, and how many steps are taken along each side. */
export interface LatentGridPlan {
  readonly steps: number;
  /** Least and greatest code along both axes. */
  readonly range: readonly [number, number];
}

/**
 * The codes to decode for {@link latentGrid}: `[steps × steps, 2]`, row by row from the top left, so that the
 * first number grows to the right and the second one upwards.
 */
export function latentGridCodes(plan: LatentGridPlan): Float32Array {
  checkOptions('latentGridCodes', plan, { steps: true, range: true });
  const { steps, range } = plan;
  requireWhole('latentGridCodes', 'steps', steps, 2);
  const at = (i: number) => range[0] + ((range[1] - range[0]) * i) / (steps - 1);
  return Float32Array.from({ length: 2 * steps * steps }, (_, i) => {
    const cell = Math.floor(i / 2);
    return i % 2 === 0 ? at(cell % steps) : at(steps - 1 - Math.floor(cell / steps));
  });
}

/** Options of {@link latentGrid}. */
export interface LatentGridOptions extends FrameOptions, LatentGridPlan {
  /** Shape of one image: `[height, width]`. */
  readonly shape: readonly [number, number];
  readonly xTitle?: string;
  readonly yTitle?: string;
}

const name = 'latentGrid';

/**
 * What the decoder makes of each place in a plane of codes: `images` is `[steps × steps, height × width]` in
 * [0, 1], decoded from {@link latentGridCodes} of the same steps and range.
 *
 * @throws when the images do not fill the grid.
 */
export function latentGrid(images: Values, options: LatentGridOptions): Figure {
  checkOptions(name, options, {
    ...frameOptions,
    shape: true,
    steps: true,
    range: true,
    xTitle: true,
    yTitle: true,
  });
  const { steps, range, shape, xTitle = 'first code number z₁', yTitle = 'second code number z₂' } = options;
  requireWhole(name, 'steps', steps, 2);
  if (!(range[0] < range[1]))
    throw new RangeError(`${name}: range must be [low, high], got ${describe(range)}.`);
  const numbers = Float32Array.from(readNumbers(name, 'images', images));
  const pixels = shape[0] * shape[1];
  if (numbers.length !== steps * steps * pixels)
    throw new RangeError(
      `${name}: images has ${numbers.length} numbers, expected ${steps} × ${steps} images of ${shape.join(' × ')} pixels.`,
    );
  const frame = frameOf(name, options.size ?? { width: 640, height: 620 });
  const axes = plotAxes(frame, {
    x: requireTitle(name, 'xTitle', xTitle),
    y: requireTitle(name, 'yTitle', yTitle),
  });
  const half = (range[1] - range[0]) / (steps - 1) / 2;
  const ticks = { range: [range[0] - half, range[1] + half], tickvals: tickValues(options), showgrid: false };
  const layout = {
    ...baseLayout(frame, options.title),
    xaxis: { ...axes.xaxis, ...ticks },
    yaxis: { ...axes.yaxis, ...ticks },
    images: [gridImage(numbers, options, half)],
  };
  const data = [
    {
      type: 'scatter',
      mode: 'markers',
      x: [range[0]],
      y: [range[0]],
      marker: { opacity: 0 },
      hoverinfo: 'skip',
    },
  ];
  const alt =
    `${options.title ? `${options.title}. ` : ''}What is decoded from ${steps} × ${steps} codes: ${xTitle} from ` +
    `${range[0]} to ${range[1]} to the right, ${yTitle} from ${range[0]} to ${range[1]} upwards.`;
  return new Figure({ data, layout, alt: options.alt ?? alt, interactive: false });
}

function tickValues({ range, steps }: LatentGridPlan): number[] {
  const shown = Math.min(steps, 5);
  return Array.from({ length: shown }, (_, i) =>
    rounded(range[0] + ((range[1] - range[0]) * i) / (shown - 1)),
  );
}

function gridImage(numbers: Float32Array, { steps, range, shape }: LatentGridOptions, half: number): object {
  const [height, width] = shape;
  const image = (i: number) => numbers.subarray(i * height * width, (i + 1) * height * width);
  const rows = Array.from({ length: steps }, (_, r) =>
    Array.from({ length: steps }, (_, c) => image(r * steps + c)),
  );
  const raster = tile(rows, { height, width, channels: 1, columns: steps, low: 0, high: 1 });
  const size = range[1] - range[0] + 2 * half;
  return {
    source: pngDataUri(enlarge(raster, Math.max(1, Math.round(1200 / raster.width)))),
    ...{ xref: 'x', yref: 'y', x: range[0] - half, y: range[1] + half, sizex: size, sizey: size },
    ...{ sizing: 'stretch', layer: 'above' },
  };
}
