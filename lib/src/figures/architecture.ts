import { describe, requireWhole } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import { Figure } from './figure.js';
import { baseLayout, type FrameOptions, frameOf, frameOptions, hiddenAxis } from './layout.js';
import { palette } from './palette.js';

/** One layer of a network, as a diagram shows it. */
export interface LayerBox {
  /** What stands under the box: "input", "dense, ReLU". */
  readonly name: string;
  /** Number of values, or shape such as [14, 14, 16]. */
  readonly size: number | readonly number[];
}

/** Options of {@link architecture}. */
export interface ArchitectureOptions extends FrameOptions {
  /** Which layer is the code, counted from 0; the smallest one by default. */
  readonly code?: number;
}

const name = 'architecture';

/**
 * A network as boxes from left to right: the taller, the more values (logarithmically); the code is marked by
 * a thick border and the word, encoder and decoder stand on its sides.
 *
 * @throws when there are fewer than two layers, or a size is no whole number.
 */
export function architecture(layers: readonly LayerBox[], options: ArchitectureOptions = {}): Figure {
  checkOptions(name, options, { ...frameOptions, code: true });
  if (!Array.isArray(layers) || layers.length < 2)
    throw new TypeError(`${name}: layers must list at least two layers, got ${describe(layers)}.`);
  const sizes = layers.map(({ size }, i) => valuesOf(size, i));
  const code = options.code ?? sizes.indexOf(Math.min(...sizes));
  if (!Number.isInteger(code) || code < 0 || code >= layers.length)
    throw new RangeError(
      `${name}: code must be a layer from 0 to ${layers.length - 1}, got ${describe(code)}.`,
    );
  const frame = frameOf(name, options.size ?? { width: 720, height: 300 });
  const margin = { l: 8, r: 8, t: options.title ? frame.fontSize * 3 : 8, b: 8, pad: 0 };
  const heights = boxHeights(sizes);
  const layout = {
    ...baseLayout(frame, options.title),
    margin,
    xaxis: hiddenAxis(-0.6, layers.length - 0.4),
    yaxis: hiddenAxis(-0.9, 0.8),
    shapes: [
      ...heights.slice(1).map((_, i) => linkShape(heights, i)),
      ...heights.map((height, i) => boxShape(height, i, i === code)),
    ],
    annotations: [
      ...layers.flatMap((layer, i) => boxTexts(layer, i, frame)),
      ...sideTexts(layers.length, code),
    ],
  };
  const data = [
    { type: 'scatter', mode: 'markers', x: [0], y: [0], marker: { opacity: 0 }, hoverinfo: 'skip' },
  ];
  const listed = layers.map(
    (layer, i) => `${i === code ? 'code: ' : ''}${layer.name} (${sizeText(layer.size)})`,
  );
  const alt = `${options.title ? `${options.title}. ` : ''}Network of ${layers.length} layers: ${listed.join(', then ')}.`;
  return new Figure({ data, layout, alt: options.alt ?? alt, interactive: false });
}

function valuesOf(size: number | readonly number[], index: number): number {
  const lengths = typeof size === 'number' ? [size] : size;
  return lengths.reduce(
    (product, length) => product * requireWhole(name, `size of layer ${index}`, length),
    1,
  );
}

const sizeText = (size: number | readonly number[]) =>
  typeof size === 'number' ? size.toLocaleString('en-US') : size.join(' × ');

/** Half heights from 0.08 to 0.55, by the logarithm of the number of values. */
function boxHeights(sizes: number[]): number[] {
  const logs = sizes.map(Math.log);
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  return logs.map((log) => (high === low ? 0.4 : 0.1 + (0.42 * (log - low)) / (high - low)));
}

const halfWidth = 0.14;

function boxShape(height: number, index: number, isCode: boolean): object {
  const corners = { x0: index - halfWidth, x1: index + halfWidth, y0: -height, y1: height };
  const colour = isCode ? palette[1] : palette[0];
  const line = { color: isCode ? '#1f2328' : colour, width: isCode ? 3 : 1 };
  return { type: 'rect', ...corners, fillcolor: colour, line };
}

function linkShape(heights: number[], index: number): object {
  const [from, to] = [heights[index] ?? 0, heights[index + 1] ?? 0];
  const [left, right] = [index + halfWidth, index + 1 - halfWidth];
  const path = `M ${left} ${from} L ${right} ${to} L ${right} ${-to} L ${left} ${-from} Z`;
  return { type: 'path', path, fillcolor: '#e3e6ea', line: { width: 0 }, layer: 'below' };
}

function boxTexts(layer: LayerBox, index: number, frame: { width: number; fontSize: number }): object[] {
  const place = { x: index, showarrow: false, xanchor: 'center' };
  const wrapped = layer.name.replaceAll(', ', ',<br>');
  return [
    { ...place, text: sizeText(layer.size), y: 0.57, yanchor: 'bottom', font: { size: frame.fontSize } },
    { ...place, text: wrapped, y: -0.57, yanchor: 'top', font: { size: frame.fontSize * 0.92 } },
  ];
}

function sideTexts(count: number, code: number): object[] {
  const text = (word: string, x: number) => ({
    text: `<b>${word}</b>`,
    x,
    y: 0.8,
    yanchor: 'top',
    showarrow: false,
  });
  const sides = [text('code', code)];
  if (code > 0) sides.push(text('encoder', (code - 1) / 2));
  if (code < count - 1) sides.push(text('decoder', (code + count) / 2));
  return sides;
}
