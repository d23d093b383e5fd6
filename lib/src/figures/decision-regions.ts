import { describe, readNumbers, requireLength, requireWhole, type Values } from '../checks/arguments.js';
import { checkOptions, type OptionNames } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';
import { palette } from './palette.js';
import { type ScatterOptions, scatter, scatterOptions } from './scatter.js';

/** A rectangle of the plane, and how many places are classified along each side. */
export interface RegionPlan {
  readonly steps: number;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
}

const regionPlan: OptionNames<RegionPlan> = { steps: true, xRange: true, yRange: true };

/**
 * The places to classify for {@link decisionRegions}: `[steps × steps, 2]`, row by row from the bottom left.
 */
export function regionPoints(plan: RegionPlan): Float32Array {
  checkOptions('regionPoints', plan, regionPlan);
  const { steps, xRange, yRange } = plan;
  requireWhole('regionPoints', 'steps', steps, 2);
  const at = ([low, high]: readonly [number, number], i: number) => low + ((high - low) * i) / (steps - 1);
  return Float32Array.from({ length: 2 * steps * steps }, (_, i) => {
    const cell = Math.floor(i / 2);
    return i % 2 === 0 ? at(xRange, cell % steps) : at(yRange, Math.floor(cell / steps));
  });
}

/** Options of {@link decisionRegions}. */
export interface DecisionRegionsOptions extends ScatterOptions, RegionPlan {
  /** True class of each point. */
  readonly labels: Values;
}

const name = 'decisionRegions';

/**
 * What a classifier says everywhere in the plane, as tints with a line where it changes its mind, and the
 * points it should get right. `predicted` is `[steps × steps]`, the class at each of {@link regionPoints}.
 *
 * @throws when there are not as many predictions as places, or a prediction is no class.
 */
export function decisionRegions(points: Values, predicted: Values, options: DecisionRegionsOptions): Figure {
  checkOptions(name, options, { ...scatterOptions, ...regionPlan });
  const { steps, xRange, yRange, ...ofPoints } = options;
  const places = requireWhole(name, 'steps', steps, 2) ** 2;
  const classes = Array.from(readNumbers(name, 'predicted', predicted));
  requireLength(name, 'predictions (one for each of regionPoints)', classes.length, places);
  const strange = classes.find((label) => !Number.isInteger(label) || label < 0 || label >= palette.length);
  if (strange !== undefined)
    throw new RangeError(
      `${name}: predicted holds ${describe(strange)}, expected classes from 0 to ${palette.length - 1}.`,
    );
  const plain = scatter(points, ofPoints);
  const grid = { x: axisPlaces(xRange, steps), y: axisPlaces(yRange, steps) };
  const rows = Array.from({ length: steps }, (_, r) => classes.slice(r * steps, (r + 1) * steps));
  const layout = {
    ...plain.layout,
    annotations: [], // a class may have several regions; the legend names it
    xaxis: { ...Object(plain.layout.xaxis), range: [...xRange], showgrid: false },
    yaxis: { ...Object(plain.layout.yaxis), range: [...yRange], showgrid: false },
  };
  const shares = [...new Set(classes)]
    .sort((a, b) => a - b)
    .map((label) => {
      const share = classes.filter((one) => one === label).length / places;
      return `${options.classNames?.[label] ?? label} ${Math.round(100 * share)} %`;
    });
  const alt = options.alt ?? `${plain.alt} Share of the plane given to each class: ${shares.join(', ')}.`;
  return new Figure({
    data: [tintTrace(grid, rows), ...borderTraces(grid, rows), ...plain.data],
    layout,
    alt,
  });
}

interface Grid {
  readonly x: number[];
  readonly y: number[];
}

function axisPlaces([low, high]: readonly [number, number], steps: number): number[] {
  return Array.from({ length: steps }, (_, i) => low + ((high - low) * i) / (steps - 1));
}

function tintTrace(grid: Grid, rows: number[][]): Trace {
  const last = palette.length - 1;
  const colorscale = palette.flatMap((color, i) => [
    [i / palette.length, color],
    [(i + 1) / palette.length, color],
  ]);
  const scale = { zmin: -0.5, zmax: last + 0.5, colorscale, showscale: false };
  return { type: 'heatmap', ...grid, z: rows, ...scale, opacity: 0.22, hoverinfo: 'skip' };
}

/** For each class one contour at ½ of "is it this class": the line between it and the others. */
function borderTraces(grid: Grid, rows: number[][]): Trace[] {
  const classes = [...new Set(rows.flat())].sort((a, b) => a - b);
  const drawn = classes.length === 2 ? classes.slice(1) : classes;
  return drawn.map((label) => ({
    type: 'contour',
    ...grid,
    z: rows.map((row) => row.map((one) => (one === label ? 1 : 0))),
    contours: { start: 0.5, end: 0.5, size: 1, coloring: 'none' },
    line: { color: '#1f2328', width: 1.5 },
    showscale: false,
    showlegend: false,
    hoverinfo: 'skip',
  }));
}
