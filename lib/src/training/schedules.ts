import { checkOptions } from '../checks/options.js';
/** Where training is: steps done, and how many there will be; `epoch` counts from 0 and may be fractional. */
export interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
}

/** The factor by which the learning rate is multiplied, 1 for the full rate. */
export type Schedule = (at: Progress) => number;

/** Where a falling rate ends. */
export interface FloorOptions {
  /** The factor at the last step. Default 0. */
  readonly floor?: number;
}

/** The full rate throughout. */
export function constant(): Schedule {
  return () => 1;
}

/**
 * From the full rate down to `floor` along half a cosine: floor + (1 − floor) · ½ (1 + cos(π step / steps))
 * (Loshchilov & Hutter 2017, without restarts). Taught in lesson 07.
 */
export function cosine(options: FloorOptions = {}): Schedule {
  checkOptions('cosine', options, { floor: true });
  const { floor = 0 } = options;
  inUnitInterval('cosine', 'floor', floor);
  return ({ step, steps }) => floor + (1 - floor) * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
}

/** From the full rate down to `floor` along a straight line. */
export function linearDecay(options: FloorOptions = {}): Schedule {
  checkOptions('linearDecay', options, { floor: true });
  const { floor = 0 } = options;
  inUnitInterval('linearDecay', 'floor', floor);
  return ({ step, steps }) => floor + (1 - floor) * (1 - step / steps);
}

/** Times `factor` after every `everyEpochs` epochs: factor^⌊epoch / everyEpochs⌋. */
export function stepDecay(options: { readonly everyEpochs: number; readonly factor: number }): Schedule {
  checkOptions('stepDecay', options, { everyEpochs: true, factor: true });
  const { everyEpochs, factor } = options;
  if (!(everyEpochs > 0)) throw new RangeError(`stepDecay: everyEpochs must be above 0, got ${everyEpochs}`);
  inUnitInterval('stepDecay', 'factor', factor);
  return ({ epoch }) => factor ** Math.floor(epoch / everyEpochs);
}

/**
 * Rises in a straight line to the full rate during the first `epochs` epochs, then follows `then` (by default
 * constant), which counts from the end of the warm-up. Taught in lesson 07.
 */
export function warmUp(epochs: number, then: Schedule = constant()): Schedule {
  if (!(epochs > 0)) throw new RangeError(`warmUp: epochs must be above 0, got ${epochs}`);
  return (at) => {
    const warmSteps = Math.min(at.steps, Math.round((epochs / at.epochs) * at.steps));
    if (at.step < warmSteps) return (at.step + 1) / warmSteps;
    return then({
      step: at.step - warmSteps,
      steps: Math.max(1, at.steps - warmSteps),
      epoch: at.epoch - epochs,
      epochs: Math.max(1, at.epochs - epochs),
    });
  };
}

function inUnitInterval(caller: string, name: string, value: number): void {
  if (!(value >= 0 && value <= 1))
    throw new RangeError(`${caller}: ${name} must lie between 0 and 1, got ${value}`);
}

/** What a schedule gives, checked: a negative rate would climb. */
export function checkedFactor(schedule: Schedule, at: Progress): number {
  const factor = schedule(at);
  if (!(factor >= 0 && Number.isFinite(factor)))
    throw new RangeError(`fit: the schedule gives ${factor} at step ${at.step}, expected a number ≥ 0`);
  return factor;
}
