/** Seconds of a run over all its sittings, and how many are left. */
export class RunClock {
  readonly #started = performance.now();
  #firstStepEnded = this.#started;
  #steps = 0;

  /** @param before seconds of earlier sittings. */
  constructor(private readonly before = 0) {}

  /** Notes that a step was done; the first one holds the compilation and does not count for the forecast. */
  stepDone(): void {
    this.#steps++;
    if (this.#steps === 1) this.#firstStepEnded = performance.now();
  }

  /** Seconds so far. */
  seconds(): number {
    return this.before + (performance.now() - this.#started) / 1000;
  }

  /** Forecast for so many further steps, from the mean of those done; infinite before the second step. */
  secondsFor(steps: number): number {
    if (this.#steps < 2) return Number.POSITIVE_INFINITY;
    return (steps * (performance.now() - this.#firstStepEnded)) / 1000 / (this.#steps - 1);
  }
}
