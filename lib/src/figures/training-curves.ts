import { requireTitle } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import type { Figure } from './figure.js';
import { type FrameOptions, frameOptions } from './layout.js';
import { drawLines, type LinesOptions, type Look, type ReferenceLine } from './lines.js';
import { seriesStyle } from './palette.js';

/** What {@link trainingCurves} reads of a training's history. */
export interface RecordedEpochs {
  readonly epochs: readonly {
    readonly epoch: number;
    readonly train: Readonly<Record<string, number>>;
    readonly validation?: Readonly<Record<string, number>>;
  }[];
}

/** Options of {@link trainingCurves}. */
export interface TrainingCurvesOptions extends FrameOptions {
  /** The loss and its unit, e.g. "loss (nats per image)". */
  readonly yTitle: string;
  /** Parts to draw; all that were recorded by default. */
  readonly parts?: readonly string[];
  /** Logarithmic loss; false by default. */
  readonly log?: boolean;
  /** Numbers to compare with. */
  readonly references?: readonly ReferenceLine[];
}

/**
 * The loss and its parts, epoch by epoch, in training and, where it was measured, in validation.
 *
 * @throws when there is no epoch, or a part that was not recorded.
 */
export function trainingCurves(history: RecordedEpochs, options: TrainingCurvesOptions): Figure {
  const name = 'trainingCurves';
  checkOptions(name, options, { ...frameOptions, yTitle: true, parts: true, log: true, references: true });
  const { parts, log = false, yTitle, ...shared } = options;
  const first = history.epochs[0];
  if (first === undefined)
    throw new RangeError(`${name}: the history has no epochs; train for at least one.`);
  const shown = parts ?? wholeFirst(Object.keys(first.train));
  const series: Record<string, number[]> = {};
  for (const set of ['train', 'validation'] as const) {
    if (first[set] === undefined) continue;
    for (const part of shown) series[label(set, part, shown.length)] = curve(history, set, part);
  }
  const drawn: LinesOptions = {
    ...shared,
    yTitle: requireTitle(name, 'yTitle', yTitle),
    xTitle: 'epoch',
    x: history.epochs.map(({ epoch }) => epoch),
    ...(log ? { log: 'y' } : {}),
  };
  return drawLines(series, drawn, (index) => look(index, shown.length));
}

/** A part keeps its colour and marker; training is solid, validation dashed, or two colours for one part. */
function look(index: number, parts: number): Look {
  const part = parts === 1 ? index : index % parts;
  return { ...seriesStyle(part), dash: index < parts ? 'solid' : 'dash' };
}

/** A loss of one part is its total: drawn once. */
function wholeFirst(parts: string[]): string[] {
  const others = parts.filter((part) => part !== 'total');
  return parts.includes('total') ? (others.length > 1 ? ['total', ...others] : ['total']) : others;
}

function label(set: 'train' | 'validation', part: string, parts: number): string {
  const where = set === 'train' ? 'training' : 'validation';
  return parts === 1 ? where : `${part}, ${where}`;
}

function curve({ epochs }: RecordedEpochs, set: 'train' | 'validation', part: string): number[] {
  return epochs.map((epoch) => {
    const value = epoch[set]?.[part];
    if (value === undefined)
      throw new RangeError(
        `trainingCurves: no ${set} ${part} in epoch ${epoch.epoch}; recorded: ${Object.keys(epoch[set] ?? {}).join(', ')}.`,
      );
    return value;
  });
}
