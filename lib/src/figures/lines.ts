import { checkOptions, readNumbers, requireLength, requireTitle, type Values } from './arguments.js';
import { Figure, type Trace } from './figure.js';
import {
  baseLayout,
  extent,
  type FrameOptions,
  frameOf,
  frameOptionNames,
  numberText,
  plotAxes,
  rounded,
  sideLegend,
} from './layout.js';
import { seriesStyle } from './palette.js';

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
  /** Place of each value along x; 1, 2, 3 … by default. */
  readonly x?: Values;
  /** Axes with a logarithmic scale; none by default. */
  readonly log?: 'x' | 'y' | 'both';
  /** Horizontal lines to compare with. */
  readonly references?: readonly ReferenceLine[];
}

const name = 'lines';
const optionNames = [...frameOptionNames, 'xTitle', 'yTitle', 'x', 'log', 'references'];

interface Series {
  readonly label: string;
  readonly y: number[];
}

/**
 * One line for each series, told apart by colour, dash and marker: `lines({ training, validation }, …)`.
 *
 * @throws when a series and `x` differ in length, on NaN, without axis titles, on a value ≤ 0 on a log axis.
 */
export function lines(series: Readonly<Record<string, Values>>, options: LinesOptions): Figure {
  checkOptions(name, options, optionNames);
  return drawLines(series, options, seriesStyle);
}

/** How one line looks. */
export type Look = Pick<ReturnType<typeof seriesStyle>, 'color' | 'dash' | 'symbol'>;

/** Draws lines, the one at `index` with the look that `lookOf` gives it. */
export function drawLines(
  series: Readonly<Record<string, Values>>,
  options: LinesOptions,
  lookOf: (index: number) => Look,
): Figure {
  const xTitle = requireTitle(name, 'xTitle', options.xTitle);
  const yTitle = requireTitle(name, 'yTitle', options.yTitle);
  const all = Object.entries(series).map(([label, y]) => ({
    label,
    y: Array.from(readNumbers(name, label, y)),
  }));
  if (all.length === 0) throw new TypeError(`${name}: series is empty; pass e.g. { training: losses }.`);
  const places = options.x === undefined ? undefined : Array.from(readNumbers(name, 'x', options.x));
  for (const { label, y } of all)
    if (places) requireLength(name, `values of "${label}" for x`, y.length, places.length);
  const log = {
    x: options.log === 'x' || options.log === 'both',
    y: options.log === 'y' || options.log === 'both',
  };
  requirePositive(all, places, log);
  const references = options.references ?? [];
  const frame = frameOf(name, options.size);
  const layout = {
    ...baseLayout(frame, options.title),
    ...(all.length + references.length > 1 ? sideLegend() : {}),
    ...plotAxes(frame, { x: xTitle, y: yTitle }, log),
  };
  const data = [
    ...all.map((one, i) => lineTrace(one, places, lookOf(i), frame.fontSize / 13)),
    ...references.map((r) => referenceTrace(r, all, places)),
  ];
  return new Figure({ data, layout, alt: options.alt ?? linesAlt(all, places, references, options) });
}

function requirePositive(all: Series[], x: number[] | undefined, log: { x: boolean; y: boolean }): void {
  const check = (what: string, values: number[]) => {
    const at = values.findIndex((value) => value <= 0);
    if (at >= 0)
      throw new RangeError(
        `${name}: ${what}[${at}] is ${values[at]}, but a logarithmic axis shows numbers above 0 only.`,
      );
  };
  if (log.x && x) check('x', x);
  if (log.y) for (const { label, y } of all) check(label, y);
}

function counting(length: number): number[] {
  return Array.from({ length }, (_, i) => i + 1);
}

function lineTrace(series: Series, x: number[] | undefined, look: Look, weight: number): Trace {
  const { label, y } = series;
  const { color, dash, symbol } = look;
  return {
    type: 'scatter',
    mode: y.length <= 30 ? 'lines+markers' : 'lines',
    name: label,
    x: x ?? counting(y.length),
    y: y.map(rounded),
    line: { color, dash, width: 2 * weight },
    marker: { color, symbol, size: Math.round(7 * weight) },
  };
}

function referenceTrace({ value, label }: ReferenceLine, all: Series[], x: number[] | undefined): Trace {
  const places = x ?? counting(Math.max(...all.map(({ y }) => y.length)));
  const ends = [...extent(places)];
  const line = { color: '#57606a', dash: 'dot', width: 1.5 };
  return { type: 'scatter', mode: 'lines', name: label, x: ends, y: [value, value], line };
}

function linesAlt(
  all: Series[],
  x: number[] | undefined,
  references: readonly ReferenceLine[],
  o: LinesOptions,
): string {
  const told = all.map(({ label, y }) => {
    const places = x ?? counting(y.length);
    const at = (i: number) => `${numberText(y.at(i) ?? 0)} at ${numberText(places.at(i) ?? 0)}`;
    return `${label} goes from ${at(0)} to ${at(-1)} (lowest ${numberText(extent(y)[0])})`;
  });
  const compared = references.map(({ value, label }) => `${label} is ${numberText(value)}`);
  const head = o.title ? `${o.title}. ` : '';
  return `${head}Lines of ${o.yTitle} against ${o.xTitle}: ${[...told, ...compared].join('; ')}.`;
}
