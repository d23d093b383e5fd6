import { requireTitle, type Values } from '../checks/arguments.js';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';
import {
  baseLayout,
  extent,
  type FrameOptions,
  frameOf,
  frameOptions,
  numberText,
  plotAxes,
  rounded,
  sideLegend,
} from './layout.js';
import { seriesStyle } from './palette.js';
import { type Line, type LineValues, readLines } from './series.js';

/** A horizontal line to compare with, such as a published number. */
export interface ReferenceLine {
  readonly value: number;
  readonly label: string;
}

/** Options of {@link lines}. */
export interface LinesOptions extends FrameOptions {
  /** Quantity along x and its unit, e.g. "epoch". */
  readonly xTitle: string;
  /** Quantity along y and its unit, e.g. "loss (nats per image)". */
  readonly yTitle: string;
  /** Place of each value along x, for series without places of their own; 1, 2, 3 … by default. */
  readonly x?: Values;
  /** Half the length of each error bar, by the series' name; say in the text what it means. */
  readonly errors?: Readonly<Record<string, Values>>;
  /** Axes with a logarithmic scale; none by default. */
  readonly log?: 'x' | 'y' | 'both';
  /** Horizontal lines to compare with. */
  readonly references?: readonly ReferenceLine[];
}

const name = 'lines';
const optionNames: OptionNames<LinesOptions> = {
  ...frameOptions,
  xTitle: true,
  yTitle: true,
  x: true,
  errors: true,
  log: true,
  references: true,
};

/**
 * One line for each series, told apart by colour, dash and marker: `lines({ training, validation }, …)`. A series
 * is a run of values, or `{ x, y }` with places of its own.
 *
 * @throws when x, y or errors of a series differ in length, on NaN, without axis titles, on a value ≤ 0 on a log axis.
 */
export function lines(series: Readonly<Record<string, LineValues>>, options: LinesOptions): Figure {
  checkOptions(name, options, optionNames);
  return drawLines(series, options, seriesStyle);
}

/** How one line looks. */
export type Look = Pick<ReturnType<typeof seriesStyle>, 'color' | 'dash' | 'symbol'>;

/** Draws lines, the one at `index` with the look that `lookOf` gives it. */
export function drawLines(
  series: Readonly<Record<string, LineValues>>,
  options: LinesOptions,
  lookOf: (index: number) => Look,
): Figure {
  const xTitle = requireTitle(name, 'xTitle', options.xTitle);
  const yTitle = requireTitle(name, 'yTitle', options.yTitle);
  const all = readLines(name, series, options);
  const references = options.references ?? [];
  const log = {
    x: options.log === 'x' || options.log === 'both',
    y: options.log === 'y' || options.log === 'both',
  };
  requirePositive(all, references, log);
  const scales = {
    x: log.x ? all.flatMap((line) => line.x) : undefined,
    y: log.y ? all.flatMap((line) => line.y) : undefined,
  };
  const frame = frameOf(name, options.size);
  const layout = {
    ...baseLayout(frame, options.title),
    ...(all.length + references.length > 1 ? sideLegend() : {}),
    ...plotAxes(frame, { x: xTitle, y: yTitle }, scales),
  };
  const data = [
    ...all.map((one, i) => lineTrace(one, lookOf(i), frame.fontSize / 13)),
    ...references.map((reference, i) => referenceTrace(reference, all, i)),
  ];
  return new Figure({ data, layout, alt: options.alt ?? linesAlt(all, references, options) });
}

function requirePositive(
  all: Line[],
  references: readonly ReferenceLine[],
  log: { x: boolean; y: boolean },
): void {
  const check = (what: string, values: number[]) => {
    const at = values.findIndex((value) => value <= 0);
    if (at >= 0)
      throw new RangeError(
        `${name}: ${what}[${at}] is ${values[at]}, but a logarithmic axis shows numbers above 0 only.`,
      );
  };
  if (log.x) for (const { label, x } of all) check(`x of ${label}`, x);
  if (log.y) for (const { label, y } of all) check(label, y);
  if (log.y)
    check(
      'references',
      references.map(({ value }) => value),
    );
}

function lineTrace({ label, x, y, errors }: Line, { color, dash, symbol }: Look, weight: number): Trace {
  return {
    type: 'scatter',
    mode: y.length <= 30 ? 'lines+markers' : 'lines',
    name: label,
    x,
    y: y.map(rounded),
    line: { color, dash, width: 2 * weight },
    marker: { color, symbol, size: Math.round(7 * weight) },
    ...(errors ? { error_y: { type: 'data', array: errors, color, thickness: 1.5, width: 4 } } : {}),
  };
}

/** References are grey and thin, and differ by their dashes alone. */
const referenceDashes = ['dot', 'dash', 'dashdot', 'solid'];

function referenceTrace({ value, label }: ReferenceLine, all: Line[], index: number): Trace {
  const x = [...extent(all.flatMap((line) => [...extent(line.x)]))];
  const line = { color: '#57606a', dash: referenceDashes[index % referenceDashes.length], width: 1.5 };
  return { type: 'scatter', mode: 'lines', name: label, x, y: [value, value], line };
}

function linesAlt(all: Line[], references: readonly ReferenceLine[], o: LinesOptions): string {
  const told = all.map(({ label, x, y, errors }) => {
    const at = (i: number) => {
      const error = errors?.at(i);
      const spread = error === undefined ? '' : ` ± ${numberText(error, 2)}`;
      return `${numberText(y.at(i) ?? 0)}${spread} at ${numberText(x.at(i) ?? 0)}`;
    };
    return `${label} goes from ${at(0)} to ${at(-1)} (lowest ${numberText(extent(y)[0])})`;
  });
  const compared = references.map(({ value, label }) => `${label} is ${numberText(value)}`);
  const head = o.title ? `${o.title}. ` : '';
  return `${head}Lines of ${o.yTitle} against ${o.xTitle}: ${[...told, ...compared].join('; ')}.`;
}
