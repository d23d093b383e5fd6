import { displaySymbol } from '../jupyter/display.js';
import { quickWarning } from '../jupyter/quick-run.js';

/** The mean of each part of a loss over the examples of an epoch. */
export type PartMeans = Readonly<Record<string, number>>;

/** One epoch of a training run. */
export interface Epoch {
  /** Counted from 1. */
  readonly epoch: number;
  /** Training loss in its parts, mean over the epoch's steps: each with the weights of its moment. */
  readonly train: PartMeans;
  /** Validation loss in its parts, with the weights of the epoch's end. */
  readonly validation?: PartMeans;
  /** Learning rate of the epoch's last step. */
  readonly rate: number;
  /** Seconds from the start of the run (of all its sittings, when resumed). */
  readonly seconds: number;
}

/** Why a run ended: all epochs done, or the validation loss stopped falling. */
export type Ending = 'finished' | 'early stopping';

/** What a training run did. */
export interface History {
  readonly epochs: readonly Epoch[];
  readonly ending: Ending;
  /** The epoch (from 1) with the least validation loss, or training loss where there is no validation. */
  readonly bestEpoch: number;
  /** Whether the steps ran compiled by XLA. */
  readonly jit: boolean;
  /** Steps done. */
  readonly steps: number;
  readonly seconds: number;
  /** There, and true, where the run was quick: a few steps, whose numbers mean nothing. */
  readonly quick?: true;
}

/** The history of a run that has come to its end; one that stopped early has fewer epochs than were asked for. */
export function historyOf(
  past: Pick<History, 'epochs' | 'steps' | 'seconds'>,
  jit: boolean,
  asked: { readonly epochs: number; readonly quick: boolean },
): History {
  return shownInOneLine({
    ...past,
    ending: past.epochs.length < asked.epochs ? 'early stopping' : 'finished',
    bestEpoch: bestEpochOf(past.epochs),
    jit,
    ...(asked.quick && { quick: true as const }),
  });
}

/**
 * The same history, of which a cell that ends with `await fit(…)` shows one line and not every number. The
 * display hook is not enumerable, so that a history still compares, copies and saves as plain data.
 */
export function shownInOneLine(history: History): History {
  const { epochs, ending, bestEpoch, quick } = history;
  const loss = epochs.at(-1)?.train['total'];
  const text =
    `${quick ? `${quickWarning}. ` : ''}History of ${epochs.length} epochs, ${ending}: ` +
    `loss ${loss?.toPrecision(4) ?? 'unknown'}, least in epoch ${bestEpoch}. ` +
    'Keep it, as in const history = await fit(…), to draw it with trainingCurves(history, …).';
  return Object.defineProperty(history, displaySymbol, { value: () => ({ 'text/plain': text }) });
}

/**
 * One part of the loss, epoch by epoch, e.g. `lossCurve(history, 'validation')`.
 * @throws RangeError when the run did not record it.
 */
export function lossCurve(history: History, set: 'train' | 'validation' = 'train', part = 'total'): number[] {
  return history.epochs.map((epoch) => {
    const value = epoch[set]?.[part];
    if (value === undefined) {
      const known = Object.keys(epoch[set] ?? {}).join(', ') || 'nothing';
      throw new RangeError(`lossCurve: no ${set} ${part} in this history; recorded: ${known}`);
    }
    return value;
  });
}

/** The epoch with the least validation loss (training loss without validation); 0 when there is none. */
export function bestEpochOf(epochs: readonly Epoch[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const { epoch, train, validation } of epochs) {
    const loss = (validation ?? train)['total'] ?? Number.POSITIVE_INFINITY;
    if (loss < least) {
      least = loss;
      best = epoch;
    }
  }
  return best;
}

/** Running means of a loss's parts, weighted by the number of examples. */
export class PartSums {
  #sums: number[] = [];
  #examples = 0;

  constructor(readonly names: readonly string[]) {}

  /** Adds the means of one batch. */
  add(values: ArrayLike<number>, examples: number): void {
    this.names.forEach((_, i) => {
      this.#sums[i] = (this.#sums[i] ?? 0) + (values[i] ?? 0) * examples;
    });
    this.#examples += examples;
  }

  /** The means so far. */
  means(): Record<string, number> {
    return Object.fromEntries(this.names.map((name, i) => [name, (this.#sums[i] ?? 0) / this.#examples]));
  }

  /** The sums, to be kept in a checkpoint. */
  saved(): { sums: number[]; examples: number } {
    return { sums: [...this.#sums], examples: this.#examples };
  }

  /** Takes up sums that `saved` gave. */
  restore({ sums, examples }: { sums: readonly number[]; examples: number }): void {
    this.#sums = [...sums];
    this.#examples = examples;
  }
}
