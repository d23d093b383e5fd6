import { describe, readNumbers, requireLength, requireWhole, type Values } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import { Figure } from './figure.js';
import {
  baseLayout,
  extent,
  type FrameOptions,
  frameOf,
  frameOptions,
  hiddenAxis,
  numberText,
  rounded,
} from './layout.js';
import { palette } from './palette.js';

/** Options of {@link networkDiagram}. */
export interface NetworkOptions extends FrameOptions {
  /** Weights between each two layers, `[units before, units after]` row by row; equal lines by default. */
  readonly weights?: readonly Values[];
  /** Name of each layer, e.g. ["x", "h", "x̂"]; "input", "layer 1" … by default. */
  readonly names?: readonly string[];
  /** Number to write into each unit, layer by layer, e.g. its activation. */
  readonly values?: readonly Values[];
}

const name = 'networkDiagram';
const mostUnits = 20;

/**
 * A small network with every unit and every weight: the thicker a line, the greater the weight's absolute value;
 * positive weights are solid blue, negative ones dashed orange.
 *
 * @throws when there are fewer than two layers, over 20 units in one, or weights or values that do not fit.
 */
export function networkDiagram(units: readonly number[], options: NetworkOptions = {}): Figure {
  checkOptions(name, options, { ...frameOptions, weights: true, names: true, values: true });
  if (!Array.isArray(units) || units.length < 2)
    throw new TypeError(`${name}: units must list the units of at least two layers, got ${describe(units)}.`);
  for (const [i, count] of units.entries())
    if (requireWhole(name, `units[${i}]`, count) > mostUnits)
      throw new RangeError(
        `${name}: units[${i}] is ${count}; above ${mostUnits}, architecture(…) shows more.`,
      );
  const names =
    options.names ??
    units.map((_, i) => (i === 0 ? 'input' : i === units.length - 1 ? 'output' : `layer ${i}`));
  requireLength(name, 'names (one a layer)', names.length, units.length);
  const weights = readWeights(units, options.weights);
  const values = readValues(units, options.values);
  const frame = frameOf(
    name,
    options.size ?? { width: 720, height: Math.min(620, 60 + 44 * Math.max(...units)) },
  );
  const layout = {
    ...baseLayout(frame, options.title),
    margin: { l: 8, r: 8, t: options.title ? frame.fontSize * 3 : 8, b: 8, pad: 0 },
    xaxis: hiddenAxis(-0.4, units.length - 0.6),
    yaxis: hiddenAxis(0.78, -0.6),
    shapes: weights.flatMap((matrix, layer) => lineShapes(units, layer, matrix)),
    annotations: names.map((text, x) => ({
      text: `<b>${text}</b>`,
      x,
      y: 0.6,
      yanchor: 'top',
      showarrow: false,
    })),
  };
  const alt = options.alt ?? diagramAlt(units, names, weights, options);
  return new Figure({ data: [unitTrace(units, values, frame.fontSize)], layout, alt, interactive: false });
}

function readWeights(units: readonly number[], given?: readonly Values[]): (number[] | undefined)[] {
  const gaps = units.length - 1;
  if (given === undefined) return new Array<undefined>(gaps).fill(undefined);
  requireLength(name, 'weight matrices (one between each two layers)', given.length, gaps);
  return given.map((values, i) => {
    const matrix = Array.from(readNumbers(name, `weights[${i}]`, values));
    requireLength(name, `numbers in weights[${i}]`, matrix.length, (units[i] ?? 0) * (units[i + 1] ?? 0));
    return matrix;
  });
}

function readValues(units: readonly number[], given?: readonly Values[]): string[] {
  if (given === undefined) return units.flatMap((count) => new Array<string>(count).fill(''));
  requireLength(name, 'values (one list a layer)', given.length, units.length);
  return given.flatMap((values, i) => {
    const numbers = Array.from(readNumbers(name, `values[${i}]`, values));
    requireLength(name, `numbers in values[${i}]`, numbers.length, units[i] ?? 0);
    return numbers.map((value) => numberText(value, 2));
  });
}

/** Height of a unit between −0.5 (top) and 0.5; a layer of one unit lies in the middle. */
function placeOf(unit: number, count: number): number {
  const spread = count === 1 ? 0 : Math.min(1, (count - 1) * 0.22);
  return count === 1 ? 0 : rounded(-spread / 2 + (spread * unit) / (count - 1));
}

function lineShapes(units: readonly number[], layer: number, matrix: number[] | undefined): object[] {
  const [before, after] = [units[layer] ?? 0, units[layer + 1] ?? 0];
  const [low, high] = extent(matrix ?? [1]);
  const most = Math.max(-low, high) || 1;
  return Array.from({ length: before * after }, (_, i) => {
    const weight = matrix?.[i];
    const [from, to] = [Math.floor(i / after), i % after];
    const ends = { x0: layer, y0: placeOf(from, before), x1: layer + 1, y1: placeOf(to, after) };
    return { type: 'line', ...ends, line: lineStyle(weight, most), layer: 'below' };
  });
}

function lineStyle(weight: number | undefined, most: number): object {
  if (weight === undefined) return { color: '#9aa4af', width: 1 };
  const width = rounded(0.3 + (4 * Math.abs(weight)) / most);
  return weight >= 0 ? { color: palette[0], width } : { color: palette[1], width, dash: 'dash' };
}

function unitTrace(
  units: readonly number[],
  texts: string[],
  fontSize: number,
): { type: string } & Record<string, unknown> {
  const places = units.flatMap((count, layer) =>
    Array.from({ length: count }, (_, unit) => [layer, placeOf(unit, count)] as const),
  );
  const crowded = Math.max(...units) > 12;
  return {
    type: 'scatter',
    mode: 'markers+text',
    x: places.map(([x]) => x),
    y: places.map(([, y]) => y),
    text: texts,
    textfont: { size: fontSize * 0.85 },
    marker: { color: '#ffffff', size: crowded ? 18 : 32, opacity: 1, line: { color: '#1f2328', width: 1.5 } },
    hoverinfo: 'skip',
    cliponaxis: false,
  };
}

function diagramAlt(
  units: readonly number[],
  names: readonly string[],
  weights: (number[] | undefined)[],
  o: NetworkOptions,
): string {
  const layers = units.map((count, i) => `${names[i]} with ${count}`).join(', ');
  const ranges = weights.flatMap((matrix, i) => {
    if (matrix === undefined) return [];
    const [low, high] = extent(matrix);
    return [`from ${names[i]} to ${names[i + 1]} between ${numberText(low, 3)} and ${numberText(high, 3)}`];
  });
  const told = ranges.length === 0 ? '' : ` Weights ${ranges.join('; ')}.`;
  return `${o.title ? `${o.title}. ` : ''}Network of all units: ${layers}.${told}`;
}
