import { describe, readNumbers, requireLength, requireWhole, type Values } from '../checks/arguments.js';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { pngDataUri } from '../rendering/png.js';
import { Figure } from './figure.js';
import { baseLayout, count, type FrameOptions, frameOf, frameOptions, hiddenAxis } from './layout.js';
import { enlarge, tile } from './tiles.js';

/** Options of {@link imageGrid}. */
export interface ImageGridOptions extends FrameOptions {
  /** Shape of one image: `[height, width]` or, with colours, `[height, width, 3]`. */
  readonly shape: readonly number[];
  /** Images a row; by default 10, or as many as there are of the labelled rows. */
  readonly columns?: number;
  /** Text above each column. */
  readonly columnLabels?: readonly string[];
  /** Values drawn black and white (default [0, 1]); what lies outside is cut off. */
  readonly range?: readonly [number, number];
}

const name = 'imageGrid';
const optionNames: OptionNames<ImageGridOptions> = {
  ...frameOptions,
  shape: true,
  columns: true,
  columnLabels: true,
  range: true,
};

/**
 * Images in a grid, each pixel sharp.
 *
 * `images` is `[images, height × width]` in one run of numbers, filled row by row; or an object of such
 * runs, each a row of the grid under its label: `{ original: x, reconstruction: r }`.
 *
 * @throws when the numbers are not a whole number of images, when rows differ in length, on NaN.
 */
export function imageGrid(
  images: Values | Readonly<Record<string, Values>>,
  options: ImageGridOptions,
): Figure {
  checkOptions(name, options, optionNames);
  const shape = imageShape(options.shape);
  const rows = isValues(images)
    ? plainRows(images, shape, options.columns)
    : labelledRows(images, shape, options.columns);
  const columns = Math.max(...rows.map((row) => row.images.length));
  if (options.columnLabels) requireLength(name, 'column labels', options.columnLabels.length, columns);
  return drawGrid(rows, columns, shape, options);
}

interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

interface GridRow {
  readonly label: string | undefined;
  readonly images: ArrayLike<number>[];
}

function imageShape(shape: readonly number[]): ImageShape {
  if (!Array.isArray(shape) || shape.length < 2 || shape.length > 3)
    throw new TypeError(
      `${name}: shape must be [height, width] or [height, width, 3], got ${describe(shape)}.`,
    );
  const height = requireWhole(name, 'shape[0] (height)', shape[0]);
  const width = requireWhole(name, 'shape[1] (width)', shape[1]);
  const channels = shape[2] ?? 1;
  if (channels !== 1 && channels !== 3)
    throw new RangeError(`${name}: shape[2] (channels) must be 1 (grey) or 3 (colour), got ${channels}.`);
  return { height, width, channels };
}

function isValues(images: Values | Readonly<Record<string, Values>>): images is Values {
  return 'length' in images || 'dataSync' in images;
}

function splitImages(argument: string, values: Values, shape: ImageShape): ArrayLike<number>[] {
  const numbers = Float32Array.from(readNumbers(name, argument, values));
  const pixels = shape.height * shape.width * shape.channels;
  if (numbers.length % pixels !== 0)
    throw new RangeError(
      `${name}: ${argument} has ${numbers.length} numbers, which is no whole number of images of ` +
        `${shape.height} × ${shape.width}${shape.channels === 3 ? ' × 3' : ''} = ${pixels}. Check the shape.`,
    );
  return Array.from({ length: numbers.length / pixels }, (_, i) =>
    numbers.subarray(i * pixels, (i + 1) * pixels),
  );
}

function plainRows(values: Values, shape: ImageShape, columns = 10): GridRow[] {
  const all = splitImages('images', values, shape);
  const perRow = requireWhole(name, 'columns', columns);
  const count = Math.ceil(all.length / perRow);
  return Array.from({ length: count }, (_, r) => ({
    label: undefined,
    images: all.slice(r * perRow, (r + 1) * perRow),
  }));
}

function labelledRows(
  rows: Readonly<Record<string, Values>>,
  shape: ImageShape,
  columns?: number,
): GridRow[] {
  const named = Object.entries(rows).map(([label, values]) => ({
    label,
    images: splitImages(label, values, shape),
  }));
  const first = named[0];
  if (first === undefined)
    throw new TypeError(`${name}: images has no rows; pass e.g. { original, reconstruction }.`);
  for (const row of named)
    requireLength(name, `images in row "${row.label}"`, row.images.length, first.images.length);
  const shown = columns === undefined ? first.images.length : requireWhole(name, 'columns', columns);
  return named.map((row) => ({ label: row.label, images: row.images.slice(0, shown) }));
}

function drawGrid(rows: GridRow[], columns: number, shape: ImageShape, options: ImageGridOptions): Figure {
  const frame = frameOf(name, options.size);
  const longest = Math.max(0, ...rows.map((row) => row.label?.length ?? 0));
  const left = longest === 0 ? 8 : Math.ceil(longest * frame.fontSize * 0.62) + 16;
  const cell = Math.min((frame.width - left - 8) / columns, 96 * (frame.fontSize / 13));
  const cellHeight = (cell * shape.height) / shape.width;
  const top =
    8 + (options.columnLabels ? frame.fontSize * 1.8 : 0) + (options.title ? frame.fontSize * 2.2 : 0);
  const width = Math.max(Math.round(left + cell * columns + 8), options.title ? frame.width : 0);
  const height = Math.round(top + cellHeight * rows.length + 8);
  const margin = {
    l: left,
    r: width - left - cell * columns,
    t: top,
    b: height - top - cellHeight * rows.length,
    pad: 0,
  };
  const layout = {
    ...baseLayout({ ...frame, width, height }, options.title),
    margin,
    xaxis: hiddenAxis(0, columns),
    yaxis: hiddenAxis(rows.length, 0),
    images: [layoutImage(rows, columns, shape, options.range ?? [0, 1])],
    annotations: [...rowAnnotations(rows), ...columnAnnotations(options.columnLabels ?? [])],
  };
  const data = [
    { type: 'scatter', mode: 'markers', x: [0], y: [0], marker: { opacity: 0 }, hoverinfo: 'skip' },
  ];
  return new Figure({
    data,
    layout,
    alt: options.alt ?? gridAlt(rows, columns, shape, options),
    interactive: false,
  });
}

function layoutImage(
  rows: GridRow[],
  columns: number,
  shape: ImageShape,
  range: readonly [number, number],
): object {
  const [low, high] = range;
  if (!(low < high))
    throw new RangeError(`${name}: range must be [low, high] with low < high, got [${low}, ${high}].`);
  const factor = Math.max(1, Math.min(6, Math.round(112 / shape.width)));
  const raster = enlarge(
    tile(
      rows.map((row) => row.images),
      { ...shape, columns, low, high },
    ),
    factor,
  );
  return {
    source: pngDataUri(raster),
    xref: 'x',
    yref: 'y',
    x: 0,
    y: 0,
    sizex: columns,
    sizey: rows.length,
    sizing: 'stretch',
    layer: 'above',
  };
}

function rowAnnotations(rows: GridRow[]): object[] {
  return rows.flatMap(({ label }, r) =>
    label === undefined
      ? []
      : [
          {
            text: label,
            x: 0,
            xref: 'paper',
            xanchor: 'right',
            xshift: -8,
            y: r + 0.5,
            yref: 'y',
            yanchor: 'middle',
            showarrow: false,
          },
        ],
  );
}

function columnAnnotations(labels: readonly string[]): object[] {
  return labels.map((text, c) => ({
    text,
    x: c + 0.5,
    xref: 'x',
    y: 1,
    yref: 'paper',
    yanchor: 'bottom',
    showarrow: false,
  }));
}

function gridAlt(rows: GridRow[], columns: number, shape: ImageShape, options: ImageGridOptions): string {
  const size = `${shape.height} × ${shape.width} pixels`;
  const labels = rows.flatMap((row) => row.label ?? []);
  const total = rows.reduce((sum, row) => sum + row.images.length, 0);
  const heads = options.columnLabels ? ` Columns: ${options.columnLabels.join(', ')}.` : '';
  const head = options.title ? `${options.title}: ` : '';
  if (labels.length === 0)
    return `${head}${count(total, 'image')} of ${size} in ${count(rows.length, 'row')} of up to ${columns}.${heads}`;
  return `${head}${count(rows.length, 'row')} of ${count(columns, 'image')} of ${size}; from the top: ${labels.join(', ')}.${heads}`;
}
