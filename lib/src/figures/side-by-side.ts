import { requireLength } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';
import { type FrameOptions, frameOf, frameOptions } from './layout.js';

/** Options of {@link sideBySide}. */
export interface SideBySideOptions extends FrameOptions {
  /** Text above each panel, e.g. `['PCA', 'autoencoder']`. */
  readonly titles: readonly string[];
}

const name = 'sideBySide';
const gap = 0.09;

/**
 * Plots of one kind next to one another, each with axes of its own, under one legend: that of the first. Heat maps
 * share one scale, and one colour bar. For what is to be compared at one glance, such as the same examples in two
 * codes.
 *
 * @param figures plots with one pair of axes, such as `scatter` and `lines` make; at least two.
 * @throws RangeError for fewer than two figures, or as many titles as there are not; TypeError for a figure without
 *   axes.
 */
export function sideBySide(figures: readonly Figure[], options: SideBySideOptions): Figure {
  checkOptions(name, options, { ...frameOptions, titles: true });
  if (figures.length < 2)
    throw new RangeError(
      `${name}: got ${figures.length} figures, expected 2 or more. Show a single one itself.`,
    );
  requireLength(name, 'titles (one a figure)', options.titles.length, figures.length);
  const frame = frameOf(name, options.size ?? { width: 960, height: 480 });
  const panels = figures.map((figure, i) => panelOf(figure, i, figures.length, options.titles[i] ?? ''));
  const layout = {
    ...figures[0]?.layout,
    ...Object.assign({}, ...panels.map(({ axes }) => axes)),
    width: frame.width,
    height: frame.height,
    margin: { l: 10, r: 16, t: frame.fontSize * (options.title ? 5 : 3), b: 10, pad: 2 },
    title: { text: options.title ?? '', x: 0.5, xanchor: 'center', font: { size: frame.fontSize * 1.2 } },
    annotations: panels.flatMap(({ annotations }) => annotations),
  };
  const alt = figures.map((figure, i) => `${options.titles[i]}: ${figure.alt}`).join(' ');
  const head = options.title ? `${options.title}. ` : '';
  return new Figure({
    data: withOneScale(panels.flatMap(({ data }) => data)),
    layout,
    alt: options.alt ?? `${head}${figures.length} plots side by side. ${alt}`,
  });
}

interface Panel {
  readonly data: readonly Trace[];
  readonly axes: Record<string, unknown>;
  readonly annotations: readonly object[];
}

/** One figure moved onto axes `x2`, `y2` … within its share of the width. */
function panelOf({ data, layout }: Figure, index: number, of: number, title: string): Panel {
  const { xaxis, yaxis, annotations = [] } = layout;
  if (typeof xaxis !== 'object' || typeof yaxis !== 'object')
    throw new TypeError(`${name}: figure ${index + 1} has no axes; pass plots such as scatter or lines.`);
  const suffix = index === 0 ? '' : String(index + 1);
  const width = (1 - gap * (of - 1)) / of;
  const from = index * (width + gap);
  const own = { xaxis: `x${suffix}`, yaxis: `y${suffix}` };
  const scaled = 'scaleanchor' in Object(yaxis) ? { scaleanchor: own.xaxis } : {};
  const heading = { text: `<b>${title}</b>`, xref: 'paper', yref: 'paper', x: from + width / 2, y: 1 };
  return {
    data: data.map((trace) => ({ ...trace, ...own, ...(index > 0 && { showlegend: false }) })),
    axes: {
      [`xaxis${suffix}`]: { ...xaxis, domain: [from, from + width], anchor: own.yaxis },
      [`yaxis${suffix}`]: { ...yaxis, ...scaled, anchor: own.xaxis },
    },
    annotations: [
      ...[annotations].flat().map((note) => ({ ...Object(note), xref: own.xaxis, yref: own.yaxis })),
      { ...heading, xanchor: 'center', yanchor: 'bottom', showarrow: false },
    ],
  };
}

/** Heat maps with the colours of one range, of which only the last shows its bar. */
function withOneScale(traces: readonly Trace[]): readonly Trace[] {
  const maps = traces.filter(({ type }) => type === 'heatmap');
  const numbers = maps
    .flatMap((trace) => [trace['z'], trace['zmin'], trace['zmax']])
    .flat(2)
    .filter((value) => typeof value === 'number');
  const range = { zmin: Math.min(...numbers), zmax: Math.max(...numbers) };
  return traces.map((trace) =>
    trace.type === 'heatmap' ? { ...trace, ...range, showscale: trace === maps.at(-1) } : trace,
  );
}
