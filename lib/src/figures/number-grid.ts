import { describe, requireLength } from '../checks/arguments.js';
import { checkKeys, checkOptions } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';
import { baseLayout, extent, type FrameOptions, frameOptions, hiddenAxis, numberText } from './layout.js';

/** A tiny picture as rows of numbers. */
export type TinyPicture = readonly (readonly number[])[];

/** A window of a tiny picture: its first row and column, and how many rows and columns it has. */
export type PictureWindow = readonly [row: number, column: number, rows: number, columns: number];

/** Options of {@link numberGrid}. */
export interface NumberGridOptions extends FrameOptions {
  /** What stands between one picture and the next, such as `['∗', '=']`; nothing by default. */
  readonly signs?: readonly string[];
  /** A window of a picture, by the picture's name, that gets a thick border. */
  readonly marked?: Readonly<Record<string, PictureWindow>>;
  /** Digits after the point at most; 2 by default. */
  readonly digits?: number;
}

const name = 'numberGrid';
const cell = 34;
const gap = 1.6;

/**
 * Tiny pictures side by side, every number in its cell: `numberGrid({ picture, kernel, result }, { signs: ['∗', '='] })`.
 * Dark is small, light is large, in each picture by itself. Taught with in lesson 08.
 *
 * @throws when a picture's rows differ in length, on NaN, when a mark names no picture or leaves it.
 */
export function numberGrid(
  pictures: Readonly<Record<string, TinyPicture>>,
  options: NumberGridOptions = {},
): Figure {
  checkOptions(name, options, { ...frameOptions, signs: true, marked: true, digits: true });
  const all = placed(pictures);
  const { signs = [], marked = {}, digits = 2 } = options;
  if (signs.length > 0) requireLength(name, 'signs (one between two)', signs.length, all.length - 1);
  checkKeys(`${name}: marked`, marked, Object.keys(pictures));
  const [across, down] = [(all.at(-1)?.right ?? 0) + 0.3, Math.max(...all.map(({ rows }) => rows.length))];
  const layout = {
    ...baseLayout(frameFor(across, down, options), options.title),
    margin: { l: 8, r: 8, t: options.title ? 70 : 34, b: 8, pad: 0 },
    xaxis: hiddenAxis(-0.3, across),
    yaxis: hiddenAxis(down, 0),
    annotations: [
      ...all.map((one) => label(one, down)),
      ...signs.map((sign, i) => between(all, i, sign, down)),
    ],
    shapes: all.flatMap((one) => border(one, marked[one.label], down)),
  };
  const data = all.map((one) => trace(one, down, digits));
  return new Figure({
    data,
    layout,
    alt: options.alt ?? altOf(all, digits, options.title),
    interactive: false,
  });
}

interface Placed {
  readonly label: string;
  readonly rows: TinyPicture;
  readonly left: number;
  readonly right: number;
}

function placed(pictures: Readonly<Record<string, TinyPicture>>): Placed[] {
  const all: Placed[] = [];
  for (const [label, rows] of Object.entries(pictures)) {
    const columns = rows[0]?.length ?? 0;
    if (columns === 0 || rows.some((row) => row.length !== columns || !row.every(Number.isFinite)))
      throw new RangeError(
        `${name}: "${label}" must be rows of equally many finite numbers, got ${describe(rows)}.`,
      );
    // A label is wider than a picture of one or two columns.
    const width = Math.max(columns, label.length * 0.24);
    const left = (all.at(-1)?.right ?? -gap) + gap + (width - columns) / 2;
    all.push({ label, rows, left, right: left + columns + (width - columns) / 2 });
  }
  if (all.length === 0) throw new TypeError(`${name}: pictures is empty; pass e.g. { picture: [[0, 1]] }.`);
  return all;
}

function frameFor(across: number, down: number, { size, title }: NumberGridOptions) {
  const scale = size === 'slide' ? 1.4 : 1;
  if (typeof size === 'object') return { ...size, fontSize: 13 };
  const width = Math.max((across + 0.3) * cell * scale + 16, title ? 420 : 0);
  return {
    width: Math.round(width),
    height: Math.round(down * cell * scale + (title ? 78 : 42)),
    fontSize: 13 * scale,
  };
}

/** Small pictures stand in the middle of the height. */
const top = (one: Placed, down: number) => (down - one.rows.length) / 2;

function trace(one: Placed, down: number, digits: number): Trace {
  const columns = one.rows[0] ?? [];
  const [low, high] = extent(one.rows.flat());
  return {
    type: 'heatmap',
    z: one.rows.map((row) => [...row]),
    x: columns.map((_, c) => one.left + c + 0.5),
    y: one.rows.map((_, r) => top(one, down) + r + 0.5),
    zmin: low,
    zmax: high > low ? high : low + 1,
    colorscale: [
      [0, '#3b4148'],
      [1, '#ffffff'],
    ],
    showscale: false,
    text: one.rows.map((row) => row.map((value) => numberText(Number(value.toFixed(digits))))),
    texttemplate: '%{text}',
    hoverinfo: 'skip',
    xgap: 1,
    ygap: 1,
  };
}

function label(one: Placed, down: number): object {
  const x = one.left + (one.rows[0]?.length ?? 0) / 2;
  return { text: one.label, x, y: top(one, down), yanchor: 'bottom', xanchor: 'center', showarrow: false };
}

function between(all: readonly Placed[], i: number, sign: string, down: number): object {
  const x = (all[i]?.right ?? 0) + gap / 2;
  return {
    text: sign,
    x,
    y: down / 2,
    xanchor: 'center',
    yanchor: 'middle',
    showarrow: false,
    font: { size: 22 },
  };
}

function border(one: Placed, window: PictureWindow | undefined, down: number): object[] {
  const [rows, columns] = [one.rows.length, one.rows[0]?.length ?? 0];
  const frame = (of: PictureWindow, line: object) => ({
    type: 'rect',
    x0: one.left + of[1],
    x1: one.left + of[1] + of[3],
    y0: top(one, down) + of[0],
    y1: top(one, down) + of[0] + of[2],
    line,
  });
  const whole = frame([0, 0, rows, columns], { color: '#3b4148', width: 1 });
  if (window === undefined) return [whole];
  if (window[0] < 0 || window[1] < 0 || window[0] + window[2] > rows || window[1] + window[3] > columns)
    throw new RangeError(`${name}: the mark [${window}] leaves "${one.label}" of ${rows} × ${columns}.`);
  return [whole, frame(window, { color: '#d55e00', width: 4 })];
}

function altOf(all: readonly Placed[], digits: number, title?: string): string {
  const told = all.map(({ label: said, rows }) => {
    const lines = rows.map((row) => row.map((value) => numberText(Number(value.toFixed(digits)))).join(' '));
    return `${said}, ${rows.length} × ${rows[0]?.length ?? 0}: ${lines.join(' / ')}`;
  });
  return `${title ? `${title}. ` : ''}Tiny pictures. ${told.join('; ')}.`;
}
