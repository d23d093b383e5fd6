import { readNumbers, requireLength, requireTitle, type Values } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
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
} from './layout.js';
import { seriesStyle } from './palette.js';

/** Options of {@link vectorField}. */
export interface VectorFieldOptions extends FrameOptions {
  readonly xTitle: string;
  readonly yTitle: string;
  /** Length of an arrow for a vector of length 1; by default no arrow is longer than 1/12 of the width. */
  readonly scale?: number;
  /** Data to draw beneath, `[points, 2]`. */
  readonly data?: Values;
}

const name = 'vectorField';

/**
 * An arrow at each point: `points` and `vectors` are `[points, 2]` in one run of numbers each.
 *
 * @throws when points and vectors differ in number, on NaN, when all vectors are 0.
 */
export function vectorField(points: Values, vectors: Values, options: VectorFieldOptions): Figure {
  checkOptions(name, options, { ...frameOptions, xTitle: true, yTitle: true, scale: true, data: true });
  const p = Array.from(readNumbers(name, 'points', points));
  const v = Array.from(readNumbers(name, 'vectors', vectors));
  requireLength(name, 'numbers of the vectors', v.length, p.length);
  const longest = extent(lengths(v))[1];
  if (longest === 0) throw new RangeError(`${name}: all vectors are 0; there is no direction to draw.`);
  const xs = p.filter((_, i) => i % 2 === 0);
  const [left, right] = extent(xs);
  const scale = options.scale ?? (right - left || 1) / 12 / longest;
  const frame = frameOf(name, options.size ?? { width: 640, height: 560 });
  const titles = {
    x: requireTitle(name, 'xTitle', options.xTitle),
    y: requireTitle(name, 'yTitle', options.yTitle),
  };
  const axes = plotAxes(frame, titles);
  const layout = {
    ...baseLayout(frame, options.title),
    xaxis: axes.xaxis,
    yaxis: { ...axes.yaxis, scaleanchor: 'x', scaleratio: 1 },
  };
  const beneath =
    options.data === undefined ? [] : [dataTrace(Array.from(readNumbers(name, 'data', options.data)))];
  const alt =
    `${options.title ? `${options.title}. ` : ''}${p.length / 2} arrows in the plane of ${titles.x} and ${titles.y}; ` +
    `the longest stands for a vector of length ${numberText(longest, 3)}, their mean length is ` +
    `${numberText(lengths(v).reduce((sum, length) => sum + length, 0) / (v.length / 2), 3)}.`;
  return new Figure({ data: [...beneath, arrowTrace(p, v, scale)], layout, alt: options.alt ?? alt });
}

function lengths(vectors: number[]): number[] {
  return Array.from({ length: vectors.length / 2 }, (_, i) =>
    Math.hypot(vectors[2 * i] ?? 0, vectors[2 * i + 1] ?? 0),
  );
}

function dataTrace(flat: number[]): Trace {
  const marker = { color: '#9aa4af', size: 4, symbol: 'circle' };
  const [x, y] = [0, 1].map((axis) => flat.filter((_, i) => i % 2 === axis).map(rounded));
  return { type: 'scatter', mode: 'markers', name: 'data', x, y, marker, hoverinfo: 'skip' };
}

/** All arrows as one line with gaps: shaft, then the two strokes of the head. */
function arrowTrace(points: number[], vectors: number[], scale: number): Trace {
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const from = [points[i] ?? 0, points[i + 1] ?? 0] as const;
    const along = [scale * (vectors[i] ?? 0), scale * (vectors[i + 1] ?? 0)] as const;
    const tip = [from[0] + along[0], from[1] + along[1]] as const;
    const barb = (side: number) =>
      [
        tip[0] - 0.35 * along[0] + side * 0.18 * along[1],
        tip[1] - 0.35 * along[1] - side * 0.18 * along[0],
      ] as const;
    for (const [px, py] of [from, tip, barb(1), tip, barb(-1)]) {
      x.push(rounded(px));
      y.push(rounded(py));
    }
    x.push(null);
    y.push(null);
  }
  const line = { color: seriesStyle(0).color, width: 1.5 };
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'vectors',
    x,
    y,
    line,
    connectgaps: false,
    hoverinfo: 'skip',
  };
}
