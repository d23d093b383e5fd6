import { checkOptions } from '../checks/options.js';
/** When to stop before the last epoch. */
export interface EarlyStopping {
  /** How many epochs may pass without improvement. */
  readonly patience: number;
  /** By how much the validation loss must fall to count as improvement. Default 0. */
  readonly minDelta?: number;
  /** Whether the weights of the best epoch come back at the end. Default true. */
  readonly restoreBest?: boolean;
}

/** Watches the validation loss, epoch by epoch (Prechelt 1998). */
export class Patience {
  /** Least loss so far. */
  best = Number.POSITIVE_INFINITY;
  /** The epoch, counted from 1, that reached it; 0 before the first. */
  bestEpoch = 0;
  readonly #patience: number;
  readonly #minDelta: number;

  /** @throws RangeError when patience is not a whole number ≥ 1 or minDelta is negative. */
  constructor(options: EarlyStopping) {
    checkOptions('earlyStopping', options, { patience: true, minDelta: true, restoreBest: true });
    const { patience, minDelta = 0 } = options;
    if (!Number.isInteger(patience) || patience < 1)
      throw new RangeError(`earlyStopping: patience must be a whole number ≥ 1, got ${patience}`);
    if (!(minDelta >= 0)) throw new RangeError(`earlyStopping: minDelta must be ≥ 0, got ${minDelta}`);
    this.#patience = patience;
    this.#minDelta = minDelta;
  }

  /** Takes the loss of an epoch; returns whether it is the best so far. */
  improves(epoch: number, loss: number): boolean {
    if (!(loss < this.best - this.#minDelta)) return false;
    this.best = loss;
    this.bestEpoch = epoch;
    return true;
  }

  /** True when patience is at its end. */
  exhausted(epoch: number): boolean {
    return epoch - this.bestEpoch >= this.#patience;
  }
}
