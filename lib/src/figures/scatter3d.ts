import { readNumbers, requireTitle, type Values } from '../checks/arguments.js';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';
import {
  baseLayout,
  type FrameOptions,
  frameOf,
  frameOptions,
  hiddenAxis,
  numberText,
  rounded,
  sideLegend,
} from './layout.js';
import { seriesStyle } from './palette.js';
import { eye, type Project, projection, type Vector3 } from './projection.js';
import { groupPoints, median, type PointGroup, pointSize } from './scatter.js';

/** Options of {@link scatter3d}. */
export interface Scatter3dOptions extends FrameOptions {
  readonly xTitle: string;
  readonly yTitle: string;
  readonly zTitle: string;
  /** Class of each point, 0, 1, 2 … */
  readonly labels?: Values;
  /** Name of each class; "0", "1" … by default. */
  readonly classNames?: readonly string[];
}

const name = 'scatter3d';
const optionNames: OptionNames<Scatter3dOptions> = {
  ...frameOptions,
  xTitle: true,
  yTitle: true,
  zTitle: true,
  labels: true,
  classNames: true,
};

/**
 * Points in space, `[points, 3]` in one run of numbers; to be turned in the page, and drawn in parallel
 * projection where nothing turns (PNG, print).
 *
 * @throws when the numbers are no multiple of three, when labels and points differ in number, on NaN.
 */
export function scatter3d(points: Values, options: Scatter3dOptions): Figure {
  checkOptions(name, options, optionNames);
  const flat = Array.from(readNumbers(name, 'points', points), rounded);
  if (flat.length % 3 !== 0)
    throw new RangeError(
      `${name}: points must be [points, 3], got ${flat.length} numbers. Pass x, y and z in turn.`,
    );
  const at = (i: number): Vector3 => [flat[3 * i] ?? 0, flat[3 * i + 1] ?? 0, flat[3 * i + 2] ?? 0];
  const titles = [
    requireTitle(name, 'xTitle', options.xTitle),
    requireTitle(name, 'yTitle', options.yTitle),
    requireTitle(name, 'zTitle', options.zTitle),
  ];
  const groups = groupPoints(name, flat.length / 3, options.labels, options.classNames);
  const frame = frameOf(name, options.size ?? { width: 720, height: 520 });
  const base = { ...baseLayout(frame, options.title), ...(options.labels ? sideLegend(true) : {}) };
  const axis = (text: string | undefined) => ({
    title: { text },
    gridcolor: '#d0d7de',
    zerolinecolor: '#8c959f',
  });
  const scene = {
    xaxis: axis(titles[0]),
    yaxis: axis(titles[1]),
    zaxis: axis(titles[2]),
    aspectmode: 'cube',
    camera: { eye: eye(2.1), projection: { type: 'orthographic' } },
    annotations: options.labels ? groups.map((group) => middleLabel(group, at)) : [],
  };
  const still = stillFigure(groups, at, flat, titles, { ...base });
  const alt = options.alt ?? altText(groups, titles, flat.length / 3, options);
  return new Figure({
    data: groups.map((group) => solidTrace(group, at)),
    layout: { ...base, scene },
    still,
    alt,
  });
}

function middleLabel({ label, indices }: PointGroup, at: (i: number) => Vector3): object {
  const [x, y, z] = ([0, 1, 2] as const).map((axis) => median(indices.map((i) => at(i)[axis])));
  return { text: `<b>${label}</b>`, x, y, z, showarrow: false, bgcolor: 'rgba(255,255,255,0.7)' };
}

function solidTrace({ label, style, indices }: PointGroup, at: (i: number) => Vector3): Trace {
  const { color, symbol } = seriesStyle(style);
  // The shapes that Plotly draws in space; others would be circles.
  const solid = ['circle', 'square', 'diamond', 'x', 'cross'].includes(symbol) ? symbol : 'circle-open';
  const [x, y, z] = ([0, 1, 2] as const).map((axis) => indices.map((i) => at(i)[axis]));
  return {
    type: 'scatter3d',
    mode: 'markers',
    name: label,
    x,
    y,
    z,
    marker: { color, symbol: solid, size: 3 },
  };
}

function stillFigure(
  groups: PointGroup[],
  at: (i: number) => Vector3,
  flat: number[],
  titles: string[],
  base: object,
) {
  const project = projection(flat);
  const plane = {
    xaxis: hiddenAxis(-1, 1),
    yaxis: { ...hiddenAxis(-0.98, 0.98), scaleanchor: 'x', scaleratio: 1 },
  };
  const count = flat.length / 3;
  const points = groups.map(({ label, style, indices }): Trace => {
    const { color, symbol } = seriesStyle(style);
    const flatPoints = indices.map((i) => project.data(at(i)));
    const marker = { color, symbol, size: pointSize(count, 13), opacity: 0.8 };
    const [x, y] = [flatPoints.map((p) => rounded(p[0])), flatPoints.map((p) => rounded(p[1]))];
    return { type: 'scatter', mode: 'markers', name: label, x, y, marker };
  });
  const names = groups.map(({ label, indices }) => {
    const places = indices.map((i) => project.data(at(i)));
    const [x, y] = [median(places.map((p) => p[0])), median(places.map((p) => p[1]))];
    return { text: `<b>${label}</b>`, x, y, showarrow: false, bgcolor: 'rgba(255,255,255,0.7)' };
  });
  const annotations = [...axisLabels(project, titles), ...(groups.length > 1 ? names : [])];
  return { data: [boxTrace(project), ...points], layout: { ...base, ...plane, annotations } };
}

/** The box's edges that meet at its lowest and hindmost corners, as one line with gaps. */
function boxTrace({ corner }: Project): Trace {
  const edges: [Vector3, Vector3][] = [];
  for (const [p, q] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    edges.push(
      [
        [0, p, q],
        [1, p, q],
      ],
      [
        [p, 0, q],
        [p, 1, q],
      ],
      [
        [p, q, 0],
        [p, q, 1],
      ],
    );
  }
  const ends = edges.map(([from, to]) => [corner(from), corner(to)] as const);
  const [x, y] = [0, 1].map((axis) => ends.flatMap(([from, to]) => [from[axis] ?? 0, to[axis] ?? 0, null]));
  const line = { color: '#c4ccd4', width: 1 };
  return { type: 'scatter', mode: 'lines', x, y, line, hoverinfo: 'skip', showlegend: false };
}

function axisLabels({ corner, ends }: Project, titles: string[]): object[] {
  const middles: Vector3[] = [
    [0.5, 0, 0],
    [1, 0.5, 0],
    [0, 0, 0.5],
  ];
  const anchors = ['right', 'left', 'right'];
  return middles.map((middle, axis) => {
    const [x, y] = corner(middle);
    const [low, high] = ends[axis] ?? [0, 0];
    const text = `${titles[axis]}<br>${numberText(low, 2)} to ${numberText(high, 2)}`;
    return { text, x, y, xanchor: anchors[axis], yanchor: axis === 2 ? 'middle' : 'top', showarrow: false };
  });
}

function altText(groups: PointGroup[], titles: string[], count: number, o: Scatter3dOptions): string {
  const classes = o.labels
    ? ` in ${groups.length} classes: ${groups.map(({ label }) => label).join(', ')}`
    : '';
  return `${o.title ? `${o.title}. ` : ''}${count} points in space, by ${titles.join(', ')}${classes}.`;
}
