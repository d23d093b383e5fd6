import { describe, readNumbers, requireTitle, requireWhole, type Values } from '../checks/arguments.js';
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
  sideLegend,
} from './layout.js';
import { seriesStyle } from './palette.js';

/** Options of {@link histogram}. */
export interface HistogramOptions extends FrameOptions {
  /** Quantity that is counted and its unit. */
  readonly xTitle: string;
  /** Number of bins of equal width; 30 by default. */
  readonly bins?: number;
  /** From where to where to count; least to greatest value by default. Nothing may lie outside. */
  readonly range?: readonly [number, number];
  /** Logarithmic shares, for rare values; false by default. */
  readonly log?: boolean;
}

const name = 'histogram';

/**
 * Shares of values in bins of equal width; each bin is [from, to), the last one closed. One series is drawn
 * as bars, several as steps with a dash each, so that all can be seen where they overlap.
 *
 * @throws on NaN, on values outside `range`, without a title for x.
 */
export function histogram(series: Readonly<Record<string, Values>>, options: HistogramOptions): Figure {
  checkOptions(name, options, { ...frameOptions, xTitle: true, bins: true, range: true, log: true });
  const xTitle = requireTitle(name, 'xTitle', options.xTitle);
  const all = Object.entries(series).map(([label, values]) => ({
    label,
    values: Array.from(readNumbers(name, label, values)),
  }));
  if (all.length === 0) throw new TypeError(`${name}: series is empty; pass e.g. { activations: values }.`);
  const bins = requireWhole(name, 'bins', options.bins ?? 30);
  const edges = binEdges(
    all.map(({ values }) => values),
    bins,
    options.range,
  );
  const shares = all.map(({ label, values }) => ({ label, values, shares: binShares(label, values, edges) }));
  const frame = frameOf(name, options.size);
  const layout = {
    ...baseLayout(frame, options.title),
    ...(all.length > 1 ? sideLegend() : { bargap: 0 }),
    ...plotAxes(
      frame,
      { x: xTitle, y: 'share of values' },
      options.log ? { y: shares.flatMap((one) => one.shares.filter((share) => share > 0)) } : {},
    ),
  };
  const draw = all.length > 1 ? stepTrace : barTrace;
  const data = shares.map((one, i) => draw(one.label, one.shares, edges, i));
  return new Figure({ data, layout, alt: options.alt ?? histogramAlt(shares, edges, options) });
}

function binEdges(all: number[][], bins: number, range?: readonly [number, number]): number[] {
  const [low, high] = range ?? extent(all.flatMap(extent));
  if (!(low <= high)) throw new RangeError(`${name}: range must be [low, high], got ${describe(range)}.`);
  const width = low === high ? 1 : (high - low) / bins;
  return Array.from({ length: bins + 1 }, (_, i) => low + i * width);
}

function binShares(label: string, values: number[], edges: number[]): number[] {
  const bins = edges.length - 1;
  const [low, high] = [edges[0] ?? 0, edges[bins] ?? 1];
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    if (value < low || value > high)
      throw new RangeError(
        `${name}: ${label} holds ${value}, outside the range [${low}, ${high}]. Widen the range.`,
      );
    const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => count / values.length);
}

function barTrace(label: string, shares: number[], edges: number[], index: number): Trace {
  const width = (edges[1] ?? 1) - (edges[0] ?? 0);
  const x = shares.map((_, i) => (edges[i] ?? 0) + width / 2);
  return { type: 'bar', name: label, x, y: shares, width, marker: { color: seriesStyle(index).color } };
}

function stepTrace(label: string, shares: number[], edges: number[], index: number): Trace {
  const { color, dash } = seriesStyle(index);
  const y = [...shares, shares.at(-1) ?? 0];
  return {
    type: 'scatter',
    mode: 'lines',
    name: label,
    x: edges,
    y,
    line: { shape: 'hv', color, dash, width: 2 },
  };
}

interface Shares {
  readonly label: string;
  readonly values: number[];
  readonly shares: number[];
}

function histogramAlt(all: Shares[], edges: number[], { title, xTitle }: HistogramOptions): string {
  const told = all.map(({ label, values, shares }) => {
    const fullest = shares.indexOf(Math.max(...shares));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const bin = [edges[fullest], edges[fullest + 1]].map((edge) => numberText(edge ?? 0, 3)).join(' to ');
    return `${label}: ${values.length} values, mean ${numberText(mean, 3)}, most (${numberText(100 * (shares[fullest] ?? 0), 2)} %) from ${bin}`;
  });
  return `${title ? `${title}. ` : ''}Histogram of ${xTitle}. ${told.join('; ')}.`;
}
