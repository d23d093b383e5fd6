import { describe } from '../checks/arguments.js';
import { checkOptions, type OptionNames } from '../checks/options.js';

/** Where a figure is to be seen: `page` 720 × 400 with 13-px text, `slide` 1040 × 560 with 20-px text. */
export type FigureSize = 'page' | 'slide' | { readonly width: number; readonly height: number };

/** Options that every figure has. */
export interface FrameOptions {
  /** Text above the figure; none by default, since a lesson's heading usually says it. */
  readonly title?: string;
  /** Alternative text; by default written from the data. */
  readonly alt?: string;
  /** `page` by default. */
  readonly size?: FigureSize;
}

/** Names of {@link FrameOptions}, for the check of unknown options. */
export const frameOptions: OptionNames<FrameOptions> = { title: true, alt: true, size: true };

/** A figure's outer size and text size in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
}

/** Resolves a {@link FigureSize} to pixels. Throws on anything else. */
export function frameOf(name: string, size: FigureSize = 'page'): Frame {
  if (size === 'page') return { width: 720, height: 400, fontSize: 13 };
  if (size === 'slide') return { width: 1040, height: 560, fontSize: 20 };
  if (typeof size === 'object' && size !== null) {
    checkOptions(`${name}: size`, size, { width: true, height: true });
    const { width, height } = size;
    if (width >= 50 && height >= 50 && width <= 4000 && height <= 8000)
      return { width: Math.round(width), height: Math.round(height), fontSize: width > 1000 ? 18 : 13 };
  }
  throw new RangeError(
    `${name}: size must be "page", "slide" or { width, height } between 50 and 4000 pixels, got ${describe(size)}.`,
  );
}

const ink = '#1f2328';
const gridColour = '#e3e6ea';

/**
 * The layout that every figure starts from. The paper is white in any theme, so that the contrast of text
 * and palette is the same in a light and a dark JupyterLab, on a slide and in print.
 */
export function baseLayout(frame: Frame, title?: string): Record<string, unknown> {
  return {
    width: frame.width,
    height: frame.height,
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    font: {
      family: 'system-ui, "Segoe UI", "DejaVu Sans", Verdana, sans-serif',
      size: frame.fontSize,
      color: ink,
    },
    margin: { l: 10, r: 16, t: title === undefined ? 16 : frame.fontSize * 3, b: 10, pad: 2 },
    hovermode: 'closest',
    showlegend: false,
    ...(title === undefined
      ? {}
      : { title: { text: title, x: 0.5, xanchor: 'center', font: { size: frame.fontSize * 1.2 } } }),
  };
}

/** The two axes of a plot, their titles broken into lines where the frame is too small for them. */
export function plotAxes(
  frame: Frame,
  titles: { readonly x: string; readonly y: string },
  log: { readonly x?: ArrayLike<number> | undefined; readonly y?: ArrayLike<number> | undefined } = {},
): { xaxis: Record<string, unknown>; yaxis: Record<string, unknown> } {
  const { width, height, fontSize } = frame;
  return {
    xaxis: numberAxis(wrapText(titles.x, width - 9 * fontSize, fontSize * 1.1), log.x),
    yaxis: numberAxis(wrapText(titles.y, height - 6 * fontSize, fontSize * 1.1), log.y),
  };
}

/**
 * A number axis with its title; `automargin` makes room for whatever its labels need. Logarithmic where
 * `logarithmic`, the values to be shown, is given: with powers of ten only, where they span more than 1½ of them.
 */
export function numberAxis(title: string, logarithmic?: ArrayLike<number>): Record<string, unknown> {
  return {
    title: { text: title, standoff: 10 },
    automargin: true,
    zeroline: false,
    gridcolor: gridColour,
    linecolor: ink,
    showline: true,
    ticks: 'outside',
    ...(logarithmic
      ? logarithmicTicks(logarithmic)
      : { type: 'linear', exponentformat: 'none', separatethousands: true }),
  };
}

function logarithmicTicks(values: ArrayLike<number>): object {
  const [low, high] = extent(values);
  const manyDecades = Math.log10(high / low) > 1.5;
  return {
    type: 'log',
    ...(manyDecades ? { dtick: 1, exponentformat: 'power' } : { exponentformat: 'none' }),
  };
}

/**
 * Breaks a text into lines of at most `pixels`, at spaces, so that a long axis title is not cut off.
 * Widths are estimated at 0.6 of the font size a character, above the average of DejaVu Sans.
 */
export function wrapText(text: string, pixels: number, fontSize: number): string {
  const most = Math.max(8, Math.floor(pixels / (0.6 * fontSize)));
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows.join('<br>');
}

/** An axis that is not drawn, over `[from, to]`. */
export function hiddenAxis(from: number, to: number): Record<string, unknown> {
  return { visible: false, range: [from, to], fixedrange: true, zeroline: false, showgrid: false };
}

/**
 * A legend to the right of the plot, where it covers no data, and below Plotly's buttons; Plotly widens the
 * margin for it. `markers` draws them at one readable size, however small the points are.
 */
export function sideLegend(markers = false): Record<string, unknown> {
  return {
    showlegend: true,
    legend: {
      x: 1.02,
      xanchor: 'left',
      y: 0.95,
      yanchor: 'top',
      tracegroupgap: 4,
      ...(markers ? { itemsizing: 'constant' } : {}),
    },
  };
}

/** A number as text with about `digits` significant digits: 0.0931, 13.87, 60000, 1.2e-5. */
export function numberText(value: number, digits = 4): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value);
  return String(Number(value.toPrecision(digits)));
}

/** "1 image", "3 images": a number and its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

/** Least and greatest of any number of values. */
export function extent(values: ArrayLike<number>): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i] ?? low);
    high = Math.max(high, values[i] ?? high);
  }
  return [low, high];
}

/** A number with six significant digits: finer than a screen can show, and a third of the text. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6)) + 0; // + 0: JSON has no −0
}
