import { requireLength, requireTitle } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import { Figure, type Trace } from './figure.js';

/** Options of {@link animation}. */
export interface AnimationOptions {
  /** What the frames count, e.g. "epoch". */
  readonly frameTitle: string;
  /** Label of each frame, e.g. ["0", "1", "2", "5"]. */
  readonly labels: readonly string[];
  /** Time between frames in milliseconds; 500 by default. */
  readonly interval?: number;
  /** Alternative text; by default what the first and the last frame say. */
  readonly alt?: string;
}

const name = 'animation';

/**
 * Figures of one kind as frames with a slider and a button to play; axes span all frames, so that what moves
 * is the data. Where nothing moves (PNG, print) the last frame stands, under its label.
 *
 * @throws when there are fewer than two frames, when their traces differ in number, or labels in number.
 */
export function animation(figures: readonly Figure[], options: AnimationOptions): Figure {
  checkOptions(name, options, { frameTitle: true, labels: true, interval: true, alt: true });
  const frameTitle = requireTitle(name, 'frameTitle', options.frameTitle);
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined || figures.length < 2)
    throw new RangeError(`${name}: got ${figures.length} frames, expected at least 2.`);
  requireLength(name, 'labels (one a frame)', options.labels.length, figures.length);
  for (const figure of figures)
    requireLength(name, 'traces in each frame', figure.data.length, first.data.length);
  const axes = commonAxes(figures);
  const names = options.labels.map((label) => `${frameTitle} ${label}`);
  const interval = options.interval ?? 500;
  const frames = figures.map((figure, i) => ({
    name: names[i],
    data: figure.data,
    layout: movingLayout(figure),
  }));
  const height = Number(first.layout.height) + controlsHeight;
  const layout = { ...first.layout, ...axes, height, ...controls(first, options, interval) };
  const title = { text: names.at(-1), x: 0.5, xanchor: 'center' };
  const stillLayout = { ...last.layout, ...axes, title, ...stillFrame(last) };
  const alt =
    options.alt ??
    `${figures.length} frames, from ${names[0]} to ${names.at(-1)}. First: ${first.alt} Last: ${last.alt}`;
  return new Figure({
    data: first.data,
    layout,
    frames,
    still: { data: last.data, layout: stillLayout },
    alt,
  });
}

const controlsHeight = 160;
const titleHeight = 30;

/** What of a layout differs from frame to frame. */
function movingLayout({ layout }: Figure): Record<string, unknown> {
  const moving = ['images', 'annotations'].filter((key) => layout[key] !== undefined);
  return Object.fromEntries(moving.map((key) => [key, layout[key]]));
}

/** Room above the last frame for its label. */
function stillFrame({ layout }: Figure): object {
  const margin: Record<string, unknown> = { ...Object(layout.margin) };
  const height = Number(layout.height) + titleHeight;
  return { margin: { ...margin, t: Number(margin.t ?? 0) + titleHeight }, height };
}

/** The axes of the first figure, with the range of all, so that what moves is the data; none where they are set. */
export function commonAxes(figures: readonly Figure[]): Record<string, unknown> {
  const axes = (['x', 'y'] as const).flatMap((letter) => {
    const axis: Record<string, unknown> = { ...Object(figures[0]?.layout[`${letter}axis`]) };
    if (axis.range !== undefined || axis.type === 'log') return [];
    const values = figures.flatMap(({ data }) => data.flatMap((trace) => numbersOf(trace, letter)));
    const [low, high] = values.reduce(
      ([a, b], v) => [Math.min(a, v), Math.max(b, v)],
      [values[0] ?? 0, values[0] ?? 1],
    );
    const room = ((high ?? 1) - (low ?? 0) || 1) * 0.05;
    return [[`${letter}axis`, { ...axis, range: [(low ?? 0) - room, (high ?? 1) + room] }]];
  });
  return Object.fromEntries(axes);
}

function numbersOf(trace: Trace, letter: 'x' | 'y'): number[] {
  const values = trace[letter];
  return Array.isArray(values) ? values.filter((value): value is number => typeof value === 'number') : [];
}

function controls(first: Figure, { labels, frameTitle }: AnimationOptions, interval: number): object {
  const jump = { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: true } };
  const play = {
    mode: 'immediate',
    fromcurrent: true,
    transition: { duration: 0 },
    frame: { duration: interval, redraw: true },
  };
  const margin: Record<string, unknown> = { ...Object(first.layout.margin) };
  const steps = labels.map((label) => ({
    label,
    method: 'animate',
    args: [[`${frameTitle} ${label}`], jump],
  }));
  const buttons = [
    { label: '▶ Play', method: 'animate', args: [null, play] },
    { label: '❚❚ Pause', method: 'animate', args: [[null], jump] },
  ];
  const below = { yanchor: 'top', xanchor: 'left' };
  return {
    margin: { ...margin, b: Number(margin.b ?? 0) + controlsHeight },
    sliders: [
      {
        ...below,
        x: 0,
        len: 1,
        y: 0,
        pad: { t: 90, b: 0 },
        steps,
        currentvalue: { visible: true, xanchor: 'right', prefix: `${frameTitle} ` },
      },
    ],
    updatemenus: [
      {
        ...below,
        type: 'buttons',
        direction: 'left',
        showactive: false,
        x: 0,
        y: 0,
        pad: { t: 50, r: 10 },
        buttons,
      },
    ],
  };
}
