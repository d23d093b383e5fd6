import { describe, readNumbers, requireLength, requireTitle, type Values } from '../checks/arguments.js';
import { checkKeys, checkOptions, type OptionNames } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';
import {
  baseLayout,
  type FrameOptions,
  frameOf,
  frameOptions,
  numberAxis,
  numberText,
  sideLegend,
  wrapText,
} from './layout.js';
import { seriesStyle } from './palette.js';

/** Options of {@link bars}. */
export interface BarsOptions extends FrameOptions {
  /** Name of each bar (or group of bars), e.g. the models. */
  readonly names: readonly string[];
  /** Quantity that a bar's length shows and its unit, e.g. "squared error per image". */
  readonly valueTitle: string;
  /** What the names are, e.g. "model"; none by default. */
  readonly nameTitle?: string;
  /** Half the length of each error bar, for each series; say in the text what it means. */
  readonly errors?: Readonly<Record<string, Values>>;
  /** Write each value at its bar; true by default for up to 20 bars. */
  readonly values?: boolean;
}

const name = 'bars';
const optionNames: OptionNames<BarsOptions> = {
  ...frameOptions,
  names: true,
  valueTitle: true,
  nameTitle: true,
  errors: true,
  values: true,
};

interface Series {
  readonly label: string;
  readonly values: number[];
  readonly errors: number[] | undefined;
}

/**
 * Horizontal bars from 0, in the given order from the top; several series stand side by side, told apart by
 * colour and pattern: `bars({ here, published }, { names: ['PCA', 'autoencoder'], … })`.
 *
 * @throws when a series and the names differ in number, on NaN, on a negative error.
 */
export function bars(series: Readonly<Record<string, Values>>, options: BarsOptions): Figure {
  checkOptions(name, options, optionNames);
  const valueTitle = requireTitle(name, 'valueTitle', options.valueTitle);
  const all = readSeries(series, options);
  const frame = frameOf(
    name,
    options.size ?? { width: 720, height: barsHeight(all.length, options.names.length) },
  );
  const layout = {
    ...baseLayout(frame, options.title),
    ...(all.length > 1 ? sideLegend() : {}),
    barmode: 'overlay',
    xaxis: valueAxis(all, wrapText(valueTitle, frame.width * 0.6, frame.fontSize)),
    yaxis: nameAxis(options),
  };
  const shown = options.values ?? all.length * options.names.length <= 20;
  const data = all.flatMap((one, i) => [
    barTrace(one, i, all.length),
    ...(shown ? [valueTrace(one, i, all.length)] : []),
  ]);
  return new Figure({ data, layout, alt: options.alt ?? barsAlt(all, options) });
}

function valueAxis(all: Series[], title: string): object {
  const reach = (sign: number) =>
    Math.max(0, ...all.flatMap(({ values, errors }) => values.map((v, i) => sign * v + (errors?.[i] ?? 0))));
  const [low, high] = [reach(-1), reach(1)];
  const room = 0.14 * (low + high); // for the numbers beside the bars
  const range = [low > 0 ? -low - room : 0, high > 0 ? high + room : room];
  return { ...numberAxis(title), range, zeroline: true, zerolinecolor: '#1f2328' };
}

function nameAxis({ names, nameTitle }: BarsOptions): object {
  return {
    tickvals: names.map((_, i) => i),
    ticktext: names.map((text) => wrapText(text, 260, 13)),
    range: [names.length - 0.5, -0.5],
    automargin: true,
    showgrid: false,
    zeroline: false,
    ticksuffix: ' ',
    ...(nameTitle ? { title: { text: nameTitle } } : {}),
  };
}

function barsHeight(series: number, names: number): number {
  return Math.min(900, 90 + names * (14 + 20 * series));
}

function readSeries(series: Readonly<Record<string, Values>>, { names, errors = {} }: BarsOptions): Series[] {
  if (!Array.isArray(names))
    throw new TypeError(`${name}: names must be a list of texts, got ${describe(names)}.`);
  checkKeys(`${name}: errors`, errors, Object.keys(series));
  const all = Object.entries(series).map(([label, values]) => {
    const numbers = Array.from(readNumbers(name, label, values));
    requireLength(name, `values of "${label}" (one a name)`, numbers.length, names.length);
    const given = errors[label];
    return {
      label,
      values: numbers,
      errors: given === undefined ? undefined : readErrors(label, given, names.length),
    };
  });
  if (all.length === 0) throw new TypeError(`${name}: series is empty; pass e.g. { error: [13.9, 3.0] }.`);
  return all;
}

function readErrors(label: string, given: Values, count: number): number[] {
  const numbers = Array.from(readNumbers(name, `errors.${label}`, given));
  requireLength(name, `errors of "${label}" (one a name)`, numbers.length, count);
  const negative = numbers.find((error) => error < 0);
  if (negative !== undefined)
    throw new RangeError(`${name}: errors.${label} holds ${negative}; a half-length is ≥ 0.`);
  return numbers;
}

/** Where the bars of series `index` of `count` stand: around each name's place, in the series' order. */
function barPlaces(bars: number, index: number, count: number): { y: number[]; width: number } {
  const width = 0.76 / count;
  return {
    y: Array.from({ length: bars }, (_, i) => Number((i - 0.38 + width * (index + 0.5)).toFixed(4))),
    width,
  };
}

function barTrace({ label, values, errors }: Series, index: number, count: number): Trace {
  const { color, pattern } = seriesStyle(index);
  const { y, width } = barPlaces(values.length, index, count);
  return {
    type: 'bar',
    orientation: 'h',
    name: label,
    x: values,
    y,
    width: width * 0.92,
    marker: { color, pattern: { shape: pattern, fillmode: 'overlay', fgcolor: '#ffffff', solidity: 0.3 } },
    ...(errors ? { error_x: { type: 'data', array: errors, color: '#1f2328', thickness: 1.5 } } : {}),
  };
}

/** The numbers, beyond the ends of bars and error bars, where nothing lies under them. */
function valueTrace({ values, errors }: Series, index: number, count: number): Trace {
  return {
    type: 'scatter',
    mode: 'text',
    x: values.map((value, i) => value + Math.sign(value || 1) * (errors?.[i] ?? 0)),
    y: barPlaces(values.length, index, count).y,
    text: values.map((value) => `\u00a0${numberText(value)}\u00a0`),
    textposition: values.map((value) => (value < 0 ? 'middle left' : 'middle right')),
    cliponaxis: false,
    showlegend: false,
    hoverinfo: 'skip',
  };
}

function barsAlt(all: Series[], { names, valueTitle, title }: BarsOptions): string {
  const told = names.map((bar, i) => {
    const parts = all.map(({ label, values, errors }) => {
      const error = errors?.[i];
      const value = `${numberText(values[i] ?? 0)}${error === undefined ? '' : ` ± ${numberText(error, 2)}`}`;
      return all.length > 1 ? `${label} ${value}` : value;
    });
    return `${bar} ${parts.join(', ')}`;
  });
  return `${title ? `${title}. ` : ''}Bars of ${valueTitle}: ${told.join('; ')}.`;
}
