import { describe, readNumbers, requireLength, requireTitle, type Values } from '../checks/arguments.js';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';
import {
  baseLayout,
  type FrameOptions,
  frameOf,
  frameOptions,
  plotAxes,
  rounded,
  sideLegend,
} from './layout.js';
import { seriesStyle } from './palette.js';

/** Options of {@link scatter}. */
export interface ScatterOptions extends FrameOptions {
  /** Quantity along x and its unit. */
  readonly xTitle: string;
  /** Quantity along y and its unit. */
  readonly yTitle: string;
  /** Class of each point, 0, 1, 2 …; points of one class share colour and marker. */
  readonly labels?: Values;
  /** Name of each class; "0", "1" … by default. */
  readonly classNames?: readonly string[];
  /** One unit as long along x as along y; false by default. */
  readonly equalUnits?: boolean;
}

const name = 'scatter';
/** Names of {@link ScatterOptions}, for the check of unknown options. */
export const scatterOptions: OptionNames<ScatterOptions> = {
  ...frameOptions,
  xTitle: true,
  yTitle: true,
  labels: true,
  classNames: true,
  equalUnits: true,
};

/** Points of one class. */
export interface PointGroup {
  readonly label: string;
  readonly style: number;
  readonly indices: number[];
}

/**
 * Points in the plane, `[points, 2]` in one run of numbers: x₀ y₀ x₁ y₁ … Classes are told apart by colour
 * and by marker; short names (up to 3 characters) also stand where their class's middle lies, longer ones would
 * hide points.
 *
 * @throws when there is an odd number of numbers, when labels and points differ in number, on NaN.
 */
export function scatter(points: Values, options: ScatterOptions): Figure {
  checkOptions(name, options, scatterOptions);
  const xTitle = requireTitle(name, 'xTitle', options.xTitle);
  const yTitle = requireTitle(name, 'yTitle', options.yTitle);
  const flat = readNumbers(name, 'points', points);
  if (flat.length % 2 !== 0)
    throw new RangeError(
      `${name}: points must be [points, 2], got ${flat.length} numbers. Pass x and y in turn.`,
    );
  const groups = groupPoints(name, flat.length / 2, options.labels, options.classNames);
  const coordinate = (axis: number) => (i: number) => rounded(flat[2 * i + axis] ?? 0);
  const named = options.labels !== undefined;
  const frame = frameOf(name, options.size);
  const axes = plotAxes(frame, { x: xTitle, y: yTitle });
  const layout = {
    ...baseLayout(frame, options.title),
    ...(named ? { ...sideLegend(true), annotations: middleLabels(groups, coordinate) } : {}),
    xaxis: axes.xaxis,
    yaxis: { ...axes.yaxis, ...(options.equalUnits ? { scaleanchor: 'x', scaleratio: 1 } : {}) },
  };
  const data = groups.map((group) =>
    pointTrace(group, coordinate, pointSize(flat.length / 2, frame.fontSize)),
  );
  const alt = options.alt ?? scatterAlt(groups, coordinate, options);
  return new Figure({ data, layout, alt });
}

/**
 * Points by class, in the order of the classes.
 *
 * @throws when a label is no whole number of at least 0, or has no name.
 */
export function groupPoints(
  caller: string,
  count: number,
  labels?: Values,
  classNames?: readonly string[],
): PointGroup[] {
  if (labels === undefined)
    return [{ label: 'points', style: 0, indices: Array.from({ length: count }, (_, i) => i) }];
  const classes = readNumbers(caller, 'labels', labels);
  requireLength(caller, 'labels (one a point)', classes.length, count);
  const byClass = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const label = classes[i] ?? 0;
    if (!Number.isInteger(label) || label < 0 || (classNames !== undefined && label >= classNames.length))
      throw new RangeError(
        `${caller}: labels[${i}] is ${describe(label)}, expected a whole number from 0` +
          `${classNames === undefined ? '' : ` to ${classNames.length - 1}, since there are ${classNames.length} class names`}.`,
      );
    const members = byClass.get(label) ?? [];
    members.push(i);
    byClass.set(label, members);
  }
  const ordered = [...byClass].sort(([a], [b]) => a - b);
  return ordered.map(([label, indices]) => ({
    label: classNames?.[label] ?? String(label),
    style: label,
    indices,
  }));
}

/** Median of numbers; the upper one of two middles. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

type Coordinate = (axis: number) => (index: number) => number;

/** Diameter of a marker: the more points, the smaller; larger on a slide, as text is. */
export function pointSize(points: number, fontSize: number): number {
  return Math.round(((points > 2000 ? 4 : points > 300 ? 5 : 8) * fontSize) / 13);
}

function pointTrace({ label, style, indices }: PointGroup, coordinate: Coordinate, size: number): Trace {
  const { color, symbol } = seriesStyle(style);
  return {
    type: 'scatter',
    mode: 'markers',
    name: label,
    x: indices.map(coordinate(0)),
    y: indices.map(coordinate(1)),
    marker: { color, symbol, size, opacity: 0.8 },
  };
}

/** Names at the medians of x and y, where all are short enough to hide no points. */
function middleLabels(groups: readonly PointGroup[], coordinate: Coordinate): object[] {
  const short = groups.every(({ label }) => label.length <= 3);
  return short ? groups.map((group) => middleLabel(group, coordinate)) : [];
}

function middleLabel({ label, indices }: PointGroup, coordinate: Coordinate): object {
  return {
    text: `<b>${label}</b>`,
    x: median(indices.map(coordinate(0))),
    y: median(indices.map(coordinate(1))),
    showarrow: false,
    bgcolor: 'rgba(255,255,255,0.8)',
    borderpad: 2,
  };
}

function scatterAlt(groups: PointGroup[], coordinate: Coordinate, o: ScatterOptions): string {
  const head = o.title ? `${o.title}. ` : '';
  const total = groups.reduce((sum, { indices }) => sum + indices.length, 0);
  const start = `${head}${total} points, ${o.yTitle} against ${o.xTitle}`;
  if (o.labels === undefined) return `${start}.`;
  const middles = groups.map(({ label, indices }) => {
    const [x, y] = [0, 1].map((axis) => Number(median(indices.map(coordinate(axis))).toPrecision(2)));
    return `${label} around (${x}, ${y})`;
  });
  return `${start}, in ${groups.length} classes: ${middles.join('; ')}.`;
}
