import type { Epoch, PartMeans } from './history.js';
import type { Status } from './progress-display.js';

/** Where a run stands. */
export interface Standing extends Pick<Status, 'epochs' | 'rate' | 'seconds' | 'secondsLeft'> {
  readonly stepsPerEpoch: number;
  /** Finished epochs. */
  readonly past: readonly Epoch[];
  /** Steps done in the epoch that is under way; 0 between epochs. */
  readonly stepInEpoch: number;
  /** Means of that epoch so far. */
  readonly parts: PartMeans | undefined;
}

/** What the display of a run is told: between two epochs it stays with the one that has ended. */
export function statusOf({ stepsPerEpoch, stepInEpoch, parts, ...rest }: Standing): Status {
  const done = rest.past.length;
  const within = stepInEpoch > 0;
  return {
    ...rest,
    epoch: Math.min(rest.epochs, within ? done + 1 : Math.max(1, done)),
    share: within || done === 0 ? stepInEpoch / stepsPerEpoch : 1,
    parts: parts ?? rest.past.at(-1)?.train ?? {},
  };
}
