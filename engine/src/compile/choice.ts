import { matrixPeak } from './matrix-peak.js';

/** `true`: XLA. `false`: TensorFlow's executor. `'auto'`: measured. */
export type Jit = 'auto' | boolean;

/** Median milliseconds of a step each way, as far as measured. */
export interface Timings {
  readonly function?: number;
  readonly xla?: number;
}

/** How many runs each way are compared: each of many steps, where a loop runs several. */
const runsToCompare = { atLeast: 5, steps: 20 };
const runsRemembered = 10;
/** XLA's compile time on the machine this was written on (two cores), ms for each op of the graph. */
const compileTimePerOp = 6;
/** XLA is tried when compiling takes at most this share of the time spent training: short runs never pay for it. */
const longestShare = 1 / 4;
/**
 * XLA saves the time between matrix products. It is not tried where they run at this share of the machine's peak without
 * it (measured: 1.04 times as fast at 0.95, 1.28 times at 0.78).
 */
const mostlyProducts = 0.9;
/**
 * Ops that keep XLA away: it compiles convolutions to slower code on a CPU than TensorFlow's kernels (measured: 24 against
 * 13 ms a step), and has no LSTMBlockCellGrad.
 */
const notForXla = ['Conv2D', 'Conv2DBackpropInput', 'Conv3D', 'DepthwiseConv2dNative', 'LSTMBlockCellGrad'];

/** XLA compiling beside the training. */
interface Compilation {
  /** How it ended; `undefined` while it is under way. */
  readonly ended: 'well' | 'badly' | undefined;
}

/** What a step is made of. */
export interface StepWork {
  /** Ops by name, and how many of each. */
  readonly opCounts: ReadonlyMap<string, number>;
  /** Floating-point operations of its matrix products. */
  readonly productFlops: number;
}

/**
 * Chooses between TensorFlow's executor and XLA for one function. The executor starts, and goes on while XLA compiles, so
 * nobody waits for a compiler. XLA is wanted when the executor has run for several times as long as compiling is expected
 * to take; then the two run real steps in turns, and the lower median wins. In turns: a machine that is busy for a moment
 * would else decide for all steps to come.
 */
export class Choice {
  #times = new RunTimes();
  #trial: RunTimes | undefined;
  readonly #patience: number;
  readonly #productFlops: number;
  #spent = 0;
  #wantsXla = false;
  #compilation: Compilation | undefined;
  #chosen: 'function' | 'xla' | undefined;
  runs = 0;

  constructor(
    readonly jit: Jit,
    { opCounts, productFlops }: StepWork,
  ) {
    this.#productFlops = productFlops;
    const size = [...opCounts.values()].reduce((sum, count) => sum + count, 0);
    // The compile time of long graphs (unrolled loops) grows faster than their length.
    this.#patience = (compileTimePerOp * size * Math.max(1, size / 500)) / longestShare;
    if (jit !== 'auto') this.#chosen = jit ? 'xla' : 'function';
    else if (notForXla.some((op) => opCounts.has(op))) this.#chosen = 'function';
  }

  /** What the next run uses. */
  get useXla(): boolean {
    if (this.#chosen !== undefined) return this.#chosen === 'xla';
    return this.#trial !== undefined && this.#trial.steps.xla <= this.#trial.steps.function;
  }

  /** Whether it is time for XLA to compile the function; until {@link compiling} says that it does. */
  get wantsXla(): boolean {
    return this.#wantsXla;
  }

  /** XLA is compiling the function. */
  compiling(compilation: Compilation): void {
    this.#wantsXla = false;
    this.#compilation = compilation;
  }

  /** The decision; `undefined` while it is open. */
  get chosen(): 'function' | 'xla' | undefined {
    return this.#chosen;
  }

  get timings(): Timings {
    const [plain, xla] = [this.#times.median('function'), this.#times.median('xla')];
    return { ...(plain === undefined ? {} : { function: plain }), ...(xla === undefined ? {} : { xla }) };
  }

  /** Notes how long a run of so many steps took, without compilation. */
  record(xla: boolean, milliseconds: number, steps: number): void {
    this.runs++;
    if (!xla) this.#spent += milliseconds;
    const way = xla ? 'xla' : 'function';
    this.#times.add(way, milliseconds, steps);
    this.#times.forget(runsRemembered);
    this.#trial?.add(way, milliseconds, steps);
    if (this.#chosen === undefined) this.#goOn();
  }

  #goOn(): void {
    if (this.#trial?.enough('xla') && this.#trial.enough('function')) this.#decide(this.#trial);
    else if (this.#compilation !== undefined) this.#trial ??= this.#trialAfter(this.#compilation);
    else if (this.#spent > this.#patience && this.#times.enough('function')) this.#ask();
  }

  #ask(): void {
    if (this.#isMostlyProducts()) this.#chosen = 'function';
    else this.#wantsXla = true;
  }

  #trialAfter({ ended }: Compilation): RunTimes | undefined {
    // XLA lacks some ops.
    if (ended === 'badly') this.#chosen = 'function';
    return ended === 'well' ? new RunTimes() : undefined;
  }

  #isMostlyProducts(): boolean {
    const { function: plain = Number.POSITIVE_INFINITY } = this.timings;
    return this.#productFlops / plain > mostlyProducts * matrixPeak();
  }

  #decide(trial: RunTimes): void {
    const [plain = 0, xla = 0] = [trial.median('function'), trial.median('xla')];
    this.#chosen = xla < plain ? 'xla' : 'function';
    this.#times = trial;
    this.#trial = undefined;
  }
}

/** How long steps took each way, ms, run by run. */
class RunTimes {
  readonly steps = { function: 0, xla: 0 };
  readonly #runs: { function: number[]; xla: number[] } = { function: [], xla: [] };

  add(way: 'function' | 'xla', milliseconds: number, steps: number): void {
    this.#runs[way].push(milliseconds / steps);
    this.steps[way] += steps;
  }

  /** Keeps the last runs only. */
  forget(keep: number): void {
    for (const runs of Object.values(this.#runs)) runs.splice(0, Math.max(0, runs.length - keep));
  }

  enough(way: 'function' | 'xla'): boolean {
    return this.#runs[way].length >= runsToCompare.atLeast && this.steps[way] >= runsToCompare.steps;
  }

  median(way: 'function' | 'xla'): number | undefined {
    const sorted = [...this.#runs[way]].sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  }
}
