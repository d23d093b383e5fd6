/**
 * Okabe & Ito's eight colours, which people with any common colour vision deficiency can tell apart
 * (Okabe & Ito 2008, "Color Universal Design"), darkest on white first, then a grey and a brown for a
 * ninth and tenth class. A figure never relies on them alone: each has its own dash and marker.
 */
export const palette: readonly string[] = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#000000',
  '#e69f00',
  '#56b4e9',
  '#7f5539',
  '#999999',
  '#b8a900',
];

/** Plotly's dash of each series, in the order of {@link palette}. */
export const dashes: readonly string[] = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot'];

/** Plotly's marker of each series, in the order of {@link palette}: ten shapes that differ in outline. */
export const symbols: readonly string[] = [
  'circle',
  'square',
  'diamond',
  'triangle-up',
  'x',
  'cross',
  'triangle-down',
  'star',
  'hexagon',
  'pentagon',
];

/** Plotly's bar pattern of each series, in the order of {@link palette}. */
export const patterns: readonly string[] = ['', '/', '.', 'x', '-', '\\', '+', '|'];

/** What is drawn for one series, however many there are: lists repeat from the start. */
export function seriesStyle(index: number): { color: string; dash: string; symbol: string; pattern: string } {
  const pick = (list: readonly string[]) => list[index % list.length] ?? '';
  return { color: pick(palette), dash: pick(dashes), symbol: pick(symbols), pattern: pick(patterns) };
}

/** Sequential scale for heat maps, white to dark blue: reads in grey print too. */
export const sequentialScale: readonly [number, string][] = [
  [0, '#f7fbff'],
  [0.25, '#c6dbef'],
  [0.5, '#6baed6'],
  [0.75, '#2171b5'],
  [1, '#08306b'],
];

/** Diverging scale, orange through white to blue: for signed values such as weights, centred on 0. */
export const divergingScale: readonly [number, string][] = [
  [0, '#b35806'],
  [0.25, '#f1a340'],
  [0.5, '#f7f7f7'],
  [0.75, '#67a9cf'],
  [1, '#2166ac'],
];
