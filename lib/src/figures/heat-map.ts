import {
  describe,
  readNumbers,
  requireLength,
  requireTitle,
  requireWhole,
  type Values,
} from '../checks/arguments.js';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { Figure } from './figure.js';
import {
  baseLayout,
  extent,
  type Frame,
  type FrameOptions,
  frameOf,
  frameOptions,
  numberText,
  plotAxes,
  rounded,
} from './layout.js';
import { divergingScale, sequentialScale } from './palette.js';

/** Options of {@link heatMap}. */
export interface HeatMapOptions extends FrameOptions {
  /** `[rows, columns]`. */
  readonly shape: readonly number[];
  /** What the columns are. */
  readonly xTitle: string;
  /** What the rows are. */
  readonly yTitle: string;
  /** Quantity that the colour shows and its unit. */
  readonly valueTitle: string;
  /** Name of each row, from the top; 0, 1, 2 … by default. */
  readonly rowNames?: readonly string[];
  /** Name of each column; 0, 1, 2 … by default. */
  readonly columnNames?: readonly string[];
  /** For signed values: white at 0, blue above, orange below; false by default. */
  readonly signed?: boolean;
  /** Write each value into its cell; true by default up to 15 rows and columns. */
  readonly numbers?: boolean;
}

const name = 'heatMap';
const optionNames: OptionNames<HeatMapOptions> = {
  ...frameOptions,
  shape: true,
  xTitle: true,
  yTitle: true,
  valueTitle: true,
  rowNames: true,
  columnNames: true,
  signed: true,
  numbers: true,
};

/**
 * A matrix as coloured cells, the first row at the top; `values` is `[rows × columns]` row by row.
 *
 * @throws when values and shape do not agree, on NaN, without titles.
 */
export function heatMap(values: Values, options: HeatMapOptions): Figure {
  checkOptions(name, options, optionNames);
  const numbers = Array.from(readNumbers(name, 'values', values), rounded);
  const { rows, columns } = matrixShape(options.shape, numbers.length);
  const matrix = Array.from({ length: rows }, (_, r) => numbers.slice(r * columns, (r + 1) * columns));
  const texts =
    (options.numbers ?? Math.max(rows, columns) <= 15)
      ? matrix.map((row) => row.map((v) => numberText(v, 3)))
      : undefined;
  return drawHeatMap(matrix, texts, options, options.alt ?? heatMapAlt(matrix, options));
}

/** Draws a matrix with given texts in its cells. */
export function drawHeatMap(
  matrix: number[][],
  texts: string[][] | undefined,
  options: HeatMapOptions,
  alt: string,
): Figure {
  const [rows, columns] = [matrix.length, matrix[0]?.length ?? 0];
  const { valueTitle, rowNames, columnNames, signed = false } = options;
  if (rowNames) requireLength(name, 'row names', rowNames.length, rows);
  if (columnNames) requireLength(name, 'column names', columnNames.length, columns);
  const frame = options.size ? frameOf(name, options.size) : cellFrame(rows, columns, texts);
  const axes = plotAxes(frame, {
    x: requireTitle(name, 'xTitle', options.xTitle),
    y: requireTitle(name, 'yTitle', options.yTitle),
  });
  const [lowest, highest] = extent(matrix.flat());
  const most = Math.max(-lowest, highest);
  const layout = {
    ...baseLayout(frame, options.title),
    xaxis: { ...axes.xaxis, ...nameTicks(columnNames), range: [-0.5, columns - 0.5], showgrid: false },
    yaxis: { ...axes.yaxis, ...nameTicks(rowNames), range: [rows - 0.5, -0.5], showgrid: false },
  };
  const trace = {
    type: 'heatmap',
    z: matrix,
    colorscale: signed ? divergingScale : sequentialScale,
    ...(signed ? { zmin: -most, zmax: most } : {}),
    colorbar: {
      title: { text: requireTitle(name, 'valueTitle', valueTitle), side: 'right' },
      thickness: 14,
      outlinewidth: 0,
    },
    ...(texts ? { text: texts, texttemplate: '%{text}' } : {}),
    ...(Math.max(rows, columns) <= 30 ? { xgap: 1, ygap: 1 } : {}),
  };
  return new Figure({ data: [trace], layout, alt });
}

function matrixShape(shape: readonly number[], count: number): { rows: number; columns: number } {
  if (!Array.isArray(shape) || shape.length !== 2)
    throw new TypeError(`${name}: shape must be [rows, columns], got ${describe(shape)}.`);
  const rows = requireWhole(name, 'shape[0] (rows)', shape[0]);
  const columns = requireWhole(name, 'shape[1] (columns)', shape[1]);
  requireLength(name, `values for ${rows} × ${columns} cells`, count, rows * columns);
  return { rows, columns };
}

/** Cells of 40 pixels, or as wide as their longest number needs, in a figure that fits a page. */
function cellFrame(rows: number, columns: number, texts: string[][] = []): Frame {
  const longest = Math.max(0, ...texts.flat().map((text) => text.length));
  const bounded = (length: number, least: number) => Math.round(Math.max(least, Math.min(560, length)));
  const width = bounded(Math.max(40, 8 * longest + 8) * columns, 240);
  return { width: width + 160, height: bounded(40 * rows, 120) + 80, fontSize: 13 };
}

function nameTicks(names: readonly string[] | undefined): object {
  return names === undefined ? {} : { tickvals: names.map((_, i) => i), ticktext: [...names], ticks: '' };
}

function heatMapAlt(matrix: number[][], o: HeatMapOptions): string {
  const all = matrix.flat();
  const [least, greatest] = extent(all);
  const columns = matrix[0]?.length ?? 1;
  const told = (extreme: number) => {
    const at = all.indexOf(extreme);
    const [r, c] = [Math.floor(at / columns), at % columns];
    return `${numberText(extreme, 3)} at row ${o.rowNames?.[r] ?? r}, column ${o.columnNames?.[c] ?? c}`;
  };
  const head = o.title ? `${o.title}. ` : '';
  return (
    `${head}Heat map of ${o.valueTitle}, ${matrix.length} rows (${o.yTitle}) by ${columns} columns (${o.xTitle}): ` +
    `least ${told(least)}; greatest ${told(greatest)}.`
  );
}
